/// Words from right to left in a line of ours: what stands beside them, a time or a number, stays where it was put.
enum Direction {
  /// Between a first strong isolate and its end, where the text has any such letter.
  static func isolated(_ text: String) -> String {
    // U+0590, the first of the scripts, begins with 0xD6.
    guard text.utf8.contains(where: { $0 >= 0xD6 }), text.unicodeScalars.contains(where: isRightToLeft) else {
      return text
    }
    return "\u{2068}\(text)\u{2069}"
  }

  /// Whether it lies in a block of Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
