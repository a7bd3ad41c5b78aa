/// French, set as French: the space before `? ! ;` is narrow and does not break, the one before `:` and those inside
/// « » do not break either. It changes existing spaces only: a text keeps its words, its punctuation and its length,
/// so it is right for what people typed as well as for our own sentences.
enum FrenchTypography {
  /// U+202F
  static let narrowSpace: Unicode.Scalar = "\u{202F}"
  /// U+00A0
  static let noBreakSpace: Unicode.Scalar = "\u{00A0}"

  static func set(_ text: String) -> String {
    guard text.utf8.contains(where: isCandidate) else { return text }
    var scalars = Array(text.unicodeScalars)
    for index in scalars.indices where scalars[index] == " " || scalars[index] == noBreakSpace {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let previous = index > 0 ? scalars[index - 1] : nil
      switch (previous, next) {
      case (_, "?"), (_, "!"), (_, ";"): scalars[index] = narrowSpace
      case (_, ":"), (_, "»"), ("«", _): scalars[index] = noBreakSpace
      default: break
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// `? ! ; :` or the first byte of « and ».
  private static func isCandidate(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"), 0xC2: true
    default: false
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
