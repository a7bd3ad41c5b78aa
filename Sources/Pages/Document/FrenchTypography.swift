/// French, set as French: the space before `? ! ;` is narrow and does not break, the one before `:` and those inside
/// « » do not break either, nor that of `n° 3` and of `10 %`. It changes existing spaces only: a text keeps its words,
/// its punctuation and its length, so it is right for what people typed as well as for our own sentences.
enum FrenchTypography {
  /// U+202F
  static let narrowSpace: Unicode.Scalar = "\u{202F}"
  /// U+00A0
  static let noBreakSpace: Unicode.Scalar = "\u{00A0}"
  /// U+2011
  static let noBreakHyphen: Unicode.Scalar = "\u{2011}"

  static func set(_ text: String) -> String {
    guard text.utf8.contains(where: isCandidate) else { return text }
    var scalars = Array(text.unicodeScalars)
    for index in scalars.indices where scalars[index] == " " || scalars[index] == noBreakSpace {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let previous = index > 0 ? scalars[index - 1] : nil
      switch (previous, next) {
      case (_, "?"), (_, "!"), (_, ";"): scalars[index] = narrowSpace
      case (_, ":"), (_, "»"), ("«", _),
        (_, "%") where isDigit(previous), (_, "€") where isDigit(previous),
        ("°", _) where isDigit(next):
        scalars[index] = noBreakSpace
      default: break
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// A sentence of ours: what must not break at its hyphens gets hyphens that do not break, too.
  static func setOwn(_ text: String) -> String {
    var scalars = Array(set(text).unicodeScalars)
    for range in HyphenatedWords.whole(in: scalars) {
      for index in range where scalars[index] == "-" { scalars[index] = noBreakHyphen }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// `? ! ; : %`, the first byte of « » and °, or the second of €.
  private static func isCandidate(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "%"), 0xC2,
      0x82:
      true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "0"..."9" ~= $0 } ?? false }
}

/// Words that a line must not break at their hyphens: a verb and its short pronouns, as in `est-ce`, `a-t-il` and
/// `dites-le-moi`, adverbs and pronouns such as `au-delà` and `elles-mêmes`, and what hangs on a single letter, as in `e-mail`. Longer ones break as they always did, so that no
/// word is wider than a phone.
enum HyphenatedWords {
  private static let longest = 20
  private static let short: Set<String> = [
    "t", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "ci", "là", "moi", "toi",
    "lui", "leur", "le", "la", "les", "y", "en", "être", "delà", "dessus", "dessous", "devant", "même",
    "mêmes",
  ]

  /// The words' places, from the first letter to the last.
  static func whole(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard scalars.contains("-") else { return [] }
    var (words, index): ([Range<Int>], Int) = ([], 0)
    while index < scalars.count {
      let start = index
      while index < scalars.count, scalars[index] == "-" || scalars[index].properties.isAlphabetic {
        index += 1
      }
      if index == start {
        index += 1
      } else if isWhole(scalars[start..<index]) {
        words.append(start..<index)
      }
    }
    return words
  }

  private static func isWhole(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard word.count <= longest, word.contains("-") else { return false }
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return false }
    if parts.count == 2, parts[0].count == 1 { return true }
    return parts.dropFirst().allSatisfy { part in
      short.contains(String(String.UnicodeScalarView(part)).lowercased())
    }
  }
}

/// The digits in groups of three.
func grouped(_ number: Int, separator: String) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text += separator }
    text.append(digit)
  }
  return text
}
