import EventLoop
import Petitions
import Postgres
import Storage
import Testing

/// What the tests of merging, carrying over and the like do most.
extension Hall {
  @discardableResult
  func merge(_ question: Question.ID, into survivor: Question.ID) async throws -> QuestionRecord {
    try await store.curate(question, in: summit, .merge(into: survivor), by: nil).petition
  }

  @discardableResult
  func unmerge(_ question: Question.ID) async throws -> QuestionRecord {
    try await store.curate(question, in: summit, .unmerge, by: nil).petition
  }

  /// Questions of the attendees with these indices, who sign them.
  func asked(by attendees: Int...) async throws -> [Question.ID] {
    var questions: [Question.ID] = []
    for attendee in attendees { questions.append(try await ask(by: attendee).id) }
    return questions
  }

  /// Who is counted, by their index.
  func signers(of question: Question.ID) async throws -> Set<Int> {
    let rows = try await store.database.query(
      """
      select distinct u.attendee_id
      from upvotes u
      join attendees a on a.id = u.attendee_id and a.quarantined_at is null
      where u.question_id = \(question)
      """)
    let ids: [Attendee.ID] = try rows.map { try $0["attendee_id"] }
    return Set(ids.compactMap { attendees.firstIndex(of: $0) })
  }

  /// What the ledger tells of, oldest first.
  func recorded() async throws -> [String] {
    try await store.database.query("select entry::jsonb ->> 'kind' as kind from ledger order by seq")
      .map { try $0["kind"] }
  }

  /// Everything that merging touches but promises, as text: for what is to be as it was.
  func everything() async throws -> String {
    try await store.value(
      """
      select concat(
        (
          select string_agg(concat_ws(' ', u.question_id, u.attendee_id, u.via_id, u.created_at), ';'
            order by u.question_id, u.attendee_id, u.via_id)
          from upvotes u
        ),
        E'\\n',
        (
          select string_agg(to_jsonb(q)::text, ';' order by q.id)
          from questions q
        )) as value
      """)
  }

  /// Counts equal rows, for every question.
  func expectTrueCounts() async throws {
    let wrong = try await count(
      """
      select
      from questions q
      where q.upvotes <> (
          select count(distinct u.attendee_id)
          from upvotes u
          join attendees a on a.id = u.attendee_id and a.quarantined_at is null
          where u.question_id = q.id)
        or q.author_id is not null and q.others <> (
          select count(distinct u.attendee_id)
          from upvotes u
          join attendees a on a.id = u.attendee_id and a.quarantined_at is null
          where u.question_id = q.id and u.attendee_id <> q.author_id)
      """)
    #expect(wrong == 0)
  }
}
