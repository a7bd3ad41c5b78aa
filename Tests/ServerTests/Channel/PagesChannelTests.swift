import API
import Foundation
import HTTP
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

private typealias Fix = PagesFixtures

@Suite("Announcements and feedback on the pages", .timeLimit(.minutes(10)))
struct PagesChannelTests {
  private static func announcement(
    _ id: Int, _ text: String, secondsAgo: Double = 30, from: String = "organizers"
  )
    -> API.Announcement
  {
    API.Announcement(
      id: "\(id)", text: text, session: nil, from: from,
      announcedAt: Timestamp(Fix.now.date - secondsAgo, offset: 7200))
  }

  private static func page(
    _ announcements: [API.Announcement] = [], feedback: FeedbackPart.State = .init(),
    context: PageContext = Fix.context()
  ) -> String {
    SessionPage(
      summit: Fix.summit(), session: Fix.session(), questions: [], attendees: 12, total: 0,
      takesUpvotes: true,
      announcements: announcements, feedback: feedback, context: context
    ).html.markup
  }

  @Test(
    "a phone reads them in order, the newest first and in full for an hour; the others stand behind a line")
  func phone() throws {
    let page = Self.page([
      Self.announcement(3, "La suite en salle 2 ?"),
      Self.announcement(2, "Merci <à> vous", secondsAgo: 600, from: "Ana Exemple"),
      Self.announcement(1, "Bienvenue", secondsAgo: 7200),
    ])
    let places = try [
      "La suite en salle 2\u{202F}?", "2\u{A0}annonces précédentes", "Merci &lt;à&gt; vous", "Bienvenue",
    ]
    .map { try #require(page.range(of: $0), "\($0)").lowerBound }
    #expect(places == places.sorted())
    #expect(page.contains("L’organisation"))
    #expect(page.contains("Ana Exemple"))
    #expect(page.contains("9\u{202F}h\u{202F}53"))
  }

  @Test("where nothing was announced, nothing stands, and there is a place for what comes")
  func none() {
    #expect(Self.page().contains(#"<section id="announcements" aria-label="Annonces" hidden>"#))
  }

  @Test("the wall shows one for its minute, also where it is loaded in the middle")
  func wall() {
    let announcements = [
      Self.announcement(3, "Fraîche <b>", secondsAgo: 20), Self.announcement(2, "Passée", secondsAgo: 60),
    ]
    let page = Fix.screen([], announcements: announcements)
    #expect(page.contains(#"data-announcement="3" data-shown-for="40000""#))
    #expect(page.contains("Fraîche &lt;b&gt;"))
    #expect(!page.contains("Passée"))
    #expect(Fix.screen([]).contains(#"<section id="announcements" role="status" hidden>"#))
  }

  @Test("before its time there is no form, and the page knows when there will be")
  func early() {
    let page = Self.page(feedback: .init(opensIn: 660))
    #expect(page.contains(#"<section id="feedback" hidden data-opens-in="660"></section>"#))
    #expect(!page.contains(#"name="stars""#))
  }

  @Test("the form shows the reader's own stars and comment, and the public average where there is one")
  func form() {
    let page = Self.page(
      feedback: .init(
        isOpen: true, mine: OwnFeedback(stars: 4, comment: "Clair & net"),
        shared: PublicFeedback(average: 4.3, ratings: 12)))
    #expect(page.contains("Votre avis\u{A0}: 4\u{A0}étoiles sur 5"))
    #expect(page.contains(#"value="4" required checked"#))
    #expect(page.contains("Clair &amp; net"))
    #expect(page.contains("4,3 étoiles sur 5 · 12\u{A0}avis"))
    #expect(page.contains(#"action="/exemple/ouverture/feedback""#))
    let english = Self.page(
      feedback: .init(isOpen: true, shared: PublicFeedback(average: 5, ratings: 6)), context: Fix.context(.en)
    )
    #expect(english.contains("5.0 stars out of 5 · 6\u{A0}ratings"))
    #expect(english.contains("Rate this session"))
    #expect(!english.contains(" checked"))
  }

  @Test("what was refused is kept beside the reason")
  func refused() {
    var context = Fix.context(
      problem: API.Problem(
        status: 422, code: "rule_broken", title: "", field: "comment", rule: "too_long"))
    context.feedbackDraft = .init(stars: 2, comment: "Trop long")
    let page = Self.page(feedback: .init(isOpen: true), context: context)
    #expect(page.contains("mille caractères au plus"))
    #expect(page.contains("Trop long"))
    #expect(page.contains(#"value="2" required checked"#))
    #expect(page.contains("<details open>"))
    #expect(page.ranges(of: #"class="problem""#).count == 1)
  }

  // MARK: Served

  private static let form = [
    "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
  ]
  /// Of a phone that keeps cookies and has not joined.
  private static let fresh = form + ["Cookie: tribune_cookies=1"]
  private static let path = "/a-summit/opening"

  @Test("stars sent with a form, without JavaScript, are shown back and can be changed")
  func sent() async throws {
    try await served { app in
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      let given = try await app.stranger.call(
        "POST", Self.path + "/feedback", "stars=4&comment=Clair", headers: Self.fresh)
      #expect(given.status == 303)
      #expect(given["Location"] == Self.path + "#feedback")
      let cookie = given.headers.first { $0.name == "Set-Cookie" }?.value.prefix { $0 != ";" } ?? ""
      let header = "Cookie: \(cookie)"
      let page = try await app.stranger.call("GET", Self.path, headers: [header])
      #expect(page.text.contains(#"value="4" required checked"#))
      #expect(page.text.contains("Clair</textarea>"))
      let changed = try await app.stranger.call(
        "POST", Self.path + "/feedback", "stars=2&comment=", headers: Self.form + [header])
      #expect(changed.status == 303)
      #expect(try await app.organizer.get("/sessions/opening/feedback").number("ratings") == 1)
      let strangers = try await app.stranger.call("GET", Self.path)
      #expect(!strangers.text.contains("Clair"))
    }
  }

  @Test("a form that cannot be taken makes nobody an attendee, and says why")
  func notTaken() async throws {
    try await served { app in
      for (body, ends, status, sentence) in [
        ("stars=4", "1 hour", 409, "dix minutes avant la fin"),
        ("stars=9", "9 minutes", 422, "une à cinq étoiles"),
        ("comment=x", "9 minutes", 422, "une à cinq étoiles"),
      ] {
        try await app.setSession("ends_at = now() + interval '\(ends)'")
        // The directory remembers a session for a second, unless somebody changed it.
        _ = try await app.organizer.patch("/sessions/opening", #"{"title":"The opening"}"#)
        let refused = try await app.stranger.call(
          "POST", Self.path + "/feedback", body, headers: Self.fresh + ["Accept-Language: fr"])
        #expect(refused.status == status, "\(body)")
        #expect(refused.text.contains(sentence), "\(body)")
        #expect(refused["Set-Cookie"] == nil)
      }
      let elsewhere = try await app.stranger.call(
        "POST", Self.path + "/feedback", "stars=4", headers: [Self.form[0], "Sec-Fetch-Site: cross-site"])
      #expect(elsewhere.status == 403)
      let joined = try await app.store.database.query("select from attendees")
      #expect(joined.isEmpty)
    }
  }

  @Test("session, wall and programme show what was announced, each what concerns it")
  func announced() async throws {
    try await served { app in
      _ = try await app.organizer.post("/announcements", #"{"text":"Le déjeuner est servi"}"#)
      _ = try await app.organizer.post("/announcements", #"{"text":"Micro en salle","session":"opening"}"#)
      for path in [Self.path, Self.path + "/screen"] {
        let page = try await app.stranger.call("GET", path).text
        #expect(page.contains("Le déjeuner est servi"))
        #expect(page.contains("Micro en salle"))
      }
      let programme = try await app.stranger.call("GET", "/a-summit").text
      #expect(programme.contains("Le déjeuner est servi"))
      #expect(!programme.contains("Micro en salle"))
    }
  }
}
