import Foundation
import Petitions
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule file's bytes", .timeLimit(.minutes(5)))
struct ScheduleEncodingTests {
  private let text = ScheduleSample.text([#""start": "10:00", "duration": "00:45", "abstract": "Été à 😀""#])

  private func wide(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test("may be UTF-16 or UTF-32 in either order, with a mark or without")
  func utf16() throws {
    let utf32 = ("\u{FEFF}" + text).unicodeScalars.flatMap { scalar in
      [UInt8(scalar.value & 0xFF), UInt8(scalar.value >> 8 & 0xFF), UInt8(scalar.value >> 16), 0]
    }
    let encoded =
      [(false, true), (true, true), (false, false), (true, false)].map {
        wide(text, bigEndian: $0.0, mark: $0.1)
      }
      + [utf32, Array(("\u{FEFF}" + text).utf8)]
    for bytes in encoded {
      let file = try ScheduleFile.read(bytes)
      #expect(file.programme.sessions.map(\.abstract) == ["Été à 😀"])
      #expect(file.warnings.isEmpty)
    }
  }

  @Test("that are cut are refused")
  func cut() {
    #expect(throws: ScheduleFault.self) { try ScheduleFile.read(wide(text, bigEndian: false).dropLast()) }
    #expect(throws: ScheduleFault.self) { try ScheduleFile.read([0xFF, 0xFE]) }
    #expect(throws: ScheduleFault.self) { try ScheduleFile.read([0xFF]) }
  }

  @Test("may be Windows-1252, and is said to be; one broken byte does not make it so")
  func windows() throws {
    let accents = ScheduleSample.text([#""start": "10:00", "duration": "00:45", "abstract": "Été à l’œuvre""#]
    )
    let bytes: [UInt8] = accents.unicodeScalars.map { scalar in
      switch scalar {
      case "’": 0x92
      case "œ": 0x9C
      default: UInt8(scalar.value)
      }
    }
    let file = try ScheduleFile.read(bytes)
    #expect(file.programme.sessions.map(\.abstract) == ["Été à l’œuvre"])
    #expect(file.warnings == ["file: is not UTF-8; it is read as Windows-1252"])
    let broken = Array(text.utf8).map { $0 == UInt8(ascii: "E") ? 0xE9 : $0 }
    let repaired = try ScheduleFile.read(broken)
    #expect(repaired.programme.summit.name == "\u{FFFD}ssai")
    #expect(repaired.programme.sessions.map(\.abstract) == ["Été à 😀"])
    #expect(repaired.says("file: is not all UTF-8"))
  }
}
