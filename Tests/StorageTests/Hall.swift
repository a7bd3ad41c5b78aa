import EventLoop
import Petitions
import Postgres
import Storage
import Testing

/// A summit with one session, its box open for another hour, and people who joined.
@Loop struct Hall {
  let store: Store
  let summit: Summit.ID
  let session: Session.ID
  let attendees: [Attendee.ID]

  init(_ store: Store, attendees: Int = 10, threshold: Int = 50, moderation: Moderation = .open) async throws
  {
    self.store = store
    summit = try await store.value(
      """
      insert into summits (slug, name, time_zone, starts_on, ends_on)
      values ('a-summit', 'A summit', 'Europe/Paris', '2017-06-13', '2017-06-14')
      returning id as value
      """)
    session = try await store.value(
      """
      insert into sessions
        (summit_id, slug, guid, title, starts_at, ends_at, moderation, box_said, opened_at, closes_at, threshold)
      values (
        \(summit), 'opening', 'opening', 'The opening', now(), now() + interval '1 hour', \(moderation), 'open', now(),
        now() + interval '75 minutes', \(threshold))
      returning id as value
      """)
    let people = try await store.database.query(
      "insert into attendees (summit_id) select \(summit) from generate_series(1, \(attendees)) returning id")
    self.attendees = try people.map { try $0["id"] }
  }

  /// Another session of the summit, its box open.
  func anotherSession(_ slug: String) async throws -> Session.ID {
    try await store.value(
      """
      insert into sessions (summit_id, slug, guid, title, starts_at, ends_at, box_said, opened_at, threshold)
      values (\(summit), \(slug), \(slug), \(slug), now(), now() + interval '1 hour', 'open', now(), 50)
      returning id as value
      """)
  }

  /// What an attendee asks of the session, or of whom is given.
  func asking(
    _ text: String = "Qui répond, et jusqu'à quand ?", by attendee: Int = 0,
    to addressee: Asking.Addressee? = nil,
    name: String? = nil, key: String? = nil
  ) throws -> Asking {
    Asking(
      to: addressee ?? .session(session), by: attendees[attendee], generation: 1,
      text: try QuestionText(text),
      name: try name.flatMap { name throws(TextRule) in try DisplayName(name) }, idempotencyKey: key)
  }

  @discardableResult
  func ask(
    _ text: String = "Qui répond, et jusqu'à quand ?", by attendee: Int = 0,
    to addressee: Asking.Addressee? = nil,
    name: String? = nil, key: String? = nil
  ) async throws -> QuestionRecord {
    try await store.ask(asking(text, by: attendee, to: addressee, name: name, key: key), in: summit).petition
  }

  func author(_ attendee: Int) -> Author { .attendee(attendees[attendee], generation: 1) }

  /// As somebody who has been in the session for a while.
  func report(_ question: Question.ID, by attendee: Int) async throws -> QuestionWrite {
    try await store.stay([attendees[attendee]], summit: summit)
    return try await store.report(question, in: summit, by: attendees[attendee], generation: 1)
  }

  /// Attendees, by their index, sign or withdraw; the codes of the outcomes.
  @discardableResult
  func upvote(_ question: Question.ID, by attendees: [Int], signs: Bool = true) async throws -> [String] {
    try await store.write(
      attendees.map {
        UpvoteOperation(question: question, attendee: self.attendees[$0], generation: 1, signs: signs)
      }, in: summit
    ).map(\.code.rawValue)
  }

  func petition(_ question: Question.ID) async throws -> QuestionRecord {
    try #require(try await store.petition(question, in: summit))
  }

  func version(of session: Session.ID? = nil) async throws -> Int64 {
    try await store.value("select version as value from sessions where id = \(session ?? self.session)")
  }

  /// A minute passes for everything that was asked: nobody has asked too much lately.
  func letAMinutePass() async throws {
    _ = try await store.database.query("update questions set asked_at = asked_at - interval '1 minute'")
  }

  /// How many of them the statement finds.
  func count(_ sql: SQL) async throws -> Int { try await store.database.query(sql).count }
}

extension Store {
  /// These were in every session an hour ago, and left.
  func stay(_ attendees: [Attendee.ID], summit: Summit.ID) async throws {
    _ = try await database.query(
      """
      insert into attendances (summit_id, attendee_id, session_id, arrived_at, left_at)
      select s.summit_id, a.id, s.id, moment() - interval '1 hour', moment()
      from sessions s
      join attendees a on a.summit_id = s.summit_id
      where s.summit_id = \(summit) and a.id = any (\(attendees.map(\.rawValue)))
      on conflict do nothing
      """)
  }

  /// The column `value` of the one row.
  func value<Value: PostgresDecodable & Sendable>(_ sql: SQL) async throws -> Value {
    let row = try await database.query(sql).first
    return try #require(row)["value"]
  }
}
