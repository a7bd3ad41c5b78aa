public import Petitions
internal import Postgres

/// What a change of who counts does to one question.
public struct CountChange: Hashable, Sendable {
  /// A question as it stands.
  public struct Standing: Hashable, Sendable {
    public var state: Question.State
    public var upvotes: Int
    public var reports: Int
    public var promise: Promise.State?
  }

  public var question: Question.ID
  public var number: Int
  /// Slugs of whom it is addressed to; neither where that is the summit.
  public var session: String?
  public var organisation: String?
  public var before: Standing
  public var after: Standing
}

/// All that a change of who counts did.
struct CountChanges {
  var questions: [CountChange]
  /// Whose screens and phones show something else now.
  var sessions: Set<Session.ID>
}

extension Store {
  /// Changes by `statements` which of the people count, and counts anew what they signed, judged and reported:
  /// promises that stood on them alone become void or stand again, thresholds are crossed, what only reports held is
  /// public again. The caller holds the summit's lock.
  func changeWhoCounts(
    _ attendees: [Attendee.ID], in summit: Summit.ID, on transaction: Transaction, _ statements: [SQL]
  ) async throws -> CountChanges {
    let questions: [Question.ID] = try await transaction.query(Self.questions(of: attendees, in: summit))
      .map { try $0["question_id"] }
    let before = try await standings(of: questions, in: summit, on: transaction)
    _ = try await transaction.pipeline(statements)
    let ids = questions.map(\.rawValue)
    _ = try await transaction.query("select recount(\(summit), \(ids))")
    try await recountReports(of: questions, in: summit, on: transaction)
    let results = try await transaction.pipeline([
      "select review_promises(\(summit), \(ids))", "select latch(\(summit), \(ids))",
      Self.touch(questions, in: summit),
    ])
    let after = try await standings(of: questions, in: summit, on: transaction)
    var changes = before
    for index in changes.indices { changes[index].after = after[index].after }
    return CountChanges(questions: changes, sessions: Set(try results[2].map { try $0["id"] }))
  }

  /// What these people have a say in: also what was carried over a threshold by somebody who withdrew since.
  private static func questions(of attendees: [Attendee.ID], in summit: Summit.ID) -> SQL {
    let ids = attendees.map(\.rawValue)
    return """
      select question_id from upvotes where summit_id = \(summit) and attendee_id = any (\(ids))
      union
      select question_id from reports where summit_id = \(summit) and attendee_id = any (\(ids))
      union
      select question_id from verdicts where summit_id = \(summit) and attendee_id = any (\(ids))
      union
      select question_id from promise_signers where summit_id = \(summit) and attendee_id = any (\(ids))
      order by question_id
      """
  }

  /// In the order of the ids, as they stand now.
  private func standings(
    of questions: [Question.ID], in summit: Summit.ID, on transaction: Transaction
  ) async throws(PostgresError) -> [CountChange] {
    try await transaction.query(
      """
      select q.id, q.number, s.slug as session, o.slug as organisation, q.state, q.upvotes, q.reports,
        p.state as promise
      from questions q
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
      left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
      where q.summit_id = \(summit) and q.id = any (\(questions.map(\.rawValue)))
      order by q.id
      """
    ).map { row throws(PostgresError) in try CountChange(row) }
  }

  private func recountReports(
    of questions: [Question.ID], in summit: Summit.ID, on transaction: Transaction
  ) async throws {
    let counted = try await transaction.query(
      """
      with counted as (
        update questions q
        set reports = (
          select count(*)
          from reports r
          join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
          where r.summit_id = q.summit_id
            and r.question_id = q.id
            and r.present
            and a.quarantined_at is null)
        where q.summit_id = \(summit) and q.id = any (\(questions.map(\.rawValue)))
        returning q.id, q.session_id, q.revision, q.state, q.held_for, q.reports, q.upvotes,
          q.approved_at is not null as approved,
          exists (
            select
            from promises p
            where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void') as promised
      )
      select c.*, w.name
      from counted c
      join wordings w on w.summit_id = \(summit) and w.question_id = c.id and w.revision = c.revision
      """)
    let guarded = try GuardedName.all(in: try await transaction.query(Self.namesToGuard(in: summit)))
    for row in counted {
      let name: String? = try row["name"]
      let session: Session.ID? = try row["session_id"]
      let matches = name.flatMap { try? DisplayName($0) }?.matches(anyOf: guarded, in: session) ?? false
      let standing = Publication.standing(
        recounted: try row["reports"], upvotes: try row["upvotes"], state: try row["state"],
        hold: try row["held_for"], approved: try row["approved"], promised: try row["promised"],
        nameMatches: matches)
      guard let standing else { continue }
      let id: Question.ID = try row["id"]
      _ = try await transaction.query(
        """
        update questions
        set state = \(standing.state), held_for = \(standing.hold)
        where summit_id = \(summit) and id = \(id)
        """)
    }
  }

  /// Counts a change of several questions by the versions of whom they are addressed to, once each; returns the
  /// sessions among these. What is no longer published is not highlighted.
  static func touch(_ questions: [Question.ID], in summit: Summit.ID) -> SQL {
    """
    with changed as (
      select distinct session_id, organisation_id
      from questions
      where summit_id = \(summit) and id = any (\(questions.map(\.rawValue)))
    ),
    organisation as (
      update organisations o
      set version = o.version + 1
      where o.summit_id = \(summit) and o.id in (select organisation_id from changed)
    ),
    summit as (
      update summits
      set version = version + 1
      where id = \(summit)
        and exists (select from changed where session_id is null and organisation_id is null)
    )
    update sessions s
    set
      version = s.version + 1,
      highlighted_question_id = (
        select q.id
        from questions q
        where q.summit_id = s.summit_id and q.id = s.highlighted_question_id and q.state = 'published')
    where s.summit_id = \(summit) and s.id in (select session_id from changed)
    returning s.id
    """
  }
}

extension CountChange {
  fileprivate init(_ row: Row) throws(PostgresError) {
    (question, number) = (try row["id"], try row["number"])
    (session, organisation) = (try row["session"], try row["organisation"])
    before = Standing(
      state: try row["state"], upvotes: try row["upvotes"], reports: try row["reports"],
      promise: try row["promise"])
    after = before
  }
}
