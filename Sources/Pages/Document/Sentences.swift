internal import API

/// Everything the pages say, one property or function a sentence: it names a key of the catalogues and the values that
/// stand in the sentence. The words themselves are in `Sources/Web/words`, one file a language.
///
/// Another language is one more file there, with every key of the others; its line in `Sources/Web/web.c`; and a case of
/// `Language`, for which the compiler then asks its name, its plural forms and its typography. Tests hold that all
/// catalogues have the same keys and places, and that every key is said somewhere.
public struct Sentences: Sendable {
  public let language: Language
  private let catalogue: Catalogue

  public init(language: Language) {
    self.language = language
    catalogue = Catalogue.all[language] ?? Catalogue()
  }

  /// The sentence of a key, with values in the places that it names.
  func say(_ key: String, _ values: [String: String] = [:]) -> String {
    let sentence = catalogue.sentence(key, values)
    return values.isEmpty ? sentence : language.typeset(sentence)
  }

  /// In the form that the number gives it: `1 voix`, `12 questions`. The number stands in the place `{number}`.
  func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
    let values = values.merging(["number": self.number(number)]) { $1 }
    return language.typeset(catalogue.sentence(key, number: language.pluralForm(of: number), values))
  }

  /// In one of its forms, with `#` in the place of the number: a module of the page chooses the form, and fills it in.
  func pattern(_ key: String, _ form: PluralForm) -> String {
    catalogue.sentence(key, number: form, ["number": "#"])
  }

  /// `1 234`; `1,234`.
  func number(_ number: Int) -> String { grouped(number, separator: say("number.separator")) }

  func votes(_ number: Int) -> String { count("page.votes", number) }
  func questions(_ number: Int) -> String { count("page.questions", number) }

  /// What a person wrote: as typed, but its spaces before punctuation do not break. On a page in English as well:
  /// only French has such spaces.
  func typed(_ text: String) -> String { FrenchTypography.set(text) }

  /// The text of a question; of a person who was forgotten, nothing is left.
  func question(_ text: String) -> String {
    text.isEmpty ? say("page.textErased") : typed(text)
  }

  // MARK: On every page

  var skipToContent: String { say("page.skipToContent") }
  var privacy: String { say("page.privacy") }
  public var programme: String { say("page.programme") }
  var allSummits: String { say("page.allSummits") }
  var readOnPaper: String { say("page.readOnPaper") }
  var readAtNight: String { say("page.readAtNight") }
  public var motto: String { say("page.motto") }

  // MARK: Words of the domain

  var noName: String { say("page.noName") }
  var unverified: String { say("page.unverified") }
  var live: String { say("page.live") }

  func inTheRoom(_ attendees: Int) -> String { say("page.inTheRoom", ["attendees": number(attendees)]) }

  func box(_ box: Box?) -> String {
    switch box {
    case .scheduled: say("page.box.scheduled")
    case .open: say("page.box.open")
    case .paused: say("page.box.paused")
    case .closed: say("page.box.closed")
    case nil: say("page.box.cancelled")
    }
  }

  /// `votes`: have of need.
  func seats(_ have: Int, of need: Int) -> String {
    say("page.seats", ["have": number(have), "need": number(need)])
  }
}

extension API.Session {
  /// Its question box as pages show it; nil where the session is cancelled, whose box is none.
  var shownBox: Box? { cancelled ? nil : box }
}
