internal import Foundation

/// A rule of texts that was broken (rule 1). The raw value is the stable code that the API answers as `rule`.
public enum TextRule: String, Error, CaseIterable, Sendable {
  case tooShort = "too_short"
  case tooLong = "too_long"
  case controlCharacter = "control_character"
  case formatCharacter = "format_character"
  case lineSeparator = "line_separator"
  case unassignedCharacter = "unassigned_character"
  case tooManyCombiningMarks = "too_many_combining_marks"

  /// More marks than this on one base climb over the neighbouring lines and write no language.
  static let mostCombiningMarks = 4
}

extension String {
  /// NFC, with newlines as `\n` (forms send CR LF), without white space at both ends.
  var normalizedText: String {
    var text = utf8.contains(UInt8(ascii: "\r")) ? replacing("\r\n", with: "\n") : self
    // Whatever lies before U+0300, the first combining mark, is in NFC; its first byte would be 0xCC.
    if text.utf8.contains(where: { $0 >= 0xCC }) { text = text.precomposedStringWithCanonicalMapping }
    let scalars = text.unicodeScalars
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:)) ?? start
    return String(scalars[start..<end])
  }

  /// Throws the first rule that this text, normalized already, breaks.
  func checkText(length: ClosedRange<Int>, newlines: Bool) throws(TextRule) {
    let scalars = Array(unicodeScalars)
    guard scalars.count >= length.lowerBound else { throw .tooShort }
    guard scalars.count <= length.upperBound else { throw .tooLong }
    var marks = 0
    for (index, scalar) in scalars.enumerated() {
      switch scalar.properties.generalCategory {
      case .control where !(newlines && scalar == "\n"): throw .controlCharacter
      case .lineSeparator, .paragraphSeparator: throw .lineSeparator
      case .unassigned: throw .unassignedCharacter
      default: break
      }
      if scalar.isInvisible {
        guard scalars.isEmojiPart(at: index) else { throw .formatCharacter }
      } else if scalar.isMark {
        marks += 1
        guard marks <= TextRule.mostCombiningMarks else { throw .tooManyCombiningMarks }
      } else {
        marks = 0
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether it only changes how others are shown, or shows nothing: format characters, variation selectors,
  /// fillers.
  fileprivate var isInvisible: Bool {
    properties.generalCategory == .format || properties.isDefaultIgnorableCodePoint
      || properties.isVariationSelector
  }

  /// Embeddings, overrides and isolates: they would reach into what stands beside the text.
  var turnsDirection: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }

  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// A picture; the digits, which are emoji only as keycaps, are not.
  fileprivate var isPicture: Bool { properties.isEmoji && !isASCII }
}

extension [Unicode.Scalar] {
  /// Whether the invisible scalar at `index` holds an emoji together: a variation selector after a picture, or in a
  /// keycap; a joiner between two pictures.
  fileprivate func isEmojiPart(at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = self[index - 1]
    let after = index + 1 < count ? self[index + 1] : nil
    switch self[index] {
    case "\u{FE0F}" where before.properties.isEmoji && before.isASCII: return after == "\u{20E3}"
    case "\u{FE0E}", "\u{FE0F}": return before.isPicture
    case "\u{200D}":
      let joins = before.isPicture || before == "\u{FE0F}" && isEmojiPart(at: index - 1)
      return joins && after?.isPicture == true
    default: return false
    }
  }
}
