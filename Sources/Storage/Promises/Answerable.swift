internal import Petitions
internal import Postgres

internal import struct Foundation.Date

/// A question that an answer is to cover, and what the rules ask of it.
struct Answerable {
  var petition: QuestionRecord
  var sessionStartsAt: Date?
  var now: Date
  /// Whether just this answer stands already.
  var stands: Bool
  /// How many questions share the answer that stands.
  var sharing: Int

  init(_ row: Row) throws {
    petition = try QuestionRecord(row)
    (sessionStartsAt, now) = (try row["session_starts_at"], try row["now"])
    (stands, sharing) = (try row["stands"], try row["sharing"])
  }

  private var promise: Petitions.Promise? {
    petition.promise.map {
      Petitions.Promise(state: $0.state, liveDueAt: nil, firstDueAt: $0.firstDueAt, deferredTo: $0.deferredTo)
    }
  }

  /// Throws the rule that forbids it, and of which question.
  func check(_ answering: Answering) throws {
    let circumstances = Answer.Circumstances(
      state: petition.state, promise: promise, answer: petition.answer?.kind, sessionStartsAt: sessionStartsAt
    )
    do {
      try Answer.check(answering.content.kind, to: circumstances, at: now)
    } catch {
      throw RefusedQuestion(error, petition)
    }
    if let date = answering.content.deferredTo {
      do {
        try Answer.checkDeferral(to: date, at: now)
      } catch {
        throw StorageRefusal.broken(error, "until")
      }
    }
    if let said = answering.saidAt, let start = sessionStartsAt {
      do {
        try Answer.checkStage(saidAt: said, sessionStartsAt: start, at: now)
      } catch {
        throw StorageRefusal.broken(error, "at")
      }
    }
  }

  /// What becomes of the promise; nothing where there is none. It is settled since it was said, though not before it
  /// was met.
  func promiseKept(by answering: Answering) -> SQL? {
    guard let promise else { return nil }
    let after = Answer.promise(promise, after: answering.content)
    return """
      update promises p
      set
        state = \(after.state),
        deferred_to = \(after.deferredTo),
        settled_at = case
          when p.state = \(after.state) then p.settled_at
          else greatest(coalesce(\(answering.saidAt), moment()), p.met_at)
        end
      where p.summit_id = \(petition.summit) and p.question_id = \(petition.id)
      """
  }
}

extension Store {
  /// The questions as the answer meets them.
  static func answerable(_ ids: [Question.ID], _ answering: Answering, in summit: Summit.ID) -> SQL {
    let content = answering.content
    return """
      select
        p.*, s.starts_at as session_starts_at, moment() as now,
        coalesce(
          p.answer_kind = \(content.kind)
            and p.answer_text is not distinct from \(content.text?.value)
            and p.answer_reason is not distinct from \(content.reason)
            and p.answer_deferred_to is not distinct from \(content.deferredTo)
            and p.answered_at = coalesce(\(answering.saidAt), p.answered_at),
          false) as stands,
        (
          select count(*)
          from answer_questions aq
          join questions q on q.summit_id = aq.summit_id and q.id = aq.question_id and q.answer_id = aq.answer_id
          where aq.summit_id = p.summit_id
            and aq.answer_id = p.answer_id
            and q.state in ('published', 'hidden')
        ) as sharing
      from unnest(\(ids.map(\.rawValue))) asked (id)
      \(wholeQuestion(of: "asked.id", in: summit))
      left join sessions s on s.summit_id = p.summit_id and s.id = p.session_id
      order by p.id
      """
  }
}
