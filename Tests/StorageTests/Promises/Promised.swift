import EventLoop
import Petitions
import Postgres
import Storage
import Testing

/// Promises written as if they had been met, kept and missed long ago: what the board shows is a matter of times.
extension Hall {
  /// Dates as SQL: `now() - interval '3 days'`.
  struct Debt {
    var state = Promise.State.owed
    var met = "now() - interval '20 days'"
    var live = "null"
    var due = "now() + interval '7 days'"
    var deferred = "null"
    var settled = "null"

    static func owed(due: String) -> Debt { Debt(due: due) }
    static func settled(_ state: Promise.State, met: String = "now() - interval '20 days'", at: String)
      -> Debt
    {
      Debt(state: state, met: met, settled: at)
    }
  }

  @discardableResult
  func promised(
    _ text: String = "Qui répond, et jusqu'à quand ?", _ debt: Debt = Debt(),
    to addressee: Asking.Addressee? = nil
  ) async throws -> Question.ID {
    try await letAMinutePass()
    let question = try await ask(text, to: addressee).id
    try await promise(question, debt)
    return question
  }

  func promise(_ question: Question.ID, _ debt: Debt) async throws {
    _ = try await store.database.query(
      """
      insert into promises
        (summit_id, question_id, state, met_at, met_upvotes, threshold, live_due_at, first_due_at, deferred_to,
         settled_at, changed_at)
      values (
        \(summit), \(question), \(debt.state), \(unsafeSQL: debt.met), 50, 50, \(unsafeSQL: debt.live),
        \(unsafeSQL: debt.due), \(unsafeSQL: debt.deferred), \(unsafeSQL: debt.settled),
        coalesce(\(unsafeSQL: debt.settled), \(unsafeSQL: debt.met)))
      """)
  }

  /// The answer that stands, without what answering does to the promise.
  func answered(
    _ question: Question.ID, _ kind: Answer.Kind = .written, at given: String = "now() - interval '1 day'"
  ) async throws {
    let answer: Answer.ID = try await store.value(
      """
      insert into answers (summit_id, kind, text, reason, deferred_to, given_as, given_at)
      values (
        \(summit), \(kind), 'Voici.', case when \(kind) = 'declined' then 'legal' end,
        case when \(kind) = 'deferred' then now() end, 'organizer', \(unsafeSQL: given))
      returning id as value
      """)
    _ = try await store.database.query(
      """
      insert into answer_questions (summit_id, answer_id, question_id, answered_at)
      values (\(summit), \(answer), \(question), \(unsafeSQL: given))
      """)
    _ = try await store.database.query(
      "update questions set answer_id = \(answer) where summit_id = \(summit) and id = \(question)")
  }

  func organisation(_ slug: String = "marque") async throws -> Organisation.ID {
    try await store.value(
      """
      insert into organisations (summit_id, slug, name, accepted_at, accepted_by, threshold)
      values (\(summit), \(slug), 'Marque d''exemple', now(), 'Ana', 50)
      returning id as value
      """)
  }

  func ledgerKinds() async throws -> [String] {
    try await store.database.query(
      "select entry::jsonb ->> 'kind' as kind from ledger where summit_id = \(summit) order by seq"
    ).map { try $0["kind"] }
  }
}
