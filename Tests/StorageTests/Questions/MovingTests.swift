import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Carrying over", .timeLimit(.minutes(10)))
struct MovingTests {
  @Test("a question moves with its upvotes, words and history, gets a new number, and both places are told")
  func move() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let closing = try await hall.anotherSession("closing")
      try await hall.ask(by: 9, to: .session(closing))
      let question = try await hall.ask(by: 0, name: "Une lectrice").id
      try await hall.upvote(question, by: [1, 2, 3])
      _ = try await store.curate(question, in: hall.summit, .approve, by: nil)
      _ = try await store.curate(question, in: hall.summit, .highlight, by: nil)
      let versions = try await (hall.version(), hall.version(of: closing))
      let write = try await store.curate(
        question, in: hall.summit, .move(to: .session(closing), note: "Demain"), by: nil)
      let moved = write.petition
      #expect(write.sessions == [hall.session, closing])
      #expect(moved.sessionSlug == "closing")
      #expect(moved.number == 2)
      #expect(moved.upvotes == 4)
      #expect(moved.name == "Une lectrice")
      #expect(moved.approvedAt != nil && moved.wordingLockedAt != nil)
      #expect(moved.decision?.action == .move)
      #expect(moved.decision?.note == "Demain")
      let lit = try await hall.count("select from sessions where highlighted_question_id is not null")
      #expect(lit == 0)
      let after = try await (hall.version(), hall.version(of: closing))
      #expect(after == (versions.0 + 1, versions.1 + 1))
      let entry: String = try await store.value("select entry as value from ledger order by seq desc limit 1")
      for part in [
        #""kind": "question.moved""#, #""from": "sessions/opening""#, #""to": "sessions/closing""#,
        #""fromNumber": 1"#, #""number": 2"#,
      ] { #expect(entry.contains(part)) }
      let again = try await store.curate(question, in: hall.summit, .move(to: .session(closing)), by: nil)
      #expect(!again.changed)
      #expect(again.sessions.isEmpty)
    }
  }

  @Test("to the summit, or an organisation that takes questions, which gets its threshold with it")
  func elsewhere() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      _ = try await store.database.query("update summits set expected_attendees = 100")
      let organisation: Organisation.ID = try await store.value(
        """
        insert into organisations (summit_id, slug, name)
        values (\(hall.summit), 'acme', 'Acme')
        returning id as value
        """)
      let summits = try await store.curate(questions[0], in: hall.summit, .move(to: .summit), by: nil)
        .petition
      #expect(summits.addressee == .summit)
      #expect(summits.number == 1)
      #expect(summits.threshold == 10)
      await #expect(throws: StorageRefusal.conflict("organisation_takes_no_questions")) {
        try await store.curate(questions[1], in: hall.summit, .move(to: .organisation(organisation)), by: nil)
      }
      _ = try await store.database.query("update organisations set accepted_at = now(), accepted_by = 'Acme'")
      let theirs = try await store.curate(
        questions[1], in: hall.summit, .move(to: .organisation(organisation)), by: nil
      ).petition
      #expect(theirs.organisationSlug == "acme")
      #expect(theirs.threshold == 10)
      let back = try await store.curate(
        questions[0], in: hall.summit, .move(to: .session(hall.session)), by: nil
      ).petition
      #expect(back.number == 3)
    }
  }

  @Test("what was merged into it comes along, and can be taken out there")
  func merged() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let closing = try await hall.anotherSession("closing")
      let questions = try await hall.asked(by: 0, 1, 2)
      try await hall.merge(questions[2], into: questions[1])
      try await hall.merge(questions[1], into: questions[0])
      await #expect(throws: Refusal.questionMerged) {
        try await store.curate(questions[1], in: hall.summit, .move(to: .session(closing)), by: nil)
      }
      _ = try await store.curate(questions[0], in: hall.summit, .move(to: .session(closing)), by: nil)
      for (place, question) in questions.enumerated() {
        let petition = try await hall.petition(question)
        #expect(petition.session == closing)
        #expect(petition.number == place + 1)
      }
      let last: Int = try await store.value(
        "select last_number as value from sessions where id = \(closing)")
      #expect(last == 3)
      try await hall.unmerge(questions[1])
      try await hall.unmerge(questions[2])
      #expect(try await hall.petition(questions[2]).state == .published)
      try await hall.expectTrueCounts()
    }
  }

  @Test("the threshold there applies, and what is owed stays owed, late no later")
  func promises() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let closing = try await hall.anotherSession("closing")
      let low = try await hall.anotherSession("low")
      _ = try await store.database.query(
        """
        update sessions
        set
          threshold = 1,
          ends_at = (select ends_at + interval '2 hours' from sessions where id = \(hall.session))
        where id = \(low)
        """)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.upvote(questions[0], by: [2])
      let owed = try await #require(hall.petition(questions[0]).promise)
      func moved(_ question: Question.ID, _ target: Question.Addressee) async throws -> QuestionRecord
        .Promise?
      {
        try await store.curate(question, in: hall.summit, .move(to: target), by: nil).petition.promise
      }
      let there = try await #require(moved(questions[0], .session(low)))
      #expect(there.state == .owed)
      #expect(there.firstDueAt == owed.firstDueAt)
      #expect(there.dueAt == owed.dueAt.addingTimeInterval(2 * 3600))
      #expect(there.metAt == owed.metAt)
      let inWriting = try await #require(moved(questions[0], .summit))
      #expect(inWriting.dueAt == owed.firstDueAt)
      _ = try await store.database.query(
        "update sessions set ends_at = now() + interval '90 days' where id = \(closing)")
      let far = try await #require(moved(questions[0], .session(closing)))
      #expect(far.dueAt == owed.firstDueAt)
      let met = try await #require(moved(questions[1], .session(low)))
      #expect(met.state == .owed)
      #expect(met.threshold == 1)
    }
  }

  @Test("what the rules refuse changes nothing; a cancelled session's questions may leave, none may come")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let closing = try await hall.anotherSession("closing")
      let questions = try await hall.asked(by: 0, 1)
      _ = try await store.withdraw(questions[1], in: hall.summit, by: hall.author(1))
      _ = try await store.database.query("update sessions set cancelled_at = now() where id = \(closing)")
      let before = try await hall.everything()
      func move(_ place: Int, _ target: Question.Addressee) async throws {
        _ = try await store.curate(questions[place], in: hall.summit, .move(to: target), by: nil)
      }
      await #expect(throws: Refusal.sessionCancelled) { try await move(0, .session(closing)) }
      await #expect(throws: Refusal.stateForbids) { try await move(1, .summit) }
      await #expect(throws: StorageRefusal.self) {
        try await move(0, .session(Session.ID(rawValue: 999_999)))
      }
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await move(0, .summit) }
      let after = try await hall.everything()
      #expect(after == before)
      _ = try await store.database.query("update summits set closed_at = null")
      _ = try await store.database.query("update sessions set cancelled_at = now()")
      try await move(0, .summit)
    }
  }
}

