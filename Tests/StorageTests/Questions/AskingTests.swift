import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Asking", .timeLimit(.minutes(10)))
struct AskingTests {
  @Test("in an open session a question is public at once, and its author's upvote is the first")
  func open() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let before = try await hall.version()
      let write = try await store.ask(
        hall.asking("Qui répond à nos questions ?", name: "Une lectrice"), in: hall.summit)
      #expect(write.changed)
      #expect(write.session == hall.session)
      #expect(try await hall.version() == before + 1)
      let petition = write.petition
      #expect(petition.number == 1)
      #expect(petition.text == "Qui répond à nos questions ?")
      #expect(petition.name == "Une lectrice")
      #expect(petition.state == .published)
      #expect(petition.upvotes == 1)
      #expect(petition.author == hall.attendees[0])
      #expect(petition.threshold == 50)
      #expect(!petition.isForWall)
      let mine = try await store.upvoted(
        among: [petition.id], by: hall.attendees[0], generation: 1, in: hall.summit)
      let others = try await store.upvoted(
        among: [petition.id], by: hall.attendees[1], generation: 1, in: hall.summit)
      #expect(mine == [petition.id])
      #expect(others == [])
    }
  }

  @Test("in a reviewed session it waits for a person")
  func reviewed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let petition = try await hall.ask()
      #expect(petition.state == .pending)
      #expect(petition.hold == .review)
    }
  }

  @Test(
    "a name that people could take for a speaker's or an organisation's waits for a person",
    arguments: [
      ("tom COCHRAN", Question.State.pending), ("Cochran Tom", .pending), ("Fondation Exemple", .pending),
      ("Tom", .published), ("Une lectrice", .published),
    ])
  func speakersName(name: String, state: Question.State) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query(
        "insert into speakers (summit_id, slug, name) values (\(hall.summit), 'tom-cochran', 'Tom Cochran')")
      _ = try await store.database.query(
        "insert into organisations (summit_id, slug, name) values (\(hall.summit), 'exemple', 'Fondation Exemple')"
      )
      let petition = try await hall.ask(name: name)
      #expect(petition.state == state)
      #expect(petition.hold == (state == .pending ? .name : nil))
    }
  }

  @Test(
    "a box that takes no questions says why, and nothing is kept",
    arguments: [
      ("box_said = 'scheduled'", Refusal.boxScheduled), ("box_said = 'paused'", .boxPaused),
      ("box_said = 'closed', closed_at = now()", .boxClosed), ("closes_at = now()", .boxClosed),
      ("cancelled_at = now()", .sessionCancelled),
    ])
  func boxes(state: String, refusal: Refusal) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query("update sessions set \(unsafeSQL: state)")
      await #expect(throws: refusal) { try await hall.ask() }
      let kept = try await hall.count("select from questions")
      #expect(kept == 0)
    }
  }

  @Test("strangers, those erased and tokens of older generations ask nothing")
  func strangers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query(
        "update attendees set generation = 2 where id = \(hall.attendees[0])")
      _ = try await store.database.query(
        "update attendees set erased_at = now() where id = \(hall.attendees[1])")
      await #expect(throws: Refusal.attendeeUnknown) { try await hall.ask(by: 0) }
      await #expect(throws: Refusal.attendeeUnknown) { try await hall.ask(by: 1) }
      var stranger = try hall.asking()
      stranger.attendee = Attendee.ID(rawValue: 999_999)
      await #expect(throws: Refusal.attendeeUnknown) { try await store.ask(stranger, in: hall.summit) }
    }
  }

  @Test("a closed summit takes no questions, and a session that is not there none either")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      await #expect(throws: StorageRefusal.notFound("session_not_found", "there is no such session")) {
        try await hall.ask(to: .session(Session.ID(rawValue: 999_999)))
      }
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await hall.ask() }
    }
  }

  @Test("people in quarantine ask, and their own upvote does not count")
  func quarantine() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst' where id = \(hall.attendees[0])"
      )
      let petition = try await hall.ask()
      #expect(petition.upvotes == 0)
      let rows = try await hall.count("select from upvotes")
      #expect(rows == 1)
    }
  }

  @Test("the sixth question within a minute is told when to come back")
  func tooMany() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for number in 1...5 {
        let petition = try await hall.ask()
        #expect(petition.number == number)
      }
      let refusal = await #expect(throws: StorageRefusal.self) { try await hall.ask() }
      #expect(refusal?.code == "too_many_questions")
      guard case .tooMany(let seconds) = refusal?.kind else {
        Issue.record("\(String(describing: refusal))")
        return
      }
      #expect((1...60).contains(seconds))
      try await hall.ask(by: 1)
      try await hall.letAMinutePass()
      try await hall.ask()
    }
  }

  @Test("the same key with the same body is the same question, also when the box has closed since")
  func replayed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let first = try await store.ask(hall.asking(key: "a-key"), in: hall.summit)
      _ = try await store.database.query("update sessions set closes_at = now()")
      let version = try await hall.version()
      let again = try await store.ask(hall.asking(key: "a-key"), in: hall.summit)
      #expect(again.petition.id == first.petition.id)
      #expect(try await hall.version() == version)
      #expect(first.changed)
      #expect(!again.changed)
      let kept = try await hall.count("select from questions")
      #expect(kept == 1)
    }
  }

  @Test("the same key with another body, name or addressee is refused; another attendee's key is another")
  func reused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.ask(key: "a-key")
      for other in [
        try hall.asking("Une autre question, la même clé ?", key: "a-key"),
        try hall.asking(name: "Une lectrice", key: "a-key"), try hall.asking(to: .summit, key: "a-key"),
      ] {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await store.ask(other, in: hall.summit)
        }
        #expect(refusal?.code == "idempotency_key_reused")
      }
      let others = try await hall.ask(by: 1, key: "a-key")
      #expect(others.number == 2)
    }
  }

  @Test("the same key twenty times at once is one question")
  func replayedAtOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let asking = try hall.asking(key: "a-key")
      let phones = (0..<20).map { _ in Task { @Loop in try await store.ask(asking, in: hall.summit) } }
      var questions: Set<Question.ID> = []
      var news = 0
      for phone in phones {
        let write = try await phone.value
        questions.insert(write.petition.id)
        if write.changed { news += 1 }
      }
      #expect(questions.count == 1)
      #expect(news == 1)
    }
  }

  @Test("fifty who ask at once are numbered from 1 to 50")
  func numbers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 50)
      let before = try await hall.version()
      let phones = (0..<50).map { index in Task { @Loop in try await hall.ask(by: index) } }
      var numbers: [Int] = []
      for phone in phones { numbers.append(try await phone.value.number) }
      #expect(numbers.sorted() == Array(1...50))
      let after = try await hall.version()
      #expect(after == before + 50)
    }
  }

  @Test("where one upvote obliges, asking latches the promise")
  func latch() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1)
      let petition = try await hall.ask()
      #expect(petition.promise?.state == .owed)
    }
  }

  @Test("the summit's own questions are numbered by themselves, their threshold fixed by the first")
  func summit() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.ask()
      let unknown = try await hall.ask(to: .summit)
      #expect(unknown.number == 1)
      #expect(unknown.session == nil)
      #expect(unknown.threshold == nil)
      _ = try await store.database.query("update summits set expected_attendees = 501")
      let known = try await hall.ask(to: .summit)
      #expect(known.number == 2)
      #expect(known.threshold == Threshold.value(share: 10, floor: 5, ceiling: 150, audience: 501))
      _ = try await store.database.query("update summits set expected_attendees = 10")
      let later = try await hall.ask(to: .summit)
      #expect(later.threshold == known.threshold)
    }
  }

  @Test("an organisation takes questions once it has accepted to")
  func organisation() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let organisation: Organisation.ID = try await store.value(
        """
        insert into organisations (summit_id, slug, name)
        values (\(hall.summit), 'exemple', 'Fondation Exemple')
        returning id as value
        """)
      await #expect(throws: StorageRefusal.conflict("organisation_takes_no_questions")) {
        try await hall.ask(to: .organisation(organisation))
      }
      _ = try await store.database.query("update summits set expected_attendees = 20")
      _ = try await store.database.query(
        "update organisations set accepted_at = now(), accepted_by = 'Une personne'")
      let petition = try await hall.ask(to: .organisation(organisation))
      #expect(petition.number == 1)
      #expect(petition.organisationSlug == "exemple")
      #expect(petition.threshold == 5)
      #expect(petition.state == .published)
    }
  }
}
