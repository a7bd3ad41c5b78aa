internal import Foundation

/// The code on a badge, as people type and files hold it. Capitals, spaces and dashes do not count.
public struct BadgeCode: Hashable, Sendable {
  /// Why a text is no code; the raw value is the rule's name in the API.
  public enum Fault: String, Error, Sendable {
    case empty
    case tooLong = "too_long"
    case controlCharacter = "control_character"

    /// Completes "a badge code …".
    public var sentence: String {
      switch self {
      case .empty: "has at least one letter or digit"
      case .tooLong: "has at most \(longest) characters"
      case .controlCharacter: "has no control or invisible characters"
      }
    }
  }

  /// As it was written, without spaces at the ends.
  public let text: String
  /// As it is compared.
  public let plain: String

  public static let longest = 64

  public init(_ written: String) throws(Fault) {
    text = written.trimmingCharacters(in: .whitespacesAndNewlines)
    plain = String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter {
          !$0.properties.isWhitespace && $0.properties.generalCategory != .dashPunctuation
        }))
    guard
      plain.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { throw .empty }
    guard text.unicodeScalars.count <= Self.longest else { throw .tooLong }
    let invisible: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator, .paragraphSeparator]
    guard !text.unicodeScalars.contains(where: { invisible.contains($0.properties.generalCategory) }) else {
      throw .controlCharacter
    }
  }

  /// A new one that nobody guesses: sixty random bits, in three groups that can be read out.
  public static func random() -> String {
    let code = Array(RandomCode.text(length: 12).uppercased())
    return stride(from: 0, to: code.count, by: 4).map { String(code[$0..<min($0 + 4, code.count)]) }
      .joined(separator: "-")
  }
}
