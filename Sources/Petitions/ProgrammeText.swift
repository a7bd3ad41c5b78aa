/// Names, titles and descriptions of the programme. Organizers write them, often by pasting, so that less is refused
/// than of a question: only what would break a line, a table or a terminal.
public enum ProgrammeText {
  /// On one line: NFC, without white space at both ends.
  public static func line(_ text: String) throws(TextRule) -> String {
    try checked(text.normalizedText, allowed: [])
  }

  /// On any number of lines, ended by `\n`.
  public static func paragraphs(_ text: String) throws(TextRule) -> String {
    try checked(text.replacing("\r\n", with: "\n").normalizedText, allowed: ["\n", "\t"])
  }

  private static func checked(_ text: String, allowed: Set<Unicode.Scalar>) throws(TextRule) -> String {
    for scalar in text.unicodeScalars where !allowed.contains(scalar) {
      switch scalar.properties.generalCategory {
      case .control: throw .controlCharacter
      case .lineSeparator, .paragraphSeparator: throw .lineSeparator
      default: continue
      }
    }
    return text
  }
}
