public import Petitions
internal import Postgres

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
  public var questions: [QuestionRecord]
  public var upvotes: [Signature]
  public var reports: [Signature]
  public var verdicts: [Verdict]
  public var attendances: [Visit]
  public var ratings: [Rating]
}

extension Store {
  /// All of it as it was at one moment; nil where the person is unknown, erased or joined anew since.
  public func held(
    about attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws -> HeldData? {
    try await database.transaction { transaction in
      _ = try await transaction.query("set transaction isolation level repeatable read, read only")
      let rows = try await transaction.pipeline([
        Self.known(attendee, generation: generation, in: summit), Self.asked(by: attendee, in: summit),
        Self.signed(by: attendee, in: summit), Self.reported(by: attendee, in: summit),
        Self.judged(by: attendee, in: summit), Self.visited(by: attendee, in: summit),
        Self.rated(by: attendee, in: summit),
      ])
      guard let known = rows[0].first else { return nil }
      return HeldData(
        attendee: try KnownAttendee(known), questions: try rows[1].map { try QuestionRecord($0) },
        upvotes: try rows[2].map { try HeldData.Signature($0) },
        reports: try rows[3].map { try HeldData.Signature($0) },
        verdicts: try rows[4].map { try HeldData.Verdict($0) },
        attendances: try rows[5].map { try HeldData.Visit($0) },
        ratings: try rows[6].map { try HeldData.Rating($0) })
    }
  }

  private static func asked(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select p.*
    from questions q
    \(Self.wholeQuestion(of: "q.id", in: summit))
    where q.summit_id = \(summit) and q.author_id = \(attendee)
    order by q.id
    """
  }

  private static func signed(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select q.id, q.number, s.slug, u.created_at as at
    from upvotes u
    join questions q on q.summit_id = u.summit_id and q.id = u.question_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    where u.summit_id = \(summit) and u.attendee_id = \(attendee) and u.via_id is null
    order by u.created_at, q.id
    """
  }

  private static func reported(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select q.id, q.number, s.slug, r.reported_at as at
    from reports r
    join questions q on q.summit_id = r.summit_id and q.id = r.question_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    where r.summit_id = \(summit) and r.attendee_id = \(attendee)
    order by r.reported_at, q.id
    """
  }

  private static func judged(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select q.id, q.number, s.slug, v.answered, v.given_at as at
    from verdicts v
    join questions q on q.summit_id = v.summit_id and q.id = v.question_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    where v.summit_id = \(summit) and v.attendee_id = \(attendee)
    order by v.given_at, q.id
    """
  }

  private static func visited(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select s.slug, a.arrived_at, a.left_at
    from attendances a
    join sessions s on s.summit_id = a.summit_id and s.id = a.session_id
    where a.summit_id = \(summit) and a.attendee_id = \(attendee)
    order by a.arrived_at
    """
  }

  private static func rated(by attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select s.slug, r.stars, r.comment, r.rated_at
    from ratings r
    join sessions s on s.summit_id = r.summit_id and s.id = r.session_id
    where r.summit_id = \(summit) and r.attendee_id = \(attendee)
    order by r.id
    """
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
