import API
import EventLoop
import Foundation
import HTTP
import Postgres
import Storage
import TestSupport
import Testing

@testable import Live

/// A summit with two sessions, a question in each and one to the summit, and what readers had of them.
@Loop private final class ReadSummit {
  let store: Store
  let live: LiveSessions
  let writer: UpvoteWriter
  let summit: SummitRecord
  let sessions: [SessionRecord]
  let questions: [Petitions.Question.ID]
  private var rendered: [String: Int] = [:]

  init(_ store: Store) async throws {
    var new = NewSummitRecord(
      slug: "s", name: "S", timeZone: "Europe/Paris", startsOn: try #require(Day(rawValue: "2017-06-13")),
      endsOn: try #require(Day(rawValue: "2017-06-14")))
    new.expectedAttendees = 1000
    let summit = try await store.add(new)
    let author = try await store.join(summit.id)
    var sessions: [SessionRecord] = []
    for slug in ["first", "second"] {
      var session = NewSessionRecord(
        title: slug, startsAt: Date(timeIntervalSinceNow: -600), endsAt: Date(timeIntervalSinceNow: 3600))
      (session.slug, session.room) = (slug, "Grande salle")
      _ = try await store.add(session, in: summit.id)
      var edit = SessionEdit()
      edit.box = .open
      sessions.append(try await store.edit(slug, in: summit.id, edit))
    }
    var questions: [Petitions.Question.ID] = []
    for place in sessions.map({ Petitions.Question.Addressee.session($0.id) }) + [.summit] {
      let text = try QuestionText("Qui répond, et jusqu’à quand ?")
      questions.append(
        try await store.ask(
          Asking(to: place, by: author.id, generation: 1, text: text), in: summit.id
        ).petition.id)
    }
    // Long enough for the slowest machine: what is read anew here was forgotten.
    let live = LiveSessions(store, for: .seconds(600)) { cursor, _ in cursor.description }
    (self.store, self.live, self.summit, self.sessions) = (store, live, summit, sessions)
    self.questions = questions
    writer = UpvoteWriter(store) { live.upvoted($0, $1) }
  }

  func list(_ scope: QuestionScope, for reader: Attendee.ID? = nil) async throws -> QuestionListBytes {
    try await live.questions(of: scope, in: summit, for: reader, order: .top, limit: 50, after: nil)
  }

  private func content(
    _ name: String, showing parts: Changes, in session: Petitions.Session.ID? = nil
  ) async throws {
    _ = try await live.content(name, of: summit.id, in: session, showing: parts) {
      self.rendered[name, default: 0] += 1
      return Content("text/plain", bytes: [], tag: name)
    }
  }

  /// What is read anew when all is read that pages show.
  func readAnew() async throws -> Set<String> {
    var lists: [String: QuestionListBytes] = [:]
    lists["first"] = try await list(.session(sessions[0].id))
    lists["second"] = try await list(.session(sessions[1].id))
    lists["summit"] = try await list(.summit)
    lists["everything"] = try await list(.everything)
    var anew = Set(lists.filter { known[$0.key] !== $0.value }.keys)
    known = lists
    let before = rendered
    try await content("state of first", showing: .everything, in: sessions[0].id)
    try await content("state of second", showing: .everything, in: sessions[1].id)
    try await content("programme", showing: [.programme, .channel])
    try await content("ledger", showing: .promises.subtracting(.counts))
    try await content("board", showing: .promises)
    anew.formUnion(rendered.filter { before[$0.key] != $0.value }.keys)
    return anew
  }
  private var known: [String: QuestionListBytes] = [:]

  func upvote(_ question: Int, by attendee: Attendee.ID) async throws {
    let operation = UpvoteOperation(
      question: questions[question], attendee: attendee, generation: 1, signs: true)
    #expect(try await writer.submit(operation, in: summit.id).code == .done)
  }
}

@Suite("What each change makes old", .timeLimit(.minutes(10)))
struct ForgettingTests {
  @Test("an upvote leaves the other sessions, the programme and the record as they are")
  @Loop func upvotes() async throws {
    try await TestDatabase.migrated { store in
      let read = try await ReadSummit(store)
      let all = try await read.readAnew()
      #expect(all.count == 9)
      #expect(try await read.readAnew() == [])
      let voter = try await store.join(read.summit.id)
      try await read.upvote(0, by: voter.id)
      #expect(try await read.readAnew() == ["first", "everything", "state of first", "board"])
      try await read.upvote(2, by: voter.id)
      #expect(try await read.readAnew() == ["summit", "everything", "board"])
    }
  }

  @Test("an upvote that obliges an answer changes the record too")
  @Loop func promises() async throws {
    try await TestDatabase.migrated { store in
      let read = try await ReadSummit(store)
      _ = try await store.database.query("update sessions set threshold = 2")
      _ = try await read.readAnew()
      try await read.upvote(1, by: try await store.join(read.summit.id).id)
      let anew = try await read.readAnew()
      #expect(anew.isSuperset(of: ["second", "everything", "state of second", "board", "ledger"]))
      #expect(anew.isDisjoint(with: ["first", "state of first", "programme"]))
    }
  }

  @Test("whoever has voted sees it at the next read, however many votes were counted just before")
  @Loop func own() async throws {
    try await TestDatabase.migrated { store in
      let read = try await ReadSummit(store)
      let scope = QuestionScope.session(read.sessions[0].id)
      for votes in 2...30 {
        let voter = try await store.join(read.summit.id)
        try await read.upvote(0, by: voter.id)
        let own = try await read.list(scope, for: voter.id)
        #expect(own.questions.first?.upvotes == votes)
        let snapshot = try await read.live.snapshot(of: read.sessions[0].id, in: read.summit, for: voter.id)
        #expect(snapshot?.questions.first?.upvotes == votes)
      }
      // Others have the last of them soon.
      try await until { try await read.list(scope).questions.first?.upvotes == 30 }
    }
  }

  @Test("a change of the programme forgets it in its own summit alone")
  @Loop func programme() async throws {
    try await TestDatabase.migrated { store in
      let read = try await ReadSummit(store)
      _ = try await read.readAnew()
      let elsewhere = Petitions.Summit.ID(rawValue: read.summit.id.rawValue + 1)
      read.live.noticed(elsewhere, [], .everything)
      #expect(try await read.readAnew() == [])
      read.live.noticed(read.summit.id, [read.sessions[0].id], .programme)
      let anew = try await read.readAnew()
      #expect(anew == ["first", "summit", "everything", "state of first", "programme", "ledger", "board"])
      read.live.noticed(read.summit.id, [], .programme)
      #expect(try await read.readAnew().count == 9)
    }
  }

  @Test("who checks in changes how many are there; what is announced changes what is announced")
  @Loop func others() async throws {
    try await TestDatabase.migrated { store in
      let read = try await ReadSummit(store)
      _ = try await read.readAnew()
      read.live.noticed(read.summit.id, [read.sessions[1].id], .attendance)
      #expect(try await read.readAnew() == ["state of second"])
      read.live.noticed(read.summit.id, [read.sessions[0].id], .channel)
      #expect(try await read.readAnew() == ["state of first", "programme"])
      read.live.noticed(read.summit.id, [read.sessions[0].id], .decisions)
      #expect(
        try await read.readAnew() == ["first", "summit", "everything", "state of first", "ledger", "board"])
    }
  }
}
