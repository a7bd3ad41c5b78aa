import API
import Petitions
import Testing

@testable import Pages

@Suite("French, set as French", .timeLimit(.minutes(5)))
struct PagesTypographyTests {
  @Test(
    "spaces before punctuation do not break, and are narrow before ? ! ;",
    arguments: [
      ("Et pourquoi ?", "Et pourquoi\u{202F}?"), ("Oui ! Non ; si", "Oui\u{202F}! Non\u{202F}; si"),
      ("Responsable : lui", "Responsable\u{A0}: lui"), ("« ça »", "«\u{A0}ça\u{A0}»"),
      ("n° 3, à 10 % ou 5 €", "n°\u{A0}3, à 10\u{A0}% ou 5\u{A0}€"),
      ("Quoi\u{A0}?!", "Quoi\u{202F}?!"), ("Vraiment ???", "Vraiment\u{202F}???"),
    ])
  func spaces(typed: String, set: String) {
    #expect(FrenchTypography.set(typed) == set)
  }

  @Test(
    "everything else stays as typed",
    arguments: [
      "", "Quoi?", "12:30", "a  b", "l'eau", "“so”", "a;b", "un % de", "n° un", "http://a.fr/?b", " début",
      "fin ", "é\u{0301} ö",
    ])
  func asTyped(text: String) {
    #expect(Array(FrenchTypography.set(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("what people typed does not break on an English page either, but its own sentences are not French")
  func english() {
    #expect(Sentences(language: .en).typed("Et ici ?") == "Et ici\u{202F}?")
    #expect(Sentences(language: .en).responsible("Et ici ?").hasSuffix("Responsible: Et ici ?."))
  }

  @Test("French counts zero and one in the singular, English only one")
  func plurals() {
    let (french, english) = (Sentences(language: .fr), Sentences(language: .en))
    #expect([0, 1, 2].map(french.questions) == ["0\u{A0}question", "1\u{A0}question", "2\u{A0}questions"])
    #expect([0, 1, 2].map(english.votes) == ["0\u{A0}votes", "1\u{A0}vote", "2\u{A0}votes"])
    #expect(french.newQuestions(2) == "2\u{A0}nouvelles questions")
    #expect(french.votes(1) == "1\u{A0}voix")
  }

  @Test("thousands are set apart as each language does")
  func thousands() {
    #expect(
      [0, 999, 1000, 1_234_567].map(Sentences(language: .fr).number) == [
        "0", "999", "1\u{202F}000", "1\u{202F}234\u{202F}567",
      ])
    #expect(Sentences(language: .en).number(1_234_567) == "1,234,567")
  }

  @Test("hours are those of the place")
  func hours() throws {
    let morning = try #require(Timestamp("2017-06-13T09:30:00+02:00"))
    let noon = try #require(Timestamp("2017-06-13T12:00:00+02:00"))
    #expect(Sentences(language: .fr).hour(morning) == "9\u{202F}h\u{202F}30")
    #expect(Sentences(language: .fr).hour(noon) == "12\u{202F}h")
    #expect(Sentences(language: .en).hour(morning) == "9:30")
    #expect(Sentences(language: .fr).moment(morning, now: noon) == "9\u{202F}h\u{202F}30")
    let next = try #require(Timestamp("2017-06-14T00:10:00+02:00"))
    #expect(Sentences(language: .en).moment(morning, now: next) == "13\u{A0}June, 9:30")
  }

  @Test("days are written once, months and years only where they differ")
  func days() throws {
    func text(_ language: Language, _ first: String, _ last: String) throws -> String {
      Sentences(language: language).days(
        from: try #require(Day(rawValue: first)), to: try #require(Day(rawValue: last)))
    }
    #expect(try text(.fr, "2017-06-13", "2017-06-14") == "13–14\u{A0}juin 2017")
    #expect(try text(.fr, "2017-06-30", "2017-07-01") == "30\u{A0}juin – 1er\u{A0}juillet 2017")
    #expect(try text(.en, "2017-12-31", "2018-01-01") == "31\u{A0}December 2017 – 1\u{A0}January 2018")
    #expect(try text(.en, "2017-06-13", "2017-06-13") == "13\u{A0}June 2017")
  }

  @Test("a day of the week is right, also around leap days")
  func weekdays() throws {
    let days = [
      ("2017-06-13", "Tuesday"), ("2000-02-29", "Tuesday"), ("1900-03-01", "Thursday"),
      ("2024-12-31", "Tuesday"),
    ]
    for (text, name) in days {
      let day = try #require(Day(rawValue: text))
      #expect(Sentences(language: .en).weekday(day).hasPrefix(name), "\(text)")
    }
  }

  @Test("what begins after midnight belongs to the evening before")
  func programmeDay() throws {
    let late = try #require(Timestamp("2017-06-14T01:30:00+02:00"))
    let early = try #require(Timestamp("2017-06-14T08:00:00+02:00"))
    #expect(late.programmeDay?.rawValue == "2017-06-13")
    #expect(early.programmeDay?.rawValue == "2017-06-14")
  }

  @Test(
    "the browser's languages decide, within those of the summit",
    arguments: [
      ("en-GB,en;q=0.9,fr;q=0.8", ["fr", "en"], Language.en), ("de, fr;q=0.5, en;q=0.4", ["fr", "en"], .fr),
      ("en", ["fr"], .fr), ("de", ["en", "fr"], .en), ("*", ["en", "fr"], .en),
      ("en;q=0", ["fr", "en"], .fr),
      (nil, ["fr", "en"], .fr), ("garbage;;q=x", ["fr", "en"], .fr), ("EN_us", ["fr", "en"], .en),
      ("en", ["de"], .en),
    ] as [(String?, [String], Language)])
  func languages(accepted: String?, spoken: [String], chosen: Language) {
    #expect(Language.preferred(accepted, among: spoken) == chosen)
  }
}
