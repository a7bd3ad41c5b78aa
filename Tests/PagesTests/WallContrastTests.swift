import Foundation
import Testing

@testable import Pages

@Suite("Contrast on the wall", .timeLimit(.minutes(5)))
struct WallContrastTests {
  /// The colours of the wall, as its stylesheet names them: what comes last holds.
  private static let colours: [String: [Double]] = {
    let text = String(decoding: Asset.all["stage.css"]?.bytes ?? [], as: UTF8.self)
    guard let start = text.range(of: ":root[data-stage]:root {") else { return [:] }
    let block = text[start.upperBound...].prefix { $0 != "}" }
    var colours: [String: [Double]] = [:]
    for match in block.matches(of: /--([a-z0-9-]+): #([0-9a-f]{6});/) {
      let value = Int(match.2, radix: 16) ?? 0
      colours[String(match.1)] = [value >> 16, value >> 8 & 0xFF, value & 0xFF].map { Double($0) / 255 }
    }
    return colours
  }()

  /// WCAG 2.2, relative luminance.
  private func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func contrast(_ one: String, _ other: String) throws -> Double {
    let both = [luminance(try #require(Self.colours[one])), luminance(try #require(Self.colours[other]))]
    return ((both.max() ?? 0) + 0.05) / ((both.min() ?? 0) + 0.05)
  }

  @Test(
    "all text is AAA, also what is owed, kept and late",
    arguments: ["ink", "ink-2", "owed", "kept", "late", "signal"])
  func text(colour: String) throws {
    #expect(try contrast(colour, "paper") >= 7)
    #expect(try contrast(colour, "sheet") >= 7)
  }

  @Test(
    "the announcement and the badge are set the other way round, and are AAA too", arguments: ["ink", "late"])
  func ground(colour: String) throws {
    #expect(try contrast("paper", colour) >= 7)
  }

  @Test("empty seats are seen, and taken ones are told from them")
  func seats() throws {
    #expect(try contrast("seat", "paper") >= 3)
    #expect(try contrast("owed-mark", "seat") >= 3)
  }
}
