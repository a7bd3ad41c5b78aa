import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Author's acts", .timeLimit(.minutes(10)))
struct AuthorActsTests {
  @Test("the author edits until three others have upvoted, once reached for good")
  func editing() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(name: "Une lectrice")
      try await hall.upvote(petition.id, by: [1, 2])
      let before = try await hall.version()
      let edited = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond, et quand enfin ?"))
      #expect(edited.changed)
      #expect(try await hall.version() == before + 1)
      #expect(edited.petition.text == "Qui répond, et quand enfin ?")
      #expect(edited.petition.name == "Une lectrice")
      #expect(edited.petition.editedAt != nil)
      #expect(edited.petition.state == .published)
      #expect(edited.petition.upvotes == 3)
      try await hall.upvote(petition.id, by: [3])
      try await hall.upvote(petition.id, by: [1, 2, 3], signs: false)
      await #expect(throws: Refusal.wordingLocked) {
        try await store.edit(
          petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Une tout autre question ?"))
      }
      let kept = try await hall.petition(petition.id)
      #expect(kept.text == "Qui répond, et quand enfin ?")
      let wordings = try await hall.count("select from wordings where written_by = 'author'")
      #expect(wordings == 2)
    }
  }

  @Test("saying the same again changes nothing")
  func same() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask("Qui répond à nos questions ?", name: "Une lectrice")
      let version = try await hall.version()
      let same = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond à nos questions ?"),
        name: .show(#require(DisplayName("Une lectrice"))))
      #expect(!same.changed)
      #expect(same.session == nil)
      #expect(try await hall.version() == version)
      #expect(same.petition.revision == 1)
    }
  }

  @Test("in a reviewed session an edit waits for review again, and is off the wall")
  func reviewed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.curate(petition.id, in: hall.summit, .highlight, by: nil)
      let edited = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond, et quand enfin ?")
      ).petition
      #expect(edited.state == .pending)
      #expect(edited.hold == .edit)
      #expect(!edited.isForWall)
      #expect(!edited.isHighlighted)
    }
  }

  @Test("in an open session an edit takes what was approved off the wall, and out of the light")
  func approvedBefore() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.curate(petition.id, in: hall.summit, .highlight, by: nil)
      let edited = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond, et quand enfin ?")
      ).petition
      #expect(edited.state == .published)
      #expect(!edited.isForWall)
      #expect(!edited.isHighlighted)
    }
  }

  @Test("a question turned down as unclear may be rewritten, and waits; one turned down otherwise not")
  func unclear() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let unclear = try await hall.ask()
      let advertising = try await hall.ask()
      _ = try await store.curate(unclear.id, in: hall.summit, .reject(.unclear), by: nil)
      _ = try await store.curate(advertising.id, in: hall.summit, .reject(.advertising), by: nil)
      let text = try QuestionText("Qui répond, et quand enfin ?")
      let rewritten = try await store.edit(unclear.id, in: hall.summit, by: hall.author(0), text: text)
      #expect(rewritten.petition.state == .pending)
      #expect(rewritten.petition.hold == .edit)
      await #expect(throws: Refusal.questionNotPublished) {
        try await store.edit(advertising.id, in: hall.summit, by: hall.author(0), text: text)
      }
    }
  }

  @Test("the name comes off at any time, and is gone from every wording and from what could confirm a guess")
  func nameOff() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(name: "Une lectrice", key: "a-key")
      _ = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond, et quand enfin ?"))
      try await hall.upvote(petition.id, by: [1, 2, 3, 4])
      _ = try await store.database.query("update summits set closed_at = now()")
      let nameless = try await store.edit(petition.id, in: hall.summit, by: hall.author(0), name: .takeOff)
      #expect(nameless.changed)
      #expect(nameless.petition.name == nil)
      #expect(nameless.petition.text == "Qui répond, et quand enfin ?")
      #expect(nameless.petition.state == .published)
      let named = try await hall.count("select from wordings where name is not null")
      let digests = try await hall.count("select from idempotency_keys where length(request_digest) > 0")
      #expect(named == 0)
      #expect(digests == 0)
      let again = try await store.edit(petition.id, in: hall.summit, by: hall.author(0), name: .takeOff)
      #expect(!again.changed)
      // What was sent first, and comes once more, late.
      let late = try await store.ask(hall.asking(name: "Une lectrice", key: "a-key"), in: hall.summit)
      #expect(!late.changed)
      #expect(late.petition.id == petition.id)
      #expect(late.petition.name == nil)
    }
  }

  @Test("another name is an edit, the former one is forgotten, and a speaker's waits for a person")
  func otherName() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query(
        "insert into speakers (summit_id, slug, name) values (\(hall.summit), 'tom-cochran', 'Tom Cochran')")
      let petition = try await hall.ask(name: "Une lectrice")
      let held = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), name: .show(#require(DisplayName("Tom Cochran")))
      ).petition
      #expect(held.state == .pending)
      #expect(held.hold == .name)
      let former = try await hall.count("select from wordings where name = 'Une lectrice'")
      #expect(former == 0)
      let nameless = try await store.edit(petition.id, in: hall.summit, by: hall.author(0), name: .takeOff)
        .petition
      #expect(nameless.state == .published)
    }
  }

  @Test("the author withdraws until a promise is latched; a second time changes nothing")
  func withdrawing() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .highlight, by: nil)
      let withdrawn = try await store.withdraw(petition.id, in: hall.summit, by: hall.author(0))
      #expect(withdrawn.changed)
      #expect(withdrawn.petition.state == .withdrawn)
      #expect(withdrawn.petition.outcome == .withdrawn)
      #expect(!withdrawn.petition.isHighlighted)
      let again = try await store.withdraw(petition.id, in: hall.summit, by: hall.author(0))
      #expect(!again.changed)
      let codes = try await hall.upvote(petition.id, by: [5])
      #expect(codes == ["question_not_published"])
      let promised = try await hall.ask()
      try await hall.upvote(promised.id, by: [1, 2])
      await #expect(throws: Refusal.promiseLatched) {
        try await store.withdraw(promised.id, in: hall.summit, by: hall.author(0))
      }
    }
  }

  @Test("nobody acts on another's question; what is pending, others do not even know of")
  func notAuthor() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(name: "Une lectrice")
      await #expect(throws: StorageRefusal.self) {
        try await store.edit(petition.id, in: hall.summit, by: hall.author(1), name: .takeOff)
      }
      await #expect(throws: StorageRefusal.self) {
        try await store.withdraw(petition.id, in: hall.summit, by: hall.author(1))
      }
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.withdraw(
          petition.id, in: hall.summit, by: .attendee(hall.attendees[0], generation: 0))
      }
      _ = try await store.database.query("update questions set state = 'pending', held_for = 'reports'")
      await #expect(throws: Refusal.questionNotFound) {
        try await store.withdraw(petition.id, in: hall.summit, by: hall.author(1))
      }
      await #expect(throws: Refusal.questionNotFound) {
        try await store.withdraw(Question.ID(rawValue: 999_999), in: hall.summit, by: hall.author(1))
      }
    }
  }

  @Test("a receipt does what its author may, until the author is forgotten")
  func receipt() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(name: "Une lectrice")
      let nameless = try await store.edit(petition.id, in: hall.summit, by: .receipt, name: .takeOff)
      #expect(nameless.petition.name == nil)
      let withdrawn = try await store.withdraw(petition.id, in: hall.summit, by: .receipt)
      #expect(withdrawn.petition.state == .withdrawn)
      _ = try await store.database.query("update questions set author_id = null")
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.withdraw(petition.id, in: hall.summit, by: .receipt)
      }
      #expect(refusal?.code == "not_author")
    }
  }

  @Test("an edit while the third upvote lands: the words that three others signed are the words that stand")
  func editRacesTheLock() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for round in 0..<10 {
        let petition = try await hall.ask()
        try await hall.letAMinutePass()
        try await hall.upvote(petition.id, by: [1, 2])
        let text = try QuestionText("Qui répond, et quand enfin ? \(round)")
        let edit = Task { @Loop in
          try await store.edit(petition.id, in: hall.summit, by: hall.author(0), text: text)
        }
        let third = Task { @Loop in try await hall.upvote(petition.id, by: [3]) }
        let edited = await edit.result
        _ = try await third.value
        let after = try await hall.petition(petition.id)
        let lockedAt = try #require(after.wordingLockedAt)
        switch edited {
        case .success:
          #expect(after.text == text.value)
          #expect(try #require(after.editedAt) <= lockedAt)
        case .failure(let error):
          #expect(error as? Refusal == .wordingLocked)
          #expect(after.text == petition.text)
        }
      }
    }
  }

  @Test("withdrawing while the threshold is crossed: it is either withdrawn or promised, never both")
  func withdrawRacesTheLatch() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      for _ in 0..<10 {
        let petition = try await hall.ask()
        try await hall.letAMinutePass()
        try await hall.upvote(petition.id, by: [1])
        let crossing = Task { @Loop in try await hall.upvote(petition.id, by: [2]) }
        let withdrawing = Task { @Loop in
          try await store.withdraw(petition.id, in: hall.summit, by: hall.author(0))
        }
        let withdrawn = await withdrawing.result
        let codes = try await crossing.value
        let after = try await hall.petition(petition.id)
        switch withdrawn {
        case .success:
          #expect(after.state == .withdrawn)
          #expect(after.promise == nil)
          #expect(codes == ["question_not_published"])
        case .failure(let error):
          #expect(error as? Refusal == .promiseLatched)
          #expect(after.state == .published)
          #expect(after.promise?.state == .owed)
          #expect(codes == ["done"])
        }
      }
    }
  }

  @Test("a question is put in other words twenty times; its name comes off all the same")
  func edits() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(by: 0, name: "Ana")
      func edit(_ number: Int) async throws {
        _ = try await store.edit(
          petition.id, in: hall.summit, by: hall.author(0),
          text: QuestionText("Qui répond pour la \(number)e fois ?"))
      }
      for number in 1...20 { try await edit(number) }
      await #expect(throws: Refusal.tooManyEdits) { try await edit(21) }
      let unnamed = try await store.edit(petition.id, in: hall.summit, by: hall.author(0), name: .takeOff)
      #expect(unnamed.petition.name == nil)
    }
  }
}
