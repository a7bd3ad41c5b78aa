extension Question {
  /// In the language of whoever answers, for a speaker who does not read its own: of one wording alone.
  public struct Translation: Hashable, Sendable {
    public var text: TranslationText
    public var language: LanguageTag

    public init(_ text: TranslationText, _ language: LanguageTag) {
      (self.text, self.language) = (text, language)
    }
  }
}

/// 1–600 Unicode scalars, otherwise as a question's text: some languages need more than others.
public struct TranslationText: Hashable, Sendable, CustomStringConvertible {
  public static let length = 1...600

  public let value: String

  public init(_ text: String) throws(TextRule) {
    let text = text.normalizedText
    try text.checkText(length: Self.length, newlines: true)
    value = text
  }

  public var description: String { value }
}

/// A language's tag in lower case: `fr`, `pt-br`.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  public let value: String

  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(Self.isLetter),
      parts.dropFirst().allSatisfy({ (2...8).contains($0.count) && $0.allSatisfy(Self.isLetterOrDigit) })
    else { return nil }
    value = text
  }

  public var description: String { value }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
