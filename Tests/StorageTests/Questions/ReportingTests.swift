import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Reports", .timeLimit(.minutes(10)))
struct ReportingTests {
  @Test("the fifth report takes a question off lists and wall until a person approved it")
  func fifth() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      _ = try await store.curate(petition.id, in: hall.summit, .highlight, by: nil)
      for attendee in 1...4 {
        let reported = try await hall.report(petition.id, by: attendee).petition
        #expect(reported.state == .published)
      }
      let twice = try await hall.report(petition.id, by: 4)
      #expect(!twice.changed)
      let fifth = try await hall.report(petition.id, by: 5).petition
      #expect(fifth.reports == 5)
      #expect(fifth.state == .pending)
      #expect(fifth.hold == .reports)
      #expect(!fifth.isHighlighted)
      await #expect(throws: Refusal.questionNotFound) { try await hall.report(petition.id, by: 6) }
      let approved = try await store.curate(petition.id, in: hall.summit, .approve, by: nil).petition
      #expect(approved.state == .published)
      let sixth = try await hall.report(petition.id, by: 6).petition
      #expect(sixth.state == .published)
      #expect(sixth.reports == 6)
    }
  }

  @Test("five who came from nowhere hold nothing; once they have been in the room for a while, they do")
  func strangers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 20)
      let petition = try await hall.ask()
      for attendee in 1...5 {
        _ = try await store.report(petition.id, in: hall.summit, by: hall.attendees[attendee], generation: 1)
      }
      var now = try await hall.petition(petition.id)
      #expect(now.state == .published && now.reports == 0)
      let tally = try await store.reportTallies(of: [petition.id], in: hall.summit)[petition.id]
      #expect(tally?.all == 5 && tally?.neverSigned == 0)
      // Another session's room is not this one's.
      let other = try await hall.anotherSession("workshop")
      for attendee in 1...5 {
        _ = try await store.checkIn(hall.attendees[attendee], generation: 1, to: other, in: hall.summit)
      }
      _ = try await store.database.query("update attendances set arrived_at = now() - interval '1 hour'")
      _ = try await store.report(petition.id, in: hall.summit, by: hall.attendees[6], generation: 1)
      now = try await hall.petition(petition.id)
      #expect(now.reports == 0)
      // Whoever stayed is looked at again when the next one reports.
      try await store.stay(Array(hall.attendees[1...5]), summit: hall.summit)
      _ = try await store.report(petition.id, in: hall.summit, by: hall.attendees[7], generation: 1)
      now = try await hall.petition(petition.id)
      #expect(now.hold == .reports && now.reports == 5)
    }
  }

  @Test("a badge that was imported counts at once")
  func badges() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      let badges = (1...5).map { [UInt8](repeating: $0, count: 32) }
      _ = try await store.importBadges(badges, in: hall.summit)
      for badge in badges {
        let holder = try await store.join(hall.summit, badge: badge)
        _ = try await store.report(petition.id, in: hall.summit, by: holder.id, generation: 1)
      }
      let now = try await hall.petition(petition.id)
      #expect(now.hold == .reports && now.reports == 5)
    }
  }

  @Test("what an answer is owed to is not held: it is counted for curators, and can be answered")
  func promised() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask()
      try await hall.upvote(petition.id, by: [1, 2])
      for attendee in 3...8 { _ = try await hall.report(petition.id, by: attendee) }
      let now = try await hall.petition(petition.id)
      #expect(now.isPromised && now.state == .published && now.reports == 6)
      let tally = try await store.reportTallies(of: [petition.id], in: hall.summit)[petition.id]
      #expect(tally?.all == 6 && tally?.neverSigned == 6)
      try await hall.answer(petition.id, hall.written())
      let answered = try await hall.petition(petition.id)
      #expect(answered.promise?.state == .kept)
    }
  }

  @Test("reports of people in quarantine do not count")
  func quarantine() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      _ = try await store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst'")
      for attendee in 1...6 { _ = try await hall.report(petition.id, by: attendee) }
      let after = try await hall.petition(petition.id)
      #expect(after.reports == 0)
      #expect(after.state == .published)
    }
  }

  @Test("ten who report at once hold it, each counted once")
  func atOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 11)
      let petition = try await hall.ask()
      let phones = (1...10).map { attendee in
        Task { @Loop in try await hall.report(petition.id, by: attendee) }
      }
      for phone in phones { _ = await phone.result }
      let after = try await hall.petition(petition.id)
      #expect(after.hold == .reports)
      #expect(after.reports == 5)
      let rows = try await hall.count("select from reports")
      #expect(rows == 5)
    }
  }

  @Test("strangers report nothing, and what is not published cannot be reported")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.report(petition.id, in: hall.summit, by: hall.attendees[1], generation: 0)
      }
      _ = try await store.withdraw(petition.id, in: hall.summit, by: hall.author(0))
      await #expect(throws: Refusal.questionNotPublished) { try await hall.report(petition.id, by: 1) }
    }
  }
}
