/// Names, titles and descriptions of the programme. Organizers write them, often by pasting, so that less is refused
/// than of a question: only what would break a line, a table or a terminal, or climb and reach into what stands beside it.
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
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      guard marks <= TextRule.mostCombiningMarks else { throw .tooManyCombiningMarks }
      switch scalar.properties.generalCategory {
      case .control where !allowed.contains(scalar): throw .controlCharacter
      case .lineSeparator, .paragraphSeparator: throw .lineSeparator
      case .format where scalar.turnsDirection: throw .formatCharacter
      default: continue
      }
    }
    return text
  }
}
