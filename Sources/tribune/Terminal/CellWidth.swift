extension StringProtocol {
  /// How many cells of a terminal the text takes.
  var cells: Int { reduce(0) { $0 + $1.cells } }
}

extension Character {
  /// Two for East Asian wide characters and emoji, none for what only marks another character.
  var cells: Int {
    // The bulk of all text; a tab or newline never gets this far.
    if let ascii = asciiValue { return ascii < 32 || ascii == 127 ? 0 : 1 }
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isEmojiPresentation || scalars.contains("\u{FE0F}") && first.properties.isEmoji { return 2 }
    return scalars.reduce(0) { Swift.max($0, $1.cells) }
  }
}

extension Unicode.Scalar {
  fileprivate var isEmojiPresentation: Bool {
    properties.isEmojiPresentation || (0x1F1E6...0x1F1FF).contains(value)
  }

  fileprivate var cells: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and finals of Hangul that combine with the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    return isWide ? 2 : 1
  }

  private var isWide: Bool {
    guard value >= 0x1100 else { return false }
    return wideRanges.contains { $0.contains(value) }
  }
}

/// East Asian Width W and F (UAX #11), without the emoji that `isEmojiPresentation` knows.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x18D00...0x18D8F, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376,
  0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
