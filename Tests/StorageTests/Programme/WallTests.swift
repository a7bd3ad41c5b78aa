import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// Rule 2: the wall shows only what a person approved or three others upvoted.
@Suite("What the wall may show", .timeLimit(.minutes(10)))
struct WallTests {
  @Test("the third other person puts a question on the wall, and not the author, nor who is in quarantine")
  func three() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(by: 0)
      _ = try await store.database.query(
        """
        update attendees
        set quarantined_at = now(), quarantine_reason = 'burst'
        where id = any (\([hall.attendees[1], hall.attendees[2]].map(\.rawValue)))
        """)
      try await hall.upvote(petition.id, by: [0, 1, 2, 3, 4])
      let two = try await onWall(hall)
      #expect(two.isEmpty)
      try await hall.upvote(petition.id, by: [5])
      let three = try await onWall(hall)
      #expect(three == [petition.number])
    }
  }

  @Test("one that a person approved is on the wall, until that is taken back or its author changes it")
  func approved() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let petition = try await hall.ask(by: 0)
      let waiting = try await onWall(hall)
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      let approved = try await onWall(hall)
      _ = try await store.curate(petition.id, in: hall.summit, .restore, by: nil)
      let takenBack = try await onWall(hall)
      #expect(waiting.isEmpty && approved == [petition.number] && takenBack.isEmpty)
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Et maintenant, autre chose ?"))
      let edited = try await onWall(hall)
      #expect(edited.isEmpty)
    }
  }

  @Test("five reports take what three upvoted off the wall; approved anew, it stays whatever is reported")
  func reported() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 20)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1, 2, 3])
      for attendee in 1...4 { _ = try await hall.report(petition.id, by: attendee) }
      let four = try await onWall(hall)
      _ = try await hall.report(petition.id, by: 5)
      let five = try await onWall(hall)
      #expect(four == [petition.number] && five.isEmpty)
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      for attendee in 6...15 { _ = try await hall.report(petition.id, by: attendee) }
      let after = try await hall.petition(petition.id)
      let stays = try await onWall(hall)
      #expect(after.state == .published && after.reports == 15)
      #expect(stays == [petition.number])
    }
  }

  @Test("what was hidden, withdrawn or rejected is off the wall, whoever upvoted it")
  func gone() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let hidden = try await hall.ask(by: 0)
      let withdrawn = try await hall.ask(by: 1)
      for petition in [hidden, withdrawn] { try await hall.upvote(petition.id, by: [2, 3, 4]) }
      let both = try await onWall(hall)
      _ = try await store.curate(hidden.id, in: hall.summit, .hide(.personal), by: nil)
      _ = try await store.withdraw(withdrawn.id, in: hall.summit, by: hall.author(1))
      let none = try await onWall(hall)
      #expect(both == [1, 2] && none.isEmpty)
    }
  }

  private func onWall(_ hall: Hall) async throws -> [Int] {
    let snapshot = try #require(try await hall.store.snapshot(of: hall.session, in: hall.summit))
    return snapshot.top.filter(\.isForWall).map(\.number)
  }
}
