import API
import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Merging, carrying over and translating over HTTP", .timeLimit(.minutes(10)))
struct QuestionsMergingTests {
  private func id(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  @Test("merged, its upvotes and later ones count for the survivor, and its readers are told which")
  func merge() async throws {
    try await served { app in
      let (first, second) = (try await app.attendee(), try await app.attendee())
      let survivor = try await first.ask()
      let question = try await second.ask("Qui répondra, et quand donc ?")
      let organizer = try await app.official("organizer")
      let merged = try await organizer.patch(question, #"{"action":"merge","into":"\#(id(survivor))"}"#)
      #expect(merged.status == 200)
      #expect(try merged.string("state") == "merged")
      #expect(try merged.string("mergedInto", "id") == id(survivor))
      #expect(try merged.number("mergedInto", "number") == 1)
      #expect(try merged.string("curation", "reason") == "duplicate")
      #expect(try await app.stranger.get(survivor).number("upvotes") == 2)
      #expect(try await app.stranger.get("/sessions/opening/questions").count("questions") == 1)
      #expect(try await second.get(survivor).flag("upvoted"))
      let third = try await app.attendee().put(question + "/upvote")
      #expect(try third.string("question") == id(survivor))
      #expect(try third.number("upvotes") == 3)
      let undone = try await organizer.patch(question, #"{"action":"unmerge"}"#)
      #expect(try undone.string("state") == "published")
      #expect(try undone.number("upvotes") == 2)
      #expect(try await app.stranger.get(survivor).number("upvotes") == 1)
    }
  }

  @Test("a question that waits is merged as it is approved, and waits again when that is undone")
  func approve() async throws {
    try await served(moderation: .reviewed) { app in
      let (survivor, question) = (try await app.attendee().ask(), try await app.attendee().ask())
      let moderator = try await app.official("moderator", ofSession: true)
      let body = #"{"action":"approve","into":"\#(id(survivor))"}"#
      let early = try await moderator.patch(question, body)
      #expect(early.status == 409)
      #expect(early.member("code") == "question_not_published")
      _ = try await moderator.patch(survivor, #"{"action":"approve"}"#)
      #expect(try await moderator.patch(question, body).string("state") == "merged")
      #expect(try await moderator.patch(question, #"{"action":"unmerge"}"#).string("state") == "pending")
    }
  }

  @Test("each bad move has its code and changes nothing")
  func refused() async throws {
    try await served { app in
      let questions = [
        try await app.attendee().ask(), try await app.attendee().ask(), try await app.attendee().ask(),
      ]
      let elsewhere = try await app.attendee().post(
        "/questions", #"{"text":"Qui répond, et jusqu’à quand ?"}"#)
      let organizer = try await app.official("organizer")
      func merge(_ question: Int, _ into: String) async throws -> [String?] {
        try await organizer.patch(questions[question], #"{"action":"merge","into":"\#(into)"}"#).problem
      }
      #expect(try await merge(1, id(questions[0])) == [nil, nil, nil])
      let before = try await everything(app)
      #expect(try await merge(0, id(questions[0])) == ["merge_into_itself", nil, nil])
      #expect(try await merge(0, id(questions[1])) == ["merge_cycle", nil, nil])
      #expect(try await merge(1, id(questions[2])) == ["already_merged", nil, nil])
      #expect(try await merge(2, elsewhere.string("id")) == ["merge_across_addressees", nil, nil])
      #expect(try await merge(2, "999999") == ["rule_broken", "into", "known"])
      #expect(try await merge(2, "none") == ["rule_broken", "into", "known"])
      let attempts: [(Int, String, [String?])] = [
        (2, #"{"action":"unmerge"}"#, ["not_merged", nil, nil]),
        (1, #"{"action":"approve"}"#, ["state_forbids", nil, nil]),
        (1, #"{"action":"move","to":"summit"}"#, ["question_merged", nil, nil]),
        (2, #"{"action":"move","to":"sessions/nowhere"}"#, ["rule_broken", "to", "known"]),
        (2, #"{"action":"move","to":"opening"}"#, ["rule_broken", "to", "shape"]),
        (2, #"{"action":"move"}"#, ["rule_broken", "to", "required"]),
        (2, #"{"action":"merge"}"#, ["rule_broken", "into", "required"]),
        (2, #"{"action":"merge","into":"1","reason":"boring"}"#, ["rule_broken", "reason", "one_of"]),
        (2, #"{"action":"hide","reason":"unclear","into":"1"}"#, ["rule_broken", "into", "action_needed"]),
        (2, #"{"action":"translate","text":"Who?"}"#, ["rule_broken", "language", "required"]),
        (2, #"{"action":"translate","text":"Who?","language":"EN"}"#, ["rule_broken", "language", "tag"]),
        (2, #"{"action":"translate","language":"en"}"#, ["rule_broken", "text", "required"]),
      ]
      for (question, body, problem) in attempts {
        let answer = try await organizer.patch(questions[question], body)
        #expect(answer.problem == problem, "\(body): \(answer.text)")
      }
      #expect(try await organizer.patch(questions[0], #"{"into":"1"}"#).status == 403)
      #expect(try await merge(2, id(questions[0])) == [nil, nil, nil])
      #expect(
        try await organizer.patch(questions[1], #"{"action":"unmerge"}"#).member("code") == "merge_not_latest"
      )
      _ = try await organizer.patch(questions[2], #"{"action":"unmerge"}"#)
      _ = try await app.store.database.query("update summits set closed_at = now()")
      #expect(try await merge(2, id(questions[0])) == ["summit_closed", nil, nil])
      #expect(
        try await organizer.patch(questions[1], #"{"action":"unmerge"}"#).member("code") == "summit_closed")
      _ = try await app.store.database.query("update summits set closed_at = null")
      let after = try await everything(app)
      #expect(after == before)
    }
  }

  @Test("who may: curators of both places; a speaker translates what is published in their session")
  func roles() async throws {
    try await served { app in
      try await app.makeSession("closing")
      let phone = try await app.attendee()
      let (question, other) = (try await phone.ask(), try await phone.ask())
      let speaker = try await app.official("speaker")
      let moderator = try await app.official("moderator", ofSession: true)
      let merge = #"{"action":"merge","into":"\#(id(other))"}"#
      let move = #"{"action":"move","to":"sessions/closing"}"#
      for body in [merge, move, #"{"action":"unmerge"}"#] {
        #expect(try await speaker.patch(question, body).status == 403)
        #expect(try await phone.patch(question, body).status == 403)
        #expect(try await app.stranger.patch(question, body).status == 401)
      }
      #expect(try await moderator.patch(question, move).status == 403)
      let translated = try await speaker.patch(
        question, #"{"action":"translate","text":"Who answers, and by when?","language":"en"}"#)
      #expect(try translated.string("translation", "text") == "Who answers, and by when?")
      #expect(try await app.stranger.get(question).string("translation", "language") == "en")
      let cleared = try await moderator.patch(question, #"{"action":"translate","text":""}"#)
      #expect(try cleared.isNull("translation"))
      _ = try await moderator.patch(question, #"{"action":"hide","reason":"unclear"}"#)
      #expect(
        try await speaker.patch(question, #"{"action":"translate","text":"Who?","language":"en"}"#).status
          == 403)
    }
  }

  @Test("carried over, a question is on the other list, in neither's way, and phones of both are told")
  func move() async throws {
    try await served { app in
      try await app.makeSession("closing")
      let question = try await app.attendee().ask()
      let organizer = try await app.official("organizer")
      let lists = ["/sessions/opening/questions", "/sessions/closing/questions"]
      for list in lists { _ = try await app.stranger.get(list) }
      let tried = try await organizer.patch(
        question + "?dryRun=true", #"{"action":"move","to":"sessions/closing"}"#)
      #expect(try tried.string("session") == "closing")
      #expect(try await app.stranger.get(question).string("session") == "opening")
      let moved = try await organizer.patch(
        question, #"{"action":"move","to":"sessions/closing","reason":"off_topic","note":"Demain"}"#)
      #expect(try moved.string("session") == "closing")
      #expect(try moved.string("curation", "note") == "Demain")
      #expect(try await app.stranger.get(lists[0]).count("questions") == 0)
      #expect(try await app.stranger.get(lists[1]).count("questions") == 1)
      let summits = try await organizer.patch(question, #"{"action":"move","to":"summit"}"#)
      #expect(try summits.isNull("session"))
      _ = try await app.store.database.query(
        "update sessions set cancelled_at = now() where slug = 'closing'")
      let cancelled = try await organizer.patch(question, #"{"action":"move","to":"sessions/closing"}"#)
      #expect(cancelled.member("code") == "session_cancelled")
      #expect(
        try await organizer.patch(question + "?dryRun=true", #"{"text":"Qui répond donc ?"}"#).status == 422)
    }
  }

  @Test("to its author a merged question tells of the one that counts for it")
  func page() async throws {
    try await served { app in
      let form = [
        "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
        "Cookie: tribune_cookies=1",
      ]
      let survivor = try await app.attendee().ask()
      let asked = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", "text=Qui+r%C3%A9pondra%2C+et+quand+%3F&key=k", headers: form)
      let cookies = asked.headers.filter { $0.name == "Set-Cookie" }.map { $0.value.prefix { $0 != ";" } }
      let cookie = "Cookie: " + (cookies.first { $0.hasPrefix("tribune_attendee=") } ?? "")
      let receipt = cookies.first { $0.hasPrefix("tribune_asked=") }?.split(separator: "=").last ?? ""
      let list = try await app.stranger.get("/sessions/opening/questions?sort=new")
      let question = "/questions/\(try list.string("questions", 0, "id"))"
      _ = try await app.official("organizer").patch(
        question, #"{"action":"merge","into":"\#(id(survivor))"}"#)
      let mine = try await app.stranger.call("GET", "/a-summit/opening?view=mine", headers: [cookie])
      #expect(mine.text.contains(#"<a href="/a-summit/opening#q-1">réunie avec la n°"#))
      #expect(mine.text.contains("<b>2</b>"))
      let followed = try await app.stranger.call("GET", "/a-summit/receipts/\(receipt)")
      #expect(followed.text.contains("réunie avec la n°"))
      #expect(followed.text.contains(#"href="/a-summit/opening#q-1""#))
    }
  }

  /// What a bad move must leave alone.
  @Loop private func everything(_ app: Served) async throws -> String {
    let rows = try await app.store.database.query(
      """
      select concat(
        (select string_agg(to_jsonb(q)::text, ';' order by id) from questions q),
        (
          select string_agg(to_jsonb(u)::text, ';' order by question_id, attendee_id, via_id)
          from upvotes u
        )) as value
      """)
    return try #require(rows.first)["value"]
  }
}
