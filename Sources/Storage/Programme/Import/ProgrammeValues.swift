internal import Foundation
internal import Petitions
internal import Postgres

// Values of the programme as they are stored. What breaks a rule is refused by the field that it came in.

func line(_ text: String, _ field: String) throws(StorageRefusal) -> String {
  do {
    return try ProgrammeText.line(text)
  } catch {
    throw .invalid(field, error.rawValue, "one line, without controls, changes of direction or piled marks")
  }
}

func line(_ text: String?, _ field: String) throws(StorageRefusal) -> String? {
  guard let text else { return nil }
  let value: String = try line(text, field)
  return value
}

func paragraphs(_ text: String?, _ field: String) throws(StorageRefusal) -> String? {
  guard let text else { return nil }
  do {
    return try ProgrammeText.paragraphs(text)
  } catch {
    throw .invalid(field, error.rawValue, "text without controls, changes of direction or piled marks")
  }
}

/// Lower-case language tags, each once.
func languageTags(_ tags: [String]) throws(StorageRefusal) -> [String] {
  var unique: [String] = []
  for tag in tags where !unique.contains(tag) {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (2...8).contains(part.utf8.count)
        && part.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }
    guard isTag else {
      throw .invalid("languages", "tag", "lower-case language tags, such as fr or pt-br")
    }
    unique.append(tag)
  }
  return unique
}

extension Store {
  /// Both PostgreSQL and Foundation reckon in the zone, so both must know it, and mean the same: `GMT+3`, a POSIX
  /// zone to the one and an offset to the other, is neither's.
  func checkTimeZone(_ name: String, on transaction: Transaction) async throws {
    guard name == "UTC" || name.contains("/"), TimeZone(identifier: name) != nil else {
      throw StorageRefusal.unknownTimeZone
    }
    // Refuses a zone that it does not know. Its view of all zones would tell as well, after reading a thousand files.
    _ = try await transaction.query("select now() at time zone \(name)")
  }
}
