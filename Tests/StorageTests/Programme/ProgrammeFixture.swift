import Foundation
import Petitions
import Postgres
import Storage
import Testing

/// A summit in Biarritz with a programme to change.
@Loop struct ProgrammeFixture {
  let store: Store
  let summit: SummitRecord

  init(_ store: Store, slug: String = "a-summit", expected: Int? = nil) async throws {
    self.store = store
    var new = NewSummitRecord(
      slug: slug, name: "A summit", timeZone: "Europe/Paris",
      startsOn: try #require(Day(rawValue: "2017-06-13")), endsOn: try #require(Day(rawValue: "2017-06-14")))
    new.place = "Biarritz"
    new.expectedAttendees = expected
    summit = try await store.add(new)
  }

  /// A session that began so many minutes ago and ends in so many.
  func session(
    _ title: String = "Opening", beganMinutesAgo: Double = 10, endsInMinutes: Double = 50,
    _ more: (inout NewSessionRecord) -> Void = { _ in }
  ) async throws -> SessionRecord {
    var new = NewSessionRecord(
      title: title, startsAt: Date(timeIntervalSinceNow: -beganMinutesAgo * 60),
      endsAt: Date(timeIntervalSinceNow: endsInMinutes * 60))
    more(&new)
    return try await store.add(new, in: summit.id)
  }

  func edit(
    _ session: SessionRecord, dryRun: Bool = false, _ change: (inout SessionEdit) -> Void
  ) async throws -> SessionRecord {
    var edit = SessionEdit()
    change(&edit)
    return try await store.edit(session.slug, in: summit.id, edit, dryRun: dryRun)
  }

  /// A published question with so many upvotes, counted only.
  func question(in session: SessionRecord, upvotes: Int, number: Int = 1) async throws -> Question.ID {
    let rows = try await store.database.query(
      """
      insert into questions (summit_id, session_id, number, state, upvotes, asked_at)
      values (\(summit.id), \(session.id), \(number), 'published', \(upvotes), now())
      returning id
      """)
    return try #require(rows.first)["id"]
  }

  /// The kinds of the summit's ledger, oldest first.
  func ledger() async throws -> [String] {
    try await store.database.query(
      "select entry::jsonb ->> 'kind' as kind from ledger where summit_id = \(summit.id) order by seq"
    ).map { try $0["kind"] }
  }

  /// What the last entry of a kind says under `key`.
  func said(_ key: String, in kind: String) async throws -> String? {
    try await store.database.query(
      """
      select entry::jsonb ->> \(key) as said
      from ledger
      where summit_id = \(summit.id) and entry::jsonb ->> 'kind' = \(kind)
      order by seq desc
      limit 1
      """
    ).first?["said"]
  }
}
