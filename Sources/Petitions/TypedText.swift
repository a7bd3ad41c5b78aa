/// What somebody has typed so far, to be compared with what was asked already (rule 11). It need not be a question yet.
public struct TypedText: Hashable, Sendable {
  /// NFC, its control characters spaces.
  public let value: String

  /// A text longer than a question may be is refused.
  public init(_ text: String) throws(TextRule) {
    let text = text.withoutDictationMarks.normalizedText
    guard text.unicodeScalars.count <= QuestionText.length.upperBound else { throw .tooLong }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    value = String(scalars)
  }

  /// Whether there is enough of it: fewer letters are in everything.
  public var isTelling: Bool { value.foldedWords.reduce(0) { $0 + $1.unicodeScalars.count } >= 3 }
}
