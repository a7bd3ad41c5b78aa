import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("The board", .timeLimit(.minutes(10)))
struct BoardTests {
  @Test(
    "what is late stands first, the longest late on top; then what is owed by its date; then what was settled"
  )
  func order() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let void = try await hall.promised(
        "Une promesse annulée ?", .settled(.void, at: "now() - interval '1 hour'"))
      let keptOld = try await hall.promised(
        "Répondue jadis ?", .settled(.kept, at: "now() - interval '9 days'"))
      let declined = try await hall.promised(
        "Refusée hier ?", .settled(.declined, at: "now() - interval '1 day'"))
      let owedLater = try await hall.promised("Due plus tard ?", .owed(due: "now() + interval '5 days'"))
      let late = try await hall.promised("En retard depuis peu ?", .owed(due: "now() - interval '1 day'"))
      let keptNew = try await hall.promised(
        "Répondue hier ?", .settled(.kept, at: "now() - interval '1 day'"))
      let longestLate = try await hall.promised(
        "En retard depuis longtemps ?", .owed(due: "now() - interval '8 days'"))
      let owedSoon = try await hall.promised(
        "Due sur scène ?", Hall.Debt(live: "now() + interval '1 hour'", due: "now() + interval '14 days'"))
      // Put off to a date that has passed: a date given is a date.
      let putOff = try await hall.promised(
        "Reportée, et oubliée ?",
        Hall.Debt(due: "now() + interval '1 day'", deferred: "now() - interval '2 days'"))
      let expected = [longestLate, putOff, late, owedSoon, owedLater, keptNew, keptOld, declined, void]

