internal import Foundation
internal import Petitions

/// A `schedule.json` of frab or pretalx, read leniently: what real exports leave out is worked out, and said in the
/// warnings; what is impossible is refused with its place, so that nothing half-right is imported.
struct ScheduleFile: Sendable {
  var programme: Programme
  /// What a person should look at.
  var warnings: [String]

  /// `fallback` is the zone of the summit that is to be updated, for files that name none.
  static func read(_ bytes: [UInt8], fallback: TimeZone? = nil) throws(ScheduleFault) -> ScheduleFile {
    var reader = ScheduleReader(root: try json(bytes), fallback: fallback)
    let programme = try reader.programme()
    return ScheduleFile(programme: programme, warnings: reader.warnings.all)
  }

  private static func json(_ bytes: [UInt8]) throws(ScheduleFault) -> ScheduleFields {
    if bytes.isEmpty { throw ScheduleFault(place: "file", reason: "is empty") }
    let tree: JSONTree
    do {
      tree = try JSONTree(parsing: bytes)
    } catch {
      throw ScheduleFault(
        place: "line \(error.line), column \(error.column)", reason: "not JSON: \(error.reason)")
    }
    guard let fields = ScheduleFields(tree) else {
      throw ScheduleFault(place: "file", reason: "is not a JSON object")
    }
    return fields
  }
}

/// What was read leniently, the first hundred of it.
struct ScheduleWarnings {
  private var first: [String] = []
  private var others = 0

  mutating func add(_ place: String, _ text: String) {
    if first.count < 100 { first.append("\(place): \(text)") } else { others += 1 }
  }

  mutating func add(_ text: String) { first.append(text) }

  var all: [String] { others > 0 ? first + ["and \(others) more"] : first }
}
