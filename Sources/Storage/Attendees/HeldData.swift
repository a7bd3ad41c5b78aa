public import Petitions
public import Postgres

public import struct Foundation.Date

/// All that is held about a person (rule 17).
public struct HeldData: Sendable {
  public struct Signature: Hashable, Sendable {
    public var question: Question.ID
    public var number: Int
    /// Slug of the session; nil where the question is addressed to none.
    public var session: String?
    public var at: Date
  }

  /// Whether an answer answered the question, as the person said.
  public struct Verdict: Hashable, Sendable {
    public var question: Question.ID
    public var number: Int
    public var session: String?
    public var answered: Bool
    public var at: Date
  }

  public struct Visit: Hashable, Sendable {
    /// Slug.
    public var session: String
    public var arrivedAt: Date
    public var leftAt: Date?
  }

  public struct Rating: Hashable, Sendable {
    /// Slug.
    public var session: String
    public var stars: Int
    public var comment: String?
    public var at: Date
  }

  public var attendee: KnownAttendee
  /// What the person asked, in whatever state.
  public var questions: [Petition]
  public var upvotes: [Signature]
  public var reports: [Signature]
  public var verdicts: [Verdict]
  public var attendances: [Visit]
  public var ratings: [Rating]
}

extension Store {
  /// Nil where the person is unknown, erased or joined anew since.
  public func held(
    about attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws(PostgresError) -> HeldData? {
    guard let known = try await self.attendee(attendee, generation: generation, in: summit) else {
      return nil
    }
    let questions = try await database.query(
      """
      select p.*
      from questions q
      \(Self.wholePetition(of: "q.id", in: summit))
      where q.summit_id = \(summit) and q.author_id = \(attendee)
      order by q.id
      """)
    let upvotes = try await database.query(
      """
      select q.id, q.number, s.slug, u.created_at as at
      from upvotes u
      join questions q on q.summit_id = u.summit_id and q.id = u.question_id
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      where u.summit_id = \(summit) and u.attendee_id = \(attendee) and u.via_id is null
      order by u.created_at, q.id
      """)
    let reports = try await database.query(
      """
      select q.id, q.number, s.slug, r.reported_at as at
      from reports r
      join questions q on q.summit_id = r.summit_id and q.id = r.question_id
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      where r.summit_id = \(summit) and r.attendee_id = \(attendee)
      order by r.reported_at, q.id
      """)
    let verdicts = try await database.query(
      """
      select q.id, q.number, s.slug, v.answered, v.given_at as at
      from verdicts v
      join questions q on q.summit_id = v.summit_id and q.id = v.question_id
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      where v.summit_id = \(summit) and v.attendee_id = \(attendee)
      order by v.given_at, q.id
      """)
    let attendances = try await database.query(
      """
      select s.slug, a.arrived_at, a.left_at
      from attendances a
      join sessions s on s.summit_id = a.summit_id and s.id = a.session_id
      where a.summit_id = \(summit) and a.attendee_id = \(attendee)
      order by a.arrived_at
      """)
    let ratings = try await database.query(
      """
      select s.slug, r.stars, r.comment, r.rated_at
      from ratings r
      join sessions s on s.summit_id = r.summit_id and s.id = r.session_id
      where r.summit_id = \(summit) and r.attendee_id = \(attendee)
      order by r.id
      """)
    return HeldData(
      attendee: known,
      questions: try questions.map { row throws(PostgresError) in try Petition(row) },
      upvotes: try upvotes.map { row throws(PostgresError) in try HeldData.Signature(row) },
      reports: try reports.map { row throws(PostgresError) in try HeldData.Signature(row) },
      verdicts: try verdicts.map { row throws(PostgresError) in try HeldData.Verdict(row) },
      attendances: try attendances.map { row throws(PostgresError) in try HeldData.Visit(row) },
      ratings: try ratings.map { row throws(PostgresError) in try HeldData.Rating(row) })
  }
}

extension HeldData.Signature {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(question: try row["id"], number: try row["number"], session: try row["slug"], at: try row["at"])
  }
}

extension HeldData.Verdict {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      question: try row["id"], number: try row["number"], session: try row["slug"],
      answered: try row["answered"], at: try row["at"])
  }
}

extension HeldData.Visit {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      session: try row["slug"], arrivedAt: try row["arrived_at"], leftAt: try row["left_at"])
  }
}

extension HeldData.Rating {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      session: try row["slug"], stars: try row["stars"], comment: try row["comment"], at: try row["rated_at"])
  }
}
