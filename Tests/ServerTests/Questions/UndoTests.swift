import API
import EventLoop
import Foundation
import HTTP
import Petitions
import Storage
import TestSupport
import Testing

/// Two who curate, at terminals of their own.
private struct Curators: Sendable {
  let alice: HTTPClient
  let bruno: HTTPClient

  @Loop init(_ served: Served) async throws {
    alice = try await served.official("moderator")
    bruno = try await served.official("organizer")
  }
}

extension HTTPClient {
  /// The question after the act, and what undoes it.
  fileprivate func does(_ question: String, _ body: String) async throws -> String {
    let answer = try await patch(question, body)
    try #require(answer.status == 200, "\(answer.text)")
    return try answer.string("act")
  }

  fileprivate func undoes(_ act: String, of question: String) async throws -> HTTPAnswer {
    try await patch(question, #"{"action":"undo","act":"\#(act)"}"#)
  }
}

@Suite("Undo is one's own", .timeLimit(.minutes(10)))
struct UndoTests {
  @Test("an approval is undone by who gave it, and by nobody else; once more changes nothing")
  func own() async throws {
    try await served(moderation: .reviewed) { app in
      let question = try await app.attendee().ask()
      let curators = try await Curators(app)
      let act = try await curators.alice.does(question, #"{"action":"approve"}"#)
      let others = try await curators.bruno.undoes(act, of: question)
      #expect(others.status == 403 && others.member("code") == "not_own_act")
      let undone = try await curators.alice.undoes(act, of: question)
      #expect(try undone.status == 200 && undone.string("state") == "pending")
      let again = try await curators.alice.undoes(act, of: question)
      #expect(try again.status == 200 && again.string("state") == "pending")
      let unknown = try await curators.alice.undoes("999999", of: question)
      #expect(unknown.status == 404 && unknown.member("code") == "act_not_found")
    }
  }

  @Test(
    "what somebody else hid since stays hidden, however undoing is asked for",
    arguments: ["undo its act", "undo", "restore"])
  func hiddenSince(_ way: String) async throws {
    try await served(moderation: .reviewed) { app in
      let question = try await app.attendee().ask()
      let curators = try await Curators(app)
      let act = try await curators.alice.does(question, #"{"action":"approve"}"#)
      _ = try await curators.bruno.does(question, #"{"action":"hide","reason":"offensive"}"#)
      let refused =
        switch way {
        case "undo its act": try await curators.alice.undoes(act, of: question)
        default: try await curators.alice.patch(question, #"{"action":"\#(way)"}"#)
        }
      #expect(refused.status == 409 && refused.member("code") == "decided_since")
      #expect(try refused.string("detail").contains("#1 was hidden (offensive), by organizer organizer at"))
      #expect(try await app.stranger.get(question).string("state") == "hidden")
    }
  }

  @Test("restoring what somebody else hid names it, and is a decision of its own that they do not undo")
  func deliberately() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let curators = try await Curators(app)
      _ = try await curators.alice.does(question, #"{"action":"correct","text":"Qui répond, et quand ?"}"#)
      let hidden = try await curators.bruno.does(question, #"{"action":"hide","reason":"off_topic"}"#)
      let seen = try await curators.alice.get(question)
      #expect(try seen.string("curation", "by") == "organizer organizer")
      let decision = try seen.string("curation", "id")
      let body = #"{"action":"restore","takesBack":"\#(decision)"}"#
      _ = try await curators.alice.does(question, body)
      #expect(try await app.stranger.get(question).string("state") == "published")
      let late = try await curators.bruno.undoes(hidden, of: question)
      #expect(
        try late.status == 409 && late.string("detail").contains("was restored, by moderator moderator"))
      // What it names is not the last decision any more.
      _ = try await curators.bruno.does(question, #"{"action":"hide","reason":"offensive"}"#)
      let stale = try await curators.alice.patch(question, body)
      #expect(stale.status == 409 && stale.member("code") == "decided_since")
      let ledger = try await app.store.verifyLedger(of: app.summit.id)
      #expect(ledger.isWhole)
    }
  }

  @Test("who never decided about a question restores it without more words")
  func restoringAtOnce() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let curators = try await Curators(app)
      _ = try await curators.alice.does(question, #"{"action":"hide","reason":"off_topic"}"#)
      let restored = try await curators.bruno.patch(question, #"{"action":"restore"}"#)
      #expect(try restored.status == 200 && restored.string("state") == "published")
    }
  }

  @Test("undoing a highlight brings back what was on the wall, unless another was chosen since")
  func wall() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let (first, second, third) = (try await phone.ask(), try await phone.ask(), try await phone.ask())
      let curators = try await Curators(app)
      func large() async throws -> [String] {
        var large: [String] = []
        for question in [first, second, third]
        where try await app.stranger.get(question).flag("highlighted") { large.append(question) }
        return large
      }
      let put = #"{"action":"highlight"}"#
      let before = try await curators.alice.does(first, put)
      let act = try await curators.alice.does(second, put)
      #expect(try await curators.alice.undoes(act, of: second).status == 200)
      #expect(try await large() == [first])
      let again = try await curators.alice.does(second, put)
      _ = try await curators.bruno.does(third, put)
      for (act, question) in [(again, second), (before, first)] {
        let refused = try await curators.alice.undoes(act, of: question)
        #expect(refused.status == 409 && refused.member("code") == "decided_since")
        #expect(try refused.string("detail").contains("#3 was put on the wall, by organizer"))
      }
      #expect(try await large() == [third])
      let off = try await curators.bruno.does(third, #"{"action":"unhighlight"}"#)
      #expect(try await curators.bruno.undoes(off, of: third).status == 200)
      #expect(try await large() == [third])
      // What was there before is not put back once somebody decided about it.
      let over = try await curators.alice.does(second, put)
      _ = try await curators.bruno.does(third, #"{"action":"correct","text":"Qui répond, et quand ?"}"#)
      #expect(try await curators.alice.undoes(over, of: second).status == 200)
      #expect(try await large() == [])
    }
  }

  @Test("a merge is undone, and a move with its numbers, while nobody decided about either since")
  func mergesAndMoves() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let (first, second) = (try await phone.ask(), try await phone.ask("Qui répond, et jusque quand ?"))
      let curators = try await Curators(app)
      let id = first.dropFirst("/questions/".count)
      let merge = #"{"action":"merge","into":"\#(id)"}"#
      let merged = try await curators.alice.does(second, merge)
      #expect(try await curators.alice.undoes(merged, of: second).string("state") == "published")
      let again = try await curators.alice.does(second, merge)
      _ = try await curators.bruno.does(first, #"{"action":"hide","reason":"personal"}"#)
      let refused = try await curators.alice.undoes(again, of: second)
      #expect(refused.status == 409 && refused.member("code") == "decided_since")
      _ = try await curators.bruno.patch(first, #"{"action":"undo"}"#)
      // With what was merged into it.
      let moved = try await curators.alice.does(first, #"{"action":"move","to":"summit"}"#)
      let back = try await curators.alice.undoes(moved, of: first)
      #expect(try back.status == 200 && back.string("session") == "opening" && back.number("number") == 1)
      let carried = try await curators.alice.get(second)
      #expect(try carried.string("session") == "opening" && carried.number("number") == 2)
      let gone = try await curators.alice.does(first, #"{"action":"move","to":"summit"}"#)
      _ = try await curators.bruno.does(first, #"{"action":"correct","text":"Qui répond, et quand ?"}"#)
      #expect(try await curators.alice.undoes(gone, of: first).status == 409)
      let ledger = try await app.store.verifyLedger(of: app.summit.id)
      #expect(ledger.isWhole)
    }
  }

  @Test("what one's own later acts stand on is undone last first")
  func lastFirst() async throws {
    try await served(moderation: .reviewed) { app in
      let question = try await app.attendee().ask()
      let alice = try await Curators(app).alice
      let approved = try await alice.does(question, #"{"action":"approve"}"#)
      let lit = try await alice.does(question, #"{"action":"highlight"}"#)
      #expect(try await alice.undoes(approved, of: question).status == 409)
      #expect(try await alice.undoes(lit, of: question).status == 200)
      #expect(try await alice.undoes(approved, of: question).string("state") == "pending")
      #expect(try await alice.patch(question, #"{"action":"undo"}"#).member("code") == "nothing_to_restore")
    }
  }

  @Test("what its author withdrew since stays withdrawn")
  func withdrawn() async throws {
    try await served(moderation: .reviewed) { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let alice = try await Curators(app).alice
      let approved = try await alice.does(question, #"{"action":"approve"}"#)
      #expect(try await phone.delete(question).status == 200)
      let refused = try await alice.undoes(approved, of: question)
      #expect(refused.status == 409 && refused.member("code") == "decided_since")
    }
  }

  @Test("an undo and a hiding at the same time: it is hidden in the end, whoever comes first")
  func race() async throws {
    try await served(moderation: .reviewed) { app in
      let phone = try await app.attendee()
      let curators = try await Curators(app)
      var questions: [String] = []
      for _ in 0..<4 { questions.append(try await phone.ask()) }
      for question in questions {
        let act = try await curators.alice.does(question, #"{"action":"approve"}"#)
        async let undone = curators.alice.undoes(act, of: question)
        async let hidden = curators.bruno.patch(question, #"{"action":"hide","reason":"offensive"}"#)
        let statuses = try await (undone.status, hidden.status)
        #expect(statuses.1 == 200)
        #expect([200, 409].contains(statuses.0))
        #expect(try await app.organizer.get(question).string("state") == "hidden")
      }
    }
  }

  @Test("an answer is taken back for one's own, and not where somebody answered or decided since")
  func answers() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let answer = question + "/answer"
      let (one, other) = (try await app.official("organizer"), try await app.official("organizer"))
      let written = #"{"kind":"written","text":"Nous répondrons dans les dix jours."}"#
      #expect(try await one.put(answer, written).status == 200)
      #expect(
        try await other.put(answer, #"{"kind":"written","text":"Nous répondrons demain."}"#).status == 200)
      let refused = try await one.delete(answer)
      #expect(refused.status == 409 && refused.member("code") == "decided_since")
      #expect(try await app.stranger.get(question).string("answer", "text") == "Nous répondrons demain.")
      // Named, it is meant.
      let last = try await one.get(question + "/answers").string("answers", 0, "id")
      #expect(try await one.delete("\(answer)?answer=\(last)").status == 200)
      #expect(try await one.delete("\(answer)?answer=\(last)").status == 200)
      #expect(
        try await app.stranger.get(question).string("answer", "text") == "Nous répondrons dans les dix jours."
      )
      #expect(try await other.patch(question, #"{"action":"highlight"}"#).status == 200)
      #expect(try await one.delete(answer).status == 200)
      #expect(try await one.put(answer, written).status == 200)
      #expect(try await other.patch(question, #"{"action":"hide","reason":"offensive"}"#).status == 200)
      let decided = try await one.delete(answer)
      #expect(decided.status == 409 && decided.member("code") == "decided_since")
    }
  }

  @Test("all from one person: what somebody else decided since stays; another's decision is not undone")
  func bulk() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let (first, second) = (try await phone.ask(), try await phone.ask())
      let author = try await app.organizer.get(first).string("author")
      let (one, other) = (try await app.official("organizer"), try await app.official("organizer"))
      let path = "/attendees/\(author)/curation"
      #expect(
        try await one.post(path, #"{"action":"reject","reason":"advertising"}"#).count("questions") == 2)
      let others = try await other.post(path, #"{"action":"undo"}"#)
      #expect(others.status == 409 && others.member("code") == "nothing_to_restore")
      let decision = try await other.get(first).string("curation", "id")
      _ = try await other.does(first, #"{"action":"restore","takesBack":"\#(decision)"}"#)
      _ = try await other.does(first, #"{"action":"hide","reason":"offensive"}"#)
      let undone = try await one.post(path, #"{"action":"undo"}"#)
      #expect(try undone.status == 200 && undone.count("questions") == 1)
      #expect(try await app.stranger.get(first).string("state") == "hidden")
      #expect(try await app.stranger.get(second).string("state") == "published")
      #expect(try await one.post(path, #"{"action":"undo"}"#).member("code") == "nothing_to_restore")
    }
  }
}
