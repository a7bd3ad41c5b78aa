internal import Foundation
internal import JSON
internal import Petitions

/// Everybody whom a file names, once. A person is known by the key that the file gives, as long as it gives that key to
/// nobody of another name; else by the name.
struct SchedulePeople {
  static let longestBiography = 4000

  private(set) var all: [Programme.Person] = []
  /// Keys of those who speak in each event, in their order, once each. Breaks have none.
  private(set) var speakers: [[String]] = []

  private struct Mention {
    /// As the file has it; nil where it has none.
    var key: String?
    /// The name for comparing.
    var name: String
    var person: Programme.Person
    var place: String
  }

  init(of events: [ScheduleEvent], warnings: inout ScheduleWarnings) {
    let mentions = events.map { Self.mentions(in: $0, warnings: &warnings) }
    let shared = Self.sharedKeys(mentions, warnings: &warnings)
    // Somebody who is also there with a key of their own is known by that.
    var keysOfNames: [String: Set<String>] = [:]
    for mention in mentions.joined() {
      if let key = mention.key, !shared.contains(key) { keysOfNames[mention.name, default: []].insert(key) }
    }
    var indices: [String: Int] = [:]
    for mentions in mentions {
      var keys: [String] = []
      var here: Set<String> = []
      for mention in mentions {
        var person = mention.person
        if let key = mention.key, !shared.contains(key) {
          person.key = key
        } else if let keys = keysOfNames[mention.name], keys.count == 1, let key = keys.first {
          person.key = key
        } else {
          person.key = "name:\(mention.name)"
        }
        if let index = indices[person.key] {
          if all[index].biography == nil { all[index].biography = person.biography }
          if all[index].affiliation == nil { all[index].affiliation = person.affiliation }
        } else {
          indices[person.key] = all.count
          all.append(person)
        }
        if here.insert(person.key).inserted { keys.append(person.key) }
      }
      speakers.append(keys)
    }
  }

  /// Keys that say nothing of who it is, and keys that come with two names; each of these is said once.
  private static func sharedKeys(
    _ mentions: [[Mention]], warnings: inout ScheduleWarnings
  ) -> Set<String> {
    var first: [String: Mention] = [:]
    var shared: Set<String> = []
    var said: Set<String> = []
    for mention in mentions.joined() {
      guard let key = mention.key else { continue }
      if ["id:0", "id:-1", "code:0", "guid:0"].contains(key) { shared.insert(key) }
      guard let other = first[key] else {
        first[key] = mention
        continue
      }
      if !areNamesOfOnePerson(other.person.name, mention.person.name), said.insert(key).inserted {
        shared.insert(key)
        let parts = key.split(separator: ":", maxSplits: 1)
        warnings.add(
          mention.place,
          "\(parts[0]) “\(parts[1])” of “\(mention.person.name)” is also that of “\(other.person.name)”; "
            + "whoever has it is told apart by name")
      }
    }
    return shared
  }

  // MARK: One event

  private static func mentions(
    in event: ScheduleEvent, warnings: inout ScheduleWarnings
  ) -> [Mention] {
    var lists: [[Mention]] = []
    for key in ["persons", "speakers"] {
      guard let value = event.fields.value(key) else { continue }
      let place = "\(event.place): \(key)"
      var list: [Mention] = []
      for (index, entry) in entries(value, at: place, warnings: &warnings).enumerated() {
        if let mention = mention(entry.value, key: entry.key, place: "\(event.place): person \(index + 1)") {
          list.append(mention)
        } else {
          warnings.add("\(event.place): person \(index + 1)", "has no name and is left out")
        }
      }
      if !list.isEmpty { lists.append(list) }
    }
    guard let persons = lists.first else { return [] }
    let names = Set(persons.map(\.name))
    for other in lists.dropFirst().joined() where !names.contains(other.name) {
      warnings.add(
        "\(event.place): speakers", "“\(other.person.name)” is not among the persons and is left out")
    }
    return persons
  }

  /// A list, an object of people by their ids, one person, or names in one text.
  private static func entries(
    _ value: JSONTree, at place: String, warnings: inout ScheduleWarnings
  ) -> [(key: String?, value: JSONTree)] {
    switch value {
    case .list(let list): return list.map { (nil, $0) }
    case .object(let members):
      if mention(value, key: nil, place: place) != nil { return [(nil, value)] }
      return members.flatMap { key, value -> [(key: String?, value: JSONTree)] in
        // What was XML has the list one step further in.
        if case .list(let list) = value { list.map { (nil, $0) } } else { [(key, value)] }
      }
    case .text(let text):
      let names = names(in: text)
      if names.count > 1, let short = CleanText(text, longest: 200) {
        warnings.add(place, "“\(short.value)” is read as \(names.count) people")
      }
      return names.map { (nil, .text($0)) }
    default:
      warnings.add(place, "is not a list of people, and is left out")
      return []
    }
  }

  /// Names in one text: one a line or between semicolons; between commas and the like where each part is more than a word,
  /// since `Doe, Jane` is one person.
  private static func names(in text: String) -> [String] {
    func parts(_ text: String, _ separators: [String]) -> [String] {
      separators.reduce([text]) { parts, separator in parts.flatMap { $0.components(separatedBy: separator) }
      }
      .map(\.trimmed).filter { !$0.isEmpty }
    }
    let lines = parts(text, ["\n", ";", "|"])
    return lines.flatMap { line in
      let names = parts(line, [",", " & ", " / ", " et ", " and ", " und "])
      return names.allSatisfy { $0.contains(" ") } ? names : [line]
    }
  }

  private static func mention(_ value: JSONTree, key: String?, place: String) -> Mention? {
    func mention(_ name: String, _ key: String?, _ person: Programme.Person) -> Mention {
      Mention(key: key, name: name.foldedName, person: person, place: place)
    }
    guard let fields = ScheduleFields(value) else {
      return ScheduleFields.words(value, longest: 200).map {
        mention($0.value, nil, Programme.Person(key: "", name: $0.value))
      }
    }
    guard let name = name(of: fields) else { return nil }
    let said =
      fields.string("code").map { "code:\($0)" } ?? fields.string("guid").map { "guid:\($0)" }
      ?? (fields.string("id", "@id") ?? key).map { "id:\($0)" }
    let person = Programme.Person(
      key: "", name: name,
      affiliation: fields.text("affiliation", "organization", "company", longest: 200)?.value,
      biography: fields.text("biography", "bio", "abstract", longest: longestBiography, newlines: true)?.value
    )
    return mention(name, said, person)
  }

  private static func name(of fields: ScheduleFields) -> String? {
    if let name = fields.text("public_name", "name", "full_public_name", "full_name", "#text", longest: 200) {
      return name.value
    }
    let parts = [fields.text("first_name", longest: 100), fields.text("last_name", longest: 100)]
    let name = parts.compactMap { $0?.value }.joined(separator: " ")
    return name.isEmpty ? nil : name
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
