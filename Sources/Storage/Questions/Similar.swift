public import Petitions
public import Postgres

/// A question that says nearly the same as another.
public struct Lookalike: Hashable, Sendable {
  public var id: Question.ID
  /// Within the session of both.
  public var number: Int
  public var text: String
  /// `published` or `pending`.
  public var state: Question.State
}

// The words by which questions are compared are kept by triggers (Schema/Code/similar.sql).

extension Store {
  /// So many similar questions are shown to whoever types one.
  public static let mostSimilar = 5
  /// So many lookalikes are shown beside a question that waits.
  public static let mostLookalikes = 3

  /// Published questions of a session that say what is being typed, in French or English, the most alike first
  /// (rule 11). Accents, case and the order of words do not matter, and spelling not much.
  public func similar(
    to text: TypedText, of session: Session.ID, in summit: Summit.ID
  ) async throws(PostgresError) -> [QuestionRecord] {
    guard text.isTelling else { return [] }
    let rows = try await database.costlyQuery(Self.similar(to: text, of: session, in: summit))
    var petitions: [QuestionRecord] = []
    for row in rows { petitions.append(try QuestionRecord(row)) }
    return petitions
  }

  static func similar(to text: TypedText, of session: Session.ID, in summit: Summit.ID) -> SQL {
    """
    select p.*
    from similar_questions(\(summit), \(session), \(text.value), true, '{published}', \(mostSimilar)) s
    \(wholeQuestion(of: "s.question_id", in: summit))
    order by s.score desc, p.upvotes desc, p.id
    """
  }

  /// What looks like each of some questions that wait, published or waiting itself, the most alike first.
  public func lookalikes(
    of questions: [Question.ID], in summit: Summit.ID
  ) async throws(PostgresError) -> [Question.ID: [Lookalike]] {
    let rows = try await database.query(
      """
      select asked.id as asked, other.id, other.number, other.text, other.state
      from unnest(\(questions.map(\.rawValue))::bigint[]) asked (id)
      cross join lateral (
        select q.id, q.number, w.text, q.state, l.score, q.upvotes
        from lookalikes l
        join questions q on q.summit_id = l.summit_id and q.id = l.other_id
        join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
        where l.summit_id = \(summit)
          and l.question_id = asked.id
          and q.state in ('published', 'pending')
          and w.text is not null
        order by l.score desc, q.upvotes desc, q.id
        limit \(Self.mostLookalikes)
      ) other
      order by asked.id, other.score desc, other.upvotes desc, other.id
      """)
    var lookalikes: [Question.ID: [Lookalike]] = [:]
    for row in rows {
      let lookalike = Lookalike(
        id: try row["id"], number: try row["number"], text: try row["text"], state: try row["state"])
      lookalikes[try row["asked"], default: []].append(lookalike)
    }
    return lookalikes
  }
}
