import Foundation
import Petitions
import Postgres
import Storage

/// What can be seen of a summit's questions: of the model and of PostgreSQL alike.
struct HallState: Equatable {
  struct Question: Equatable {
    var state: String
    var hold: String?
    var upvotes: Int
    var others: Int
    var reports: Int
    var isLocked: Bool
    var isApproved: Bool
    var survivor: Petitions.Question.ID?
    var answer: String?
    var yes: Int
    var no: Int
    var promise: String?
    var dueAt: Date?
    var isOverdue: Bool
    /// Those who signed here or through a question merged into it, whether they count or not.
    var signatures: Int
    var session: Petitions.Session.ID
  }

  var questions: [Petitions.Question.ID: Question] = [:]
  var boxes: [Petitions.Session.ID: String] = [:]
  var thresholds: [Petitions.Session.ID: Int] = [:]

  /// Where two states differ, in words.
  func differences(from other: HallState) -> [String] {
    var found: [String] = []
    for id in Set(questions.keys).union(other.questions.keys).sorted()
    where questions[id] != other.questions[id] {
      found.append(
        "question \(id): \(questions[id].map { "\($0)" } ?? "none") but \(other.questions[id].map { "\($0)" } ?? "none")"
      )
    }
    if boxes != other.boxes { found.append("boxes: \(boxes) but \(other.boxes)") }
    if thresholds != other.thresholds { found.append("thresholds: \(thresholds) but \(other.thresholds)") }
    return found
  }
}

extension HallState {
  init(_ model: HallModel) {
    for (id, question) in model.questions {
      let promise = question.owed?.promise
      questions[id] = Question(
        state: question.state.rawValue, hold: question.hold?.rawValue, upvotes: model.people(id).count,
        others: model.others(id), reports: model.reports(id), isLocked: question.lockedAt != nil,
        isApproved: question.isApproved, survivor: question.survivor, answer: model.answerKind(id)?.rawValue,
        yes: question.verdicts.count { $0.value.answered && !model.quarantined.contains($0.key) },
        no: question.verdicts.count { !$0.value.answered && !model.quarantined.contains($0.key) },
        promise: promise?.state.rawValue, dueAt: promise?.dueAt(at: model.now),
        isOverdue: promise?.isOverdue(at: model.now) ?? false, signatures: question.signatures.count,
        session: question.session)
    }
    boxes = model.sessions.mapValues { $0.times.box(at: model.now).rawValue }
    thresholds = model.sessions.compactMapValues(\.threshold)
  }

  /// As it lies in the tables, counted anew from the rows.
  @Loop init(_ store: Store, _ summit: Summit.ID) async throws {
    let rows = try await store.database.query(
      """
      select
        p.id, p.session_id, p.state, p.held_for, p.upvotes, q.others, p.reports, p.wording_locked_at is not null as locked,
        p.approved_at is not null as approved, p.merged_into_id, p.answer_kind, p.verdicts_yes, p.verdicts_no,
        p.promise_state, p.due_at, p.overdue, q.merged_into_id is not null as merged,
        (select count(*) from upvotes u where u.summit_id = p.summit_id and u.question_id = p.id) as signatures
      from petitions p
      join questions q on q.summit_id = p.summit_id and q.id = p.id
      where p.summit_id = \(summit)
      """)
    for row in rows {
      questions[try row["id"]] = Question(
        state: try row["state"], hold: try row["held_for"], upvotes: try row["upvotes"],
        others: try row["others"], reports: try row["reports"], isLocked: try row["locked"],
        isApproved: try row["approved"], survivor: try row["merged_into_id"], answer: try row["answer_kind"],
        yes: try row["verdicts_yes"], no: try row["verdicts_no"], promise: try row["promise_state"],
        dueAt: try row["due_at"], isOverdue: try row["overdue"], signatures: try row["signatures"],
        session: try row["session_id"])
    }
    for row in try await store.database.query(
      "select id, box(sessions) as box, threshold from sessions where summit_id = \(summit)")
    {
      let id: Session.ID = try row["id"]
      boxes[id] = try row["box"]
      thresholds[id] = try row["threshold"]
    }
  }
}
