import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Reports")
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
