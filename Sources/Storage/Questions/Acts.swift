public import Petitions
internal import Postgres

// What officials do to questions is kept in the order in which it came into force, so that whoever takes an act back
// learns whether anything was decided since.

/// An act of an official, as what takes it back needs it.
struct DoneAct {
  var id: OfficialAct.ID
  var question: Question.ID
  var action: Curation.Action
  /// Of a merge: the question that counts for it.
  var into: Question.ID?
  /// The session whose wall it changed.
  var wall: Session.ID?
  /// Of a move: where the question was before.
  var left: Question.Addressee
  var isTakenBack: Bool

  init(_ row: Row) throws(PostgresError) {
    (id, question, action) = (try row["id"], try row["question_id"], try row["action"])
    (into, wall) = (try row["into_id"], try row["wall_id"])
    isTakenBack = try row["taken_back"]
    let (session, organisation): (Session.ID?, Organisation.ID?) = (
      try row["left_session_id"], try row["left_organisation_id"]
    )
    left =
      session.map(Question.Addressee.session) ?? organisation.map(Question.Addressee.organisation) ?? .summit
  }
}

/// The newest of what was done to a question, or to a wall, and by whom.
struct LaterAct {
  var action: String
  var number: Int
  var reason: String?
  var by: AccessToken.ID?
  /// `moderator Inès`; nil where the server itself did it.
  var name: String?
  /// In the summit's zone.
  var clock: String

  init(_ row: Row) throws(PostgresError) {
    (action, number, reason) = (try row["action"], try row["number"], try row["reason"])
    (by, name, clock) = (try row["done_by"], try row["name"], try row["clock"])
  }
}

extension Store {
  /// Keeps an act, before what it does is done: how things stand is kept with it. Returns its id as `act`.
  static func noted(
    _ action: String, on question: Question.ID, into other: Question.ID? = nil, answer: Answer.ID? = nil,
    in summit: Summit.ID, by token: AccessToken.ID?
  ) -> SQL {
    """
    insert into acts (
      summit_id, question_id, action, into_id, wall_id, shown_before_id, left_session_id, left_organisation_id,
      left_numbers, answer_id, done_by, done_at)
    select
      q.summit_id, q.id, \(action), coalesce(other.merged_into_id, other.id),
      case when \(action) in ('highlight', 'unhighlight') then q.session_id end,
      case when \(action) in ('highlight', 'unhighlight') then s.highlighted_question_id end,
      case when \(action) = 'move' then q.session_id end,
      case when \(action) = 'move' then q.organisation_id end,
      case when \(action) = 'move' then (
        select jsonb_object_agg(own.id, own.number)
        from questions own
        where own.summit_id = q.summit_id and (own.id = q.id or own.merged_into_id = q.id)
      ) end,
      \(answer), \(token), moment()
    from questions q
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    left join questions other on other.summit_id = q.summit_id and other.id = \(other)
    where q.summit_id = \(summit) and q.id = \(question)
    returning id as act
    """
  }

  /// The newest act on any of the questions after that one, if any stands; with `wall` of those that chose what that
  /// shows.
  static func newest(
    after act: OfficialAct.ID? = nil, on questions: [Question.ID], wall: Session.ID? = nil,
    in summit: Summit.ID
  ) -> SQL {
    let ids = questions.map(\.rawValue)
    return """
      select
        a.action, q.number, c.reason, a.done_by, t.role || ' ' || t.name as name,
        to_char(a.done_at at time zone m.time_zone, 'HH24:MI') as clock
      from acts a
      join questions q on q.summit_id = a.summit_id and q.id = a.question_id
      join summits m on m.id = a.summit_id
      left join curations c
        on c.summit_id = a.summit_id and c.question_id = a.question_id and c.act_id = a.id
      left join access_tokens t on t.id = a.done_by
      where a.summit_id = \(summit)
        and a.id > coalesce(\(act), 0)
        and a.taken_back_at is null
        and (a.question_id = any (\(ids)) or a.into_id = any (\(ids)) or a.wall_id = \(wall))
      order by a.id desc
      limit 1
      """
  }

  /// Whether this token ever did anything to the question.
  static func acted(_ token: AccessToken.ID, on question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    select exists (
      select
      from acts
      where summit_id = \(summit) and question_id = \(question) and done_by = \(token)
    ) as acted
    """
  }
}

/// Who made the last decision about a question.
public struct Decider: Sendable {
  public var decision: Curation.ID
  /// `moderator Inès`; nil where the server itself did, as when a person was forgotten.
  public var name: String?
}

extension Store {
  public func deciders(
    among questions: [Question.ID], in summit: Summit.ID
  ) async throws -> [Question.ID: Decider] {
    let rows = try await database.query(
      """
      select distinct on (c.question_id) c.question_id, c.id, t.role || ' ' || t.name as name
      from curations c
      left join access_tokens t on t.id = c.decided_by
      where c.summit_id = \(summit) and c.question_id = any (\(questions.map(\.rawValue)))
      order by c.question_id, c.id desc
      """)
    var deciders: [Question.ID: Decider] = [:]
    for row in rows {
      deciders[try row["question_id"]] = Decider(decision: try row["id"], name: try row["name"])
    }
    return deciders
  }
}

extension StorageRefusal {
  /// Somebody decided otherwise since: nothing was changed.
  static func decidedSince(_ later: LaterAct) -> StorageRefusal {
    let by = later.name.map { "by \($0) " } ?? ""
    let reason = later.reason.map { " (\($0))" } ?? ""
    return .conflict(
      "decided_since",
      "since then #\(later.number) \(words(later.action))\(reason), \(by)at \(later.clock): nothing was changed"
    )
  }

  /// No official decided, yet things stand otherwise: its author withdrew it, say.
  static func changedSince(_ petition: QuestionRecord) -> StorageRefusal {
    .conflict(
      "decided_since",
      "since then #\(petition.number) has changed: it is \(petition.state.rawValue) now, and stays so")
  }

  private static func words(_ action: String) -> String {
    switch action {
    case "approve": "was approved"
    case "reject": "was rejected"
    case "hide": "was hidden"
    case "restore": "was restored"
    case "correct": "was corrected"
    case "highlight": "was put on the wall"
    case "unhighlight": "was taken off the wall"
    case "merge": "was merged"
    case "unmerge": "was set apart"
    case "move": "was moved"
    case "translate": "was translated"
    case "answer": "was answered"
    case "retract": "had its answer taken back"
    default: "was changed"
    }
  }
}
