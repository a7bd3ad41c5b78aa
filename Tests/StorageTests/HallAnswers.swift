import EventLoop
import Foundation
import Petitions
import Postgres
import Storage

// Answers in the hall, written as tests read best.

extension Hall {
  @discardableResult
  func answer(
    _ question: Question.ID, _ content: Answer.Content = .live(nil), andTo others: [Question.ID]? = nil,
    saidAt: Date? = nil, by answerer: Answerer = .organizer(nil)
  ) async throws -> AnswerWrite {
    try await store.answer(
      Answering(to: question, andTo: others, content, saidAt: saidAt, by: answerer), in: summit)
  }

  @discardableResult
  func retract(_ question: Question.ID, by answerer: Answerer = .organizer(nil)) async throws -> AnswerWrite {
    try await store.retractAnswer(to: question, in: summit, by: answerer)
  }

  func written(_ text: String = "Voici ce que nous en ferons.") throws -> Answer.Content {
    .written(try AnswerText(text))
  }

  /// A token that speaks for the session, or for whom is given.
  func token(_ role: String, organisation: Organisation.ID? = nil) async throws -> AccessToken.ID {
    try await store.value(
      """
      insert into access_tokens (summit_id, role, name, session_id, organisation_id, digest)
      values (
        \(summit), \(role), \(role), \(role == "speaker" ? session : nil), \(organisation),
        sha256(uuid_send(gen_random_uuid())))
      returning id as value
      """)
  }

  /// Asked, and past the threshold of two.
  func latched(_ text: String = "Qui répond, et jusqu'à quand ?") async throws -> QuestionRecord {
    let asked = try await ask(text)
    try await upvote(asked.id, by: [1])
    return try await petition(asked.id)
  }

  func letPass(minutes: Int) async throws {
    _ = try await store.database.query(
      "update answers set given_at = given_at - make_interval(mins => \(Int32(minutes)))")
  }

  /// What the last entry of that kind says.
  func said(_ key: String, in kind: String) async throws -> String? {
    try await store.value(
      """
      select entry::jsonb ->> \(key) as value
      from ledger
      where entry::jsonb ->> 'kind' = \(kind)
      order by seq desc
      limit 1
      """)
  }
}
