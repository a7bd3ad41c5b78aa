internal import Petitions

/// By what each event of a file is found again: its guid, or what can stand for one.
struct ScheduleIdentities {
  private var places: [String: String] = [:]
  /// Ids are unique within one export only; with the conference and its year they are among all.
  private let prefix: String

  init(conference: ScheduleFields) {
    let acronym = conference.string("acronym") ?? conference.string("title") ?? ""
    let year = conference.string("start")?.prefix(4) ?? ""
    prefix = "\(Slug(title: acronym, fallback: "schedule"))-\(year)"
  }

  mutating func identity(
    of event: ScheduleEvent, title: String, warnings: inout ScheduleWarnings
  ) throws(ScheduleFault) -> String {
    if let guid = event.fields.string("guid") {
      // UUIDs are the same in capitals.
      let identity = guid.utf8.count == 36 ? guid.lowercased() : guid
      if let other = places.updateValue(event.place, forKey: identity) {
        throw event.fault("guid", "“\(guid)” is also that of \(other)")
      }
      return identity
    }
    let name = event.fields.string("id", "code", "slug", "url")
    let base = "\(prefix):\(name ?? Slug(title: title, fallback: "event").value)"
    var identity = base
    var count = 1
    while places[identity] != nil {
      count += 1
      identity = "\(base):\(count)"
    }
    places[identity] = event.place
    if name == nil || count > 1 {
      warnings.add(
        "\(event.place): guid",
        "missing, and no id of its own; it is found again by \(name == nil ? "its title" : "its order")")
    }
    return identity
  }
}

/// Everybody whom a file names, once.
struct SchedulePeople {
  private(set) var all: [Programme.Person] = []
  private var indices: [String: Int] = [:]

  /// The key under which the person is found.
  mutating func add(_ person: Programme.Person) -> String {
    if let index = indices[person.key] {
      if all[index].biography == nil { all[index].biography = person.biography }
      if all[index].affiliation == nil { all[index].affiliation = person.affiliation }
    } else {
      indices[person.key] = all.count
      all.append(person)
    }
    return person.key
  }
}

extension ScheduleReader {
  static let longestBiography = 4000

  /// Keys of those who speak, in their order, once each. Breaks have none.
  mutating func speakers(of event: ScheduleEvent) -> [String] {
    var keys: [String] = []
    let list = event.fields.list("persons") ?? event.fields.list("speakers") ?? []
    for (index, value) in list.enumerated() {
      guard let person = Self.person(value) else {
        warnings.add("\(event.place): person \(index + 1)", "has no name and is left out")
        continue
      }
      let key = people.add(person)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private static func person(_ value: JSONTree) -> Programme.Person? {
    guard let fields = ScheduleFields(value) else {
      return ScheduleFields.text(value).flatMap { CleanText($0, longest: 200) }.map {
        Programme.Person(key: "name:\($0.value.lowercased())", name: $0.value)
      }
    }
    guard let name = fields.text("public_name", "name", "full_public_name", "full_name", longest: 200)
    else { return nil }
    let id =
      fields.string("code").map { "code:\($0)" } ?? fields.string("guid").map { "guid:\($0)" }
      ?? fields.string("id").map { "id:\($0)" }
    return Programme.Person(
      key: id ?? "name:\(name.value.lowercased())", name: name.value,
      affiliation: fields.text("affiliation", "organization", "company", longest: 200)?.value,
      biography: fields.text("biography", "bio", "abstract", longest: longestBiography, newlines: true)?.value
    )
  }
}
