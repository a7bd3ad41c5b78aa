import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Rehearsals", .timeLimit(.minutes(10)))
struct RehearsalsTests {
  @Test("a rehearsal has the programme, and neither questions nor people nor open boxes")
  func copy() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      _ = try await store.add(
        NewSpeakerRecord(slug: "ada", name: "Ada", biography: "Example."), in: programme.summit.id)
      _ = try await store.addOrganisation(named: "Marque", in: programme.summit.id)
      let session = try await programme.session {
        $0.room = "Hall A"
        $0.speakers = ["ada"]
        $0.moderation = .reviewed
        $0.audience = 80
      }
      let cancelled = try await programme.session("Gone")
      _ = try await store.cancel(cancelled.slug, in: programme.summit.id)
      _ = try await programme.edit(session) { $0.box = .open }
      _ = try await programme.question(in: session, upvotes: 1)

      let rehearsal = try await store.rehearse(programme.summit.id)
      #expect(rehearsal.slug == "a-summit-rehearsal")
      #expect(rehearsal.name == "A summit (répétition)")
      #expect(rehearsal.expectedAttendees == 500)
      let copies = try await store.sessions(of: rehearsal.id)
      let copy = try #require(copies.first)
      #expect(copies.count == 1)
      #expect(copy.title == session.title)
      #expect(copy.guid != session.guid)
      #expect(copy.moderation == .reviewed)
      #expect(copy.audience == 80)
      #expect(copy.box == .scheduled)
      #expect(copy.threshold == nil)
      #expect(copy.speakers.map(\.biography) == ["Example."])
      #expect(copy.room?.name == "Hall A")
      #expect(copy.room?.code != session.room?.code)
      let organisations = try await store.organisations(of: rehearsal.id).map(\.name)
      #expect(organisations == ["Marque"])
      let questions = try await store.database.query(
        "select from questions where summit_id = \(rehearsal.id)")
      #expect(questions.isEmpty)
      let original = try await store.session(session.slug, in: programme.summit.id)
      #expect(original?.box == .open)
    }
  }

  @Test("the first day is today where the summit is")
  func today() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      _ = try await store.database.query("update summits set time_zone = 'Pacific/Kiritimati'")
      let rehearsal = try await store.rehearse(programme.summit.id)
      let today: String? = try await store.database.query(
        "select to_char(now() at time zone 'Pacific/Kiritimati', 'YYYY-MM-DD') as today"
      ).first?["today"]
      #expect(rehearsal.startsOn.rawValue == today)
    }
  }

  @Test("sessions keep their local hours and days across a change of the clocks")
  func clocks() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let times = ISO8601DateFormatter()
      let opening = try await programme.session("Opening") {
        $0.startsAt = times.date(from: "2017-06-13T09:30:00+02:00") ?? $0.startsAt
        $0.endsAt = times.date(from: "2017-06-13T10:30:00+02:00") ?? $0.endsAt
      }
      // The second day of the rehearsal is the night on which 02:00 becomes 03:00.
      let night = try await programme.session("Night") {
        $0.startsAt = times.date(from: "2017-06-14T02:15:00+02:00") ?? $0.startsAt
        $0.endsAt = times.date(from: "2017-06-14T03:05:00+02:00") ?? $0.endsAt
      }
      let rehearsal = try await store.rehearse(
        programme.summit.id, slug: "dry-run", from: Day(rawValue: "2027-03-27"))
      #expect(rehearsal.slug == "dry-run")
      #expect(rehearsal.endsOn.rawValue == "2027-03-28")
      let copies = try await store.sessions(of: rehearsal.id)
      #expect(copies.map(\.slug) == [opening.slug, night.slug])
      #expect(copies.first?.startsAt == times.date(from: "2027-03-27T09:30:00+01:00"))
      #expect(copies.first?.endsAt == times.date(from: "2027-03-27T10:30:00+01:00"))
      #expect(copies.last?.startsAt == times.date(from: "2027-03-28T03:15:00+02:00"))
      #expect(copies.last?.endsAt == times.date(from: "2027-03-28T04:05:00+02:00"))
    }
  }

  @Test(
    "each rehearsal gets a slug of its own, cut where it would be too long; a given one that is taken is refused"
  )
  func slugs() async throws {
    try await TestDatabase.migrated { store in
      let long = String(repeating: "s", count: 64)
      let programme = try await ProgrammeFixture(store, slug: long)
      let first = try await store.rehearse(programme.summit.id)
      let second = try await store.rehearse(programme.summit.id)
      #expect(first.slug == String(repeating: "s", count: 54) + "-rehearsal")
      #expect(second.slug.hasSuffix("-2"))
      #expect(second.slug.utf8.count <= 64)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.rehearse(programme.summit.id, slug: long)
      }
      #expect(refusal?.code == "slug_taken")
    }
  }
}