@Suite("Translating", .timeLimit(.minutes(10)))
struct TranslatingTests {
  @Test("a translation is of the wording of now: another wording has none")
  func translate() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask(by: 0).id
      let english = Question.Translation(
        try TranslationText("Who answers, and by when?"), try #require(LanguageTag("en")))
      func translated(_ translation: Question.Translation?) async throws -> QuestionWrite {
        try await store.curate(question, in: hall.summit, .translate(translation), by: nil)
      }
      let version = try await hall.version()
      let write = try await translated(english)
      #expect(write.petition.translation?.language == "en")
      #expect(write.petition.translation?.text == "Who answers, and by when?")
      #expect(try await hall.version() == version + 1)
      #expect(try await !translated(english).changed)
      #expect(try await translated(nil).petition.translation == nil)
      _ = try await translated(english)
      let corrected = try await store.curate(
        question, in: hall.summit, .correct(QuestionText("Qui répond, et pour quand ?")), by: nil
      ).petition
      #expect(corrected.translation == nil)
      _ = try await store.withdraw(question, in: hall.summit, by: hall.author(0))
      await #expect(throws: Refusal.stateForbids) { try await translated(english) }
      let recorded = try await hall.recorded()
      #expect(recorded == ["question.correct"])
    }
  }
}
