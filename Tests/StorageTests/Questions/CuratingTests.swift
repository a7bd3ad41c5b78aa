import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Curating", .timeLimit(.minutes(10)))
struct CuratingTests {
  @Test("what is approved is public, and latched where it is past its threshold already")
  func approve() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1, moderation: .reviewed)
      let petition = try await hall.ask()
      #expect(petition.promise == nil)
      let before = try await hall.version()
      let approved = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      #expect(try await hall.version() == before + 1)
      #expect(approved.petition.state == .published)
      #expect(approved.petition.hold == nil)
      #expect(approved.petition.isForWall)
      #expect(approved.petition.promise?.state == .owed)
      #expect(approved.petition.decision?.action == .approve)
      let again = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      #expect(!again.changed)
    }
  }

  @Test("the ledger lists what was turned down and why, with no name, no words and no author")
  func ledger() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let token: AccessToken.ID = try await store.value(
        """
        insert into access_tokens (role, name, digest)
        values ('organizer', 'Une organisatrice', sha256('a'))
        returning id as value
        """)
      let first = try await hall.ask("Achetez nos parapluies, oui ?", name: "Une lectrice")
      let second = try await hall.ask("Une phrase bien méchante, non ?", name: "Un lecteur")
      let hidden = try await store.curate(
        first.id, in: hall.summit, .hide(.advertising, note: "Pas ici, merci"), by: token
      ).petition
      #expect(hidden.state == .hidden)
      #expect(hidden.decision?.reason == .advertising)
      #expect(hidden.decision?.note == "Pas ici, merci")
      _ = try await store.curate(second.id, in: hall.summit, .hide(.offensive), by: token)
      let entries = try await store.database.query("select entry from ledger order by seq")
      let texts: [String] = try entries.map { try $0["entry"] }
      #expect(texts.count == 2)
      #expect(texts[0].contains(#""kind": "question.hide""#))
      #expect(texts[0].contains(#""reason": "advertising""#))
      #expect(texts[0].contains(#""session": "opening""#))
      #expect(texts[0].contains(#""number": 1"#))
      #expect(texts[0].contains(#""digest": ""#))
      #expect(!texts[1].contains("digest"))
      for text in texts {
        #expect(!text.contains("lectrice") && !text.contains("lecteur") && !text.contains("Pas ici"))
        #expect(!text.contains("parapluies") && !text.contains("méchante") && !text.contains("author"))
      }
      let decidedBy: AccessToken.ID = try await store.value(
        "select decided_by as value from curations where question_id = \(first.id)")
      #expect(decidedBy == token)
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
      #expect(verified.entries == 2)
    }
  }

  @Test("restore takes the last decision back, then the one before, then there is none")
  func restore() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.curate(petition.id, in: hall.summit, .hide(.offTopic), by: nil)
      let shown = try await store.curate(petition.id, in: hall.summit, .restore, by: nil).petition
      #expect(shown.state == .published)
      #expect(shown.isForWall)
      let waiting = try await store.curate(petition.id, in: hall.summit, .restore, by: nil).petition
      #expect(waiting.state == .pending)
      #expect(waiting.hold == .review)
      #expect(waiting.approvedAt == nil)
      await #expect(throws: Refusal.nothingToRestore) {
        try await store.curate(petition.id, in: hall.summit, .restore, by: nil)
      }
      _ = try await store.curate(petition.id, in: hall.summit, .reject(.unclear), by: nil)
      let undone = try await store.curate(petition.id, in: hall.summit, .restore, by: nil).petition
      #expect(undone.state == .pending)
      #expect(undone.decision?.action == .restore)
      let takenBack = try await store.database.query(
        "select entry::jsonb ->> 'takesBack' as action from ledger where entry::jsonb ? 'takesBack' order by seq"
      )
      #expect(try takenBack.map { try $0["action"] } == ["hide", "approve", "reject"])
    }
  }

  @Test("what the author changed since is not restored over", arguments: [Moderation.open, .reviewed])
  func restoreAfterEdit(moderation: Moderation) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: moderation)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Qui répond, et quand enfin ?"))
      await #expect(throws: Refusal.nothingToRestore) {
        try await store.curate(petition.id, in: hall.summit, .restore, by: nil)
      }
    }
  }

  @Test("an approval that made a promise is not taken back, nor is what is promised turned down")
  func promise() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1, moderation: .reviewed)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      await #expect(throws: Refusal.promiseLatched) {
        try await store.curate(petition.id, in: hall.summit, .restore, by: nil)
      }
      let hidden = try await store.curate(petition.id, in: hall.summit, .hide(.personal), by: nil).petition
      #expect(hidden.state == .hidden)
      #expect(hidden.promise?.state == .owed)
    }
  }

  @Test("a correction keeps the original, the name and what was upvoted, and says that it is one")
  func correct() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask("Qui reppond à nos questions ?", name: "Une lectrice")
      try await hall.upvote(petition.id, by: [1, 2, 3])
      let corrected = try await store.curate(
        petition.id, in: hall.summit, .correct(QuestionText("Qui répond à nos questions ?")), by: nil
      ).petition
      #expect(corrected.text == "Qui répond à nos questions ?")
      #expect(corrected.name == "Une lectrice")
      #expect(corrected.correctedAt != nil)
      #expect(corrected.editedAt == nil)
      #expect(corrected.upvotes == 4)
      let original: String = try await store.value(
        "select text as value from wordings where written_by = 'author'")
      #expect(original == "Qui reppond à nos questions ?")
      let recorded = try await hall.count(
        """
        select
        from ledger
        join wordings w on w.revision = 2 and entry::jsonb ->> 'digest' = encode(w.digest, 'hex')
        where w.digest = sha256(w.salt || convert_to(w.text, 'UTF8'))
        """)
      #expect(recorded == 1)
    }
  }

  @Test("one question a session is highlighted, only a published one, and not once it is hidden")
  func highlight() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let first = try await hall.ask()
      let second = try await hall.ask()
      let summits = try await hall.ask(to: .summit)
      _ = try await store.curate(first.id, in: hall.summit, .highlight, by: nil)
      let now = try await store.curate(second.id, in: hall.summit, .highlight, by: nil).petition
      #expect(now.isHighlighted)
      let former = try await hall.petition(first.id)
      #expect(!former.isHighlighted)
      let version = try await hall.version()
      let hidden = try await store.curate(second.id, in: hall.summit, .hide(.offTopic), by: nil).petition
      #expect(!hidden.isHighlighted)
      let after = try await hall.version()
      #expect(after == version + 1)
      await #expect(throws: Refusal.questionNotPublished) {
        try await store.curate(second.id, in: hall.summit, .highlight, by: nil)
      }
      await #expect(throws: StorageRefusal.conflict("question_without_session")) {
        try await store.curate(summits.id, in: hall.summit, .highlight, by: nil)
      }
      _ = try await store.curate(first.id, in: hall.summit, .highlight, by: nil)
      let off = try await store.curate(first.id, in: hall.summit, .unhighlight, by: nil)
      #expect(off.changed)
      #expect(!off.petition.isHighlighted)
      let again = try await store.curate(first.id, in: hall.summit, .unhighlight, by: nil)
      #expect(!again.changed)
    }
  }

  @Test(
    "what its state forbids is refused, and nothing is recorded",
    arguments: [
      (CuratorAct.reject(.unclear), "published"), (.hide(.unclear), "rejected"), (.approve, "withdrawn"),
      (.approve, "rejected"), (.hide(.unclear), "withdrawn"), (.restore, "withdrawn"),
    ])
  func forbidden(act: CuratorAct, state: String) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      _ = try await store.database.query("update questions set state = \(state)")
      await #expect(throws: Refusal.stateForbids) {
        try await store.curate(petition.id, in: hall.summit, act, by: nil)
      }
      let recorded = try await hall.count("select from curations") + hall.count("select from ledger")
      #expect(recorded == 0)
    }
  }

  @Test("in a closed summit nothing is approved, and what offends can still be hidden")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let petition = try await hall.ask()
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) {
        try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      }
      let hidden = try await store.curate(petition.id, in: hall.summit, .hide(.offensive), by: nil).petition
      #expect(hidden.state == .hidden)
    }
  }

  @Test("a note too long is refused by its field")
  func note() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      let note = String(repeating: "é", count: 1001)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.curate(petition.id, in: hall.summit, .hide(.offensive, note: note), by: nil)
      }
      #expect(refusal?.field == "note")
    }
  }

  @Test("approved and rejected at once: one decides, the other is told that the state forbids it")
  func atOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      for _ in 0..<10 {
        let petition = try await hall.ask()
        try await hall.letAMinutePass()
        let approving = Task { @Loop in
          try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
        }
        let rejecting = Task { @Loop in
          try await store.curate(petition.id, in: hall.summit, .reject(.unclear), by: nil)
        }
        let (approved, rejected) = (await approving.result, await rejecting.result)
        let after = try await hall.petition(petition.id)
        switch (approved, rejected) {
        case (.success, .failure(let error)):
          #expect(error as? Refusal == .stateForbids)
          #expect(after.state == .published)
        case (.failure(let error), .success):
          #expect(error as? Refusal == .stateForbids)
          #expect(after.state == .rejected)
        default: Issue.record("both or none decided")
        }
        let decisions = try await hall.count("select from curations where question_id = \(petition.id)")
        #expect(decisions == 1)
      }
    }
  }
}
