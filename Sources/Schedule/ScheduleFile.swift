public import Foundation
internal import JSON
public import Petitions

/// A `schedule.json` of frab or pretalx, read leniently: what real exports leave out or get wrong is worked out, and
/// said in the warnings; what has no sound reading is refused with its place, so that nothing half-right is imported.
public struct ScheduleFile: Sendable {
  public var programme: Programme
  /// What a person should look at.
  public var warnings: [String]

  /// `fallback` is the zone of the summit that is to be updated, for files that name none. A `strict` reading refuses
  /// whatever would be a warning.
  public static func read(
    _ bytes: [UInt8], fallback: TimeZone? = nil, strict: Bool = false
  ) throws(ScheduleFault) -> ScheduleFile {
    var warnings = ScheduleWarnings()
    let root = try json(ScheduleEncoding.utf8(bytes, warnings: &warnings))
    var reader = ScheduleReader(root: root, fallback: fallback, warnings: warnings)
    let programme = try reader.programme()
    if strict, var doubt = reader.warnings.first {
      doubt.others = reader.warnings.count - 1
      doubt.isDoubt = true
      throw doubt
    }
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

/// Why a schedule file was not imported, and where in it that is.
public struct ScheduleFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// `day 2, room "Saal 1", event 3: start`
  public var place: String
  public var reason: String
  /// Whether only a strict reading refuses it, and how many more doubts there are then.
  public var isDoubt = false
  public var others = 0

  public var description: String { "\(place): \(reason)" }
}