      let whole = try await store.board(of: hall.summit)
      #expect(whole.promises.map(\.petition.id) == expected)
      #expect(whole.next == nil)
      #expect(
        whole.promises.map { $0.lateSince != nil } == [true, true, true] + Array(repeating: false, count: 6))

      var paged: [Question.ID] = []
      var after: BoardCursor?
      repeat {
        let page = try await store.board(of: hall.summit, limit: 2, after: after)
        #expect(page.promises.count <= 2)
        paged += page.promises.map(\.petition.id)
        after = try page.next.map { try #require(BoardCursor($0.description)) }
      } while after != nil
      #expect(paged == expected)
    }
  }

  @Test(
    "a merged question is not listed, since its survivor is; a hidden one is, and so is one withdrawn since")
  func states() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let survivor = try await hall.promised("La question qui reste ?")
      let merged = try await hall.promised("La question réunie ?")
      let hidden = try await hall.promised("La question masquée ?")
      let withdrawn = try await hall.promised("Retirée depuis ?", .settled(.void, at: "now()"))
      for (id, state) in [(hidden, "hidden"), (withdrawn, "withdrawn")] {
        _ = try await store.database.query("update questions set state = \(state) where id = \(id)")
      }
      _ = try await store.database.query(
        "update questions set state = 'merged', merged_into_id = \(survivor) where id = \(merged)")
      let board = try await store.board(of: hall.summit)
      #expect(Set(board.promises.map(\.petition.id)) == [survivor, hidden, withdrawn])
      #expect(board.tally.owed == 2)
      #expect(board.tally.void == 1)
    }
  }

  @Test(
    "promises are counted together, by session, by organisation and of the organizers, in the programme's order"
  )
  func tallies() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let later = try await hall.anotherSession("later")
      let quiet = try await hall.anotherSession("quiet")
      _ = try await store.database.query(
        "update sessions set starts_at = starts_at - interval '1 hour' where id = \(later)")
      let brand = try await hall.organisation()
      try await hall.promised("En retard, à l'ouverture ?", .owed(due: "now() - interval '1 day'"))
      try await hall.promised("Due, à l'ouverture ?")
      try await hall.promised("Annulée, ailleurs ?", .settled(.void, at: "now()"), to: .session(later))
      try await hall.promised(
        "Refusée par la marque ?", .settled(.declined, at: "now()"), to: .organisation(brand))
      try await hall.promised("À l'organisation ?", to: .summit)
      let board = try await store.board(of: hall.summit)
      #expect(board.tally.owed == 3)
      #expect(board.tally.overdue == 1)
      #expect(board.tally.declined == 1)
      #expect(board.tally.void == 1)
      #expect(board.sessions.map(\.slug) == ["later", "opening"])
      #expect(board.sessions.map(\.title) == ["later", "The opening"])
      #expect(board.sessions.map(\.owed) == [0, 2])
      #expect(board.organisations.map(\.slug) == ["marque"])
      #expect(board.organisations.first?.declined == 1)
      #expect(board.organizers?.owed == 1)
      #expect(board.organizers?.title == "A summit")
      #expect(
        try await store.board(of: hall.summit).promises.contains { $0.petition.session == quiet } == false)
    }
  }

  @Test("the median is over what settled a promise, from its being met; what is owed or void does not count")
  func medians() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let none = try await store.board(of: hall.summit)
      #expect(none.tally.medianAnswerSeconds == nil)
      let brand = try await hall.organisation()
      func kept(_ state: Promise.State, after: String, to addressee: Asking.Addressee? = nil) async throws {
        let met = "now() - interval '20 days'"
        try await hall.promised(
          "Combien de temps ?", .settled(state, met: met, at: "\(met) + interval '\(after)'"), to: addressee)
      }
      try await kept(.kept, after: "1 hour")
      try await kept(.kept, after: "3 hours")
      try await kept(.declined, after: "9 days")
      try await kept(.void, after: "1 second")
      try await hall.promised("Encore due ?")
      try await kept(.kept, after: "1 hour", to: .organisation(brand))
      try await kept(.kept, after: "2 hours", to: .organisation(brand))
      let board = try await store.board(of: hall.summit)
      #expect(board.tally.medianAnswerSeconds == 2 * 3600)
      #expect(board.sessions.first?.medianAnswerSeconds == 3 * 3600)
      #expect(board.organisations.first?.medianAnswerSeconds == 5400)
      #expect(board.organizers == nil)
    }
  }

  @Test("an answer is disputed with ten verdicts or more, and less than half of them yes")
  func disputed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      func answered(yes: Int, no: Int, _ kind: Answer.Kind = .written) async throws -> Question.ID {
        let state: Promise.State = kind == .declined ? .declined : .kept
        let question = try await hall.promised("Est-ce une réponse ?", .settled(state, at: "now()"))
        try await hall.answered(question, kind)
        _ = try await store.database.query(
          "update questions set verdicts_yes = \(yes), verdicts_no = \(no) where id = \(question)")
        return question
      }
      let disputed = try await answered(yes: 4, no: 6)
      for (yes, no) in [(5, 5), (4, 5), (0, 9)] { _ = try await answered(yes: yes, no: no) }
      _ = try await answered(yes: 0, no: 20, .declined)
      let board = try await store.board(of: hall.summit)
      #expect(board.promises.filter(\.petition.verdicts.isDisputed).map(\.petition.id) == [disputed])
      #expect(board.tally.disputed == 1)
      #expect(board.sessions.first?.disputed == 1)
    }
  }

  @Test(
    "a page can be of some states, of what is late, of one session, one organisation or one question; numbers stay whole"
  )
  func filters() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let brand = try await hall.organisation()
      let late = try await hall.promised("En retard, là ?", .owed(due: "now() - interval '1 day'"))
      let kept = try await hall.promised("Tenue depuis ?", .settled(.kept, at: "now()"))
      let asked = try await hall.promised("À la marque ?", to: .organisation(brand))
      func ids(_ change: @Sendable (inout BoardFilter) -> Void) async throws -> [Question.ID] {
        var filter = BoardFilter()
        change(&filter)
        let board = try await store.board(of: hall.summit, filter)
        #expect(board.tally.owed == 2)
        return board.promises.map(\.petition.id)
      }
      #expect(try await ids { $0.states = [.kept] } == [kept])
      #expect(try await ids { $0.states = [.owed] } == [late, asked])
      #expect(try await ids { $0.isOverdue = true } == [late])
      #expect(try await ids { $0.isOverdue = false } == [asked, kept])
      #expect(try await ids { $0.session = hall.session } == [late, kept])
      #expect(try await ids { $0.organisation = brand } == [asked])
      #expect(try await ids { $0.question = kept } == [kept])
    }
  }

  @Test("organizers owe until the session's speakers or the organisation accepted")
  func debtors() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let brand = try await hall.organisation()
      try await hall.promised("À la session ?")
      try await hall.promised("À la marque ?", to: .organisation(brand))
      try await hall.promised("À l'organisation ?", to: .summit)
      func debtors() async throws -> [String: Promise.Debtor] {
        let promises = try await store.board(of: hall.summit).promises
        return Dictionary(uniqueKeysWithValues: promises.map { ($0.askedOf, $0.debtor) })
      }
      #expect(
        try await debtors() == [
          "The opening": .organizers, "Marque d'exemple": .organisation, "A summit": .organizers,
        ])
      _ = try await store.database.query(
        """
        with speaker as (
          insert into speakers (summit_id, slug, name) values (\(hall.summit), 'ana', 'Ana') returning id
        )
        insert into session_speakers (summit_id, session_id, speaker_id, position)
        select \(hall.summit), \(hall.session), id, 1 from speaker
        """)
      let slug: String = try await store.value("select slug::text as value from sessions")
      _ = try await store.accept(session: slug, in: hall.summit, named: "Ana", by: .organizer(nil))
      #expect(try await debtors()["The opening"] == .speakers)
    }
  }

  @Test(
    "the latest are those of which the board says something else since: answered, taken back, late, hidden, void"
  )
  func latest() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let quiet = try await hall.promised("Rien de neuf ?", Hall.Debt(met: "now() - interval '5 days'"))
      let late = try await hall.promised(
        "En retard depuis hier ?",
        Hall.Debt(met: "now() - interval '9 days'", due: "now() - interval '1 day'"))
      let answered = try await hall.promised(
        "Répondue, oui ?", .settled(.kept, at: "now() - interval '2 days'"))
      try await hall.answered(answered, at: "now() - interval '2 hours'")
      let void = try await hall.promised("Annulée, oui ?", Hall.Debt(met: "now() - interval '8 days'"))
      _ = try await store.database.query(
        "update promises set state = 'void', settled_at = now() where question_id = \(void)")
      let latest = try await store.latestPromises(of: hall.summit, limit: 10)
      #expect(latest.map(\.petition.id) == [void, answered, late, quiet])
      #expect(try await store.latestPromises(of: hall.summit, limit: 1).map(\.petition.id) == [void])
    }
  }
}
