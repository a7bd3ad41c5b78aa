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
    guard scalars.reduce(0, { $0 + $1.letters }) <= length.upperBound else { throw .tooLong }
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

extension String {
  /// Without what dictation leaves behind: U+FFFC, which stands for an object that is not there, and the anchors of
  /// annotations. A phone shows none of them to whoever typed, others show boxes.
  var withoutDictationMarks: String {
    // All of them begin with this byte.
    guard utf8.contains(0xEF) else { return self }
    return String(UnicodeScalarView(unicodeScalars.filter { !(0xFFF9...0xFFFC).contains($0.value) }))
  }
}

extension Unicode.Scalar {
  /// As how many it counts: a few signs are whole words or lines, and are as wide.
  fileprivate var letters: Int {
    switch value {
    // Honorifics and formulas of Arabic, written out by what they are a sign for.
    case 0xFDF0...0xFDFC, 0xFB50...0xFBB1, 0xFBD3...0xFD3D, 0xFD50...0xFDC7:
      max(1, String(self).decomposedStringWithCompatibilityMapping.unicodeScalars.count { !$0.isMark })
    case 0xFD40...0xFD4F, 0xFDCF, 0xFDFE, 0xFDFF: 12
    case 0xFDFD: 20
    case 0x2E3A: 2
    case 0x2E3B, 0xA9C5: 3
    // Cuneiform: some signs are as wide as a word.
    case 0x12000...0x1254F: 8
    default: 1
    }
  }

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

  fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }

  /// A tag that stands for a digit or a small letter.
  fileprivate var isTagOfCode: Bool {
    (0xE0030...0xE0039).contains(value) || (0xE0061...0xE007A).contains(value)
  }

  /// A picture; the digits, which are emoji only as keycaps, are not.
  fileprivate var isPicture: Bool { properties.isEmoji && !isASCII }
}

extension [Unicode.Scalar] {
  /// Whether the invisible scalar at `index` holds an emoji together: a variation selector after a picture, or in a
  /// keycap; a joiner between two pictures; a tag in a flag.
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
    case "\u{E0020}"..."\u{E007F}": return isFlagPart(at: index)
    default: return false
    }
  }

  /// Whether the tag at `index` spells the flag of a country's part, such as Scotland's: a black flag, three to six
  /// tags of letters or digits, and the tag that ends them (Unicode TS #51). Elsewhere tags are text that nobody sees.
  private func isFlagPart(at index: Int) -> Bool {
    var start = index
    while start > 0, self[start - 1].isTag { start -= 1 }
    var end = index
    while end + 1 < count, self[end + 1].isTag { end += 1 }
    let spelled = self[start...end]
    return start > 0 && self[start - 1] == "\u{1F3F4}" && (4...7).contains(spelled.count)
      && spelled.last == "\u{E007F}" && spelled.dropLast().allSatisfy(\.isTagOfCode)
  }
}
