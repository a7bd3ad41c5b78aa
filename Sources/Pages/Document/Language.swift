/// The languages that the pages speak, French first.
public enum Language: String, Sendable, CaseIterable {
  case fr, en

  public static let tags = allCases.map(\.rawValue)

  /// The best of what a browser accepts (RFC 9110, Accept-Language) among a summit's languages; the summit's first
  /// language that the pages speak where the browser says nothing useful.
  public static func preferred(_ acceptLanguage: String?, among tags: [String] = Language.tags) -> Language {
    let spoken = tags.compactMap { Language(tag: $0) }
    let offered = spoken.isEmpty ? allCases : spoken
    var best: (language: Language, quality: Double)?
    for range in (acceptLanguage ?? "").split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = parts.first, let language = tag == "*" ? offered.first : Language(tag: tag),
        offered.contains(language)
      else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
      let quality = weight.flatMap { Double($0.dropFirst(2)) } ?? 1
      if quality > 0, quality > best?.quality ?? 0 { best = (language, quality) }
    }
    return best?.language ?? offered[0]
  }

  /// `fr`, `fr-CA`, `EN_gb`: the primary subtag decides.
  init?(tag: some StringProtocol) {
    self.init(rawValue: tag.prefix { $0 != "-" && $0 != "_" }.lowercased())
  }

  /// What it calls itself.
  var name: String {
    switch self {
    case .fr: "Français"
    case .en: "English"
    }
  }

  /// In French zero and one take the singular, in English one alone.
  func pluralForm(of number: Int) -> PluralForm {
    switch self {
    case .fr: number.magnitude < 2 ? .one : .other
    case .en: number == 1 ? .one : .other
    }
  }

  /// A sentence of ours, with the spaces and hyphens of the language.
  func typesetOwn(_ text: String) -> String {
    switch self {
    case .fr: FrenchTypography.setOwn(text)
    case .en: text
    }
  }

  /// The same with values in their places, of which only the spaces are touched.
  func typeset(_ text: String) -> String {
    switch self {
    case .fr: FrenchTypography.set(text)
    case .en: text
    }
  }
}

/// The forms that a number gives a sentence, as Unicode's CLDR names them; a language uses some.
enum PluralForm: String, Sendable, CaseIterable { case zero, one, two, few, many, other }
