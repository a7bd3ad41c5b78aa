public import Petitions
public import Postgres

/// What an attendee said to some questions.
public struct OwnVotes: Hashable, Sendable {
  /// Those signed, on themselves or on one merged into them.
  public var upvoted: Set<Question.ID> = []
  /// Whether their answers answered them, where the attendee said so.
  public var verdicts: [Question.ID: Bool] = [:]

  public init() {}
}

extension Store {
  /// What the attendee said to those questions. Nil where a token of that generation speaks for nobody any more.
  public func ownVotes(
    among questions: [Question.ID], by attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws(PostgresError) -> OwnVotes? {
    let ids = questions.map(\.rawValue)
    let rows = try await database.query(
      """
      select said.question_id, said.answered
      from attendees a
      left join lateral (
        select u.question_id, null::boolean as answered
        from upvotes u
        where u.summit_id = a.summit_id and u.attendee_id = a.id and u.question_id = any (\(ids))
        union
        select v.question_id, v.answered
        from verdicts v
        where v.summit_id = a.summit_id and v.attendee_id = a.id and v.question_id = any (\(ids))
      ) said on true
      where a.summit_id = \(summit)
        and a.id = \(attendee)
        and a.generation <= \(generation)
        and a.erased_at is null
      """)
    guard !rows.isEmpty else { return nil }
    var ownVotes = OwnVotes()
    for row in rows {
      guard let question: Question.ID = try row["question_id"] else { continue }
      if let answered: Bool = try row["answered"] {
        ownVotes.verdicts[question] = answered
      } else {
        ownVotes.upvoted.insert(question)
      }
    }
    return ownVotes
  }

  /// Which of the questions the attendee signed, on themselves or on one merged into them. Nil where a token of that
  /// generation speaks for nobody any more.
  public func upvoted(
    among questions: [Question.ID], by attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws(PostgresError) -> Set<Question.ID>? {
    try await ownVotes(among: questions, by: attendee, generation: generation, in: summit)?.upvoted
  }
}
