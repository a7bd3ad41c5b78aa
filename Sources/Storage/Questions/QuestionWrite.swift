public import Petitions
internal import Postgres

/// What a write did: the question as it is now, and what Live is to be told.
public struct QuestionWrite: Sendable {
  public var petition: QuestionRecord
  /// False where everything was so already.
  public var changed: Bool
  /// Where the question was before, if it was moved away from a session.
  public var left: Session.ID?
  /// Of an official's act: what its doer names to undo it.
  public var act: OfficialAct.ID?

  /// The session whose screens and phones show something else now.
  public var session: Session.ID? { changed ? petition.session : nil }

  /// The same, with the one that it left.
  public var sessions: Set<Session.ID> { changed ? Set([petition.session, left].compactMap(\.self)) : [] }
}

extension Store {
  /// One act on one question, under the summit's lock. `decide` looks at the question, throws when a rule refuses,
  /// and returns the statements that do it, none where nothing changes; where it is noted as an official's, that first. A
  /// dry run tells the same, and is rolled back.
  func act(
    on question: Question.ID, in summit: Summit.ID, dryRun: Bool = false, noting: Bool = false,
    priority: TransactionPriority = .high,
    _ decide: @Loop (Transaction, QuestionRecord) async throws -> [SQL]
  ) async throws -> QuestionWrite {
    try await deciding(in: summit, dryRun: dryRun, priority: priority) { transaction in
      guard let row = try await transaction.query(Self.petition(question, in: summit)).first else {
        throw Refusal.questionNotFound
      }
      let before = try QuestionRecord(row)
      let statements = try await decide(transaction, before)
      if statements.isEmpty { return try await unchanged(question, in: summit, transaction) }
      let results = try await transaction.pipeline(statements)
      var write = try await written(question, in: summit, transaction)
      if noting { write.act = try results.first?.first?["act"] }
      if write.petition.session != before.session { write.left = before.session }
      return write
    }
  }

  /// Ends a write: what crossed its threshold is latched, and the change is counted by a new version.
  func written(
    _ question: Question.ID, in summit: Summit.ID, _ transaction: Transaction
  ) async throws(PostgresError) -> QuestionWrite {
    let results = try await transaction.pipeline([
      "select latch(\(summit), array[\(question)])", Self.touch(question, in: summit),
      Self.petition(question, in: summit),
    ])
    return try QuestionWrite(results[2], changed: true)
  }

  func unchanged(
    _ question: Question.ID, in summit: Summit.ID, _ transaction: Transaction
  ) async throws(PostgresError) -> QuestionWrite {
    try QuestionWrite(try await transaction.query(Self.petition(question, in: summit)), changed: false)
  }

  /// Counts a change of a question by its addressee's version. What is no longer published is not highlighted.
  static func touch(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    with changed as (
      select session_id, organisation_id, state
      from questions
      where summit_id = \(summit) and id = \(question)
    ),
    session as (
      update sessions s
      set
        version = s.version + 1,
        highlighted_question_id = case
          when c.state = 'published' then s.highlighted_question_id
          else nullif(s.highlighted_question_id, \(question))
        end
      from changed c
      where s.summit_id = \(summit) and s.id = c.session_id
      returning s.version
    ),
    organisation as (
      update organisations o
      set version = o.version + 1
      from changed c
      where o.summit_id = \(summit) and o.id = c.organisation_id
      returning o.version
    ),
    summit as (
      update summits m
      set version = m.version + 1
      from changed c
      where m.id = \(summit) and c.session_id is null and c.organisation_id is null
      returning m.version
    )
    select version from session
    union all
    select version from organisation
    union all
    select version from summit
    """
  }
}

extension QuestionWrite {
  fileprivate init(_ petition: [Row], changed: Bool) throws(PostgresError) {
    guard let petition = petition.first else {
      throw PostgresError(kind: .decoding, message: "the question is gone within its transaction")
    }
    self.init(petition: try QuestionRecord(petition), changed: changed)
  }
}
