/// Colour means something, as in the pages, and nothing else is coloured; never by colour alone.
enum Style: String, Sendable {
  case plain = ""
  case strong = "1"
  case faint = "2"
  /// My own act.
  case act = "34"
  /// A person has to do something: a promise, a question that waits.
  case owed = "33"
  case kept = "32"
  /// Late, or failed.
  case late = "31"
  case reversed = "7"

  func apply(_ text: String, colours: Bool) -> String {
    colours && self != .plain && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
