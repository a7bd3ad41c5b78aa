public import Petitions
internal import Postgres

/// A question as an attendee hands it in.
public struct Asking: Sendable {
  public typealias Addressee = Question.Addressee

  public var addressee: Addressee
  public var attendee: Attendee.ID
  /// Of the attendee's token.
  public var generation: Int32
  public var text: QuestionText
  public var name: DisplayName?
  /// A repeated request with the same key gets the first answer.
  public var idempotencyKey: String?

  public init(
    to addressee: Addressee, by attendee: Attendee.ID, generation: Int32, text: QuestionText,
    name: DisplayName? = nil, idempotencyKey: String? = nil
  ) {
    (self.addressee, self.attendee, self.generation) = (addressee, attendee, generation)
    (self.text, self.name, self.idempotencyKey) = (text, name, idempotencyKey)
  }

  var session: Session.ID? { addressee.session }
  var organisation: Organisation.ID? { addressee.organisation }

  /// More questions of one attendee within a minute are refused.
  public static let mostPerMinute = 5
}

extension Store {
  /// Asks; the author's own upvote is the first. `changed` is false where the key was used for the same request
  /// before: the question is that one then.
  public func ask(_ asking: Asking, in summit: Summit.ID) async throws -> QuestionWrite {
    try Self.checkIdempotencyKey(asking.idempotencyKey)
    let nameMatches = try await matches(asking.name, asking.session, in: summit)
    return try await deciding(in: summit, priority: .normal) { transaction in
      let results = try await transaction.pipeline([
        Self.asker(asking, in: summit), Self.earlier(asking, in: summit), Self.lately(asking, in: summit),
        Self.addressee(asking, in: summit),
      ])
      guard let asker = results[0].first else { throw Refusal.attendeeUnknown }
      if let earlier = results[1].first {
        guard try earlier["same"] == true else { throw StorageRefusal.idempotencyKeyReused }
        return try await unchanged(try earlier["question_id"], in: summit, transaction)
      }
      if try asker["summit_closed"] == true { throw Refusal.summitClosed }
      if let wait: Int = try results[2].first?["wait"] {
        throw StorageRefusal.tooManyQuestions(retryAfter: wait)
      }
      let moderation = try Self.moderation(of: asking.addressee, results[3].first)
      let standing = Publication.standing(ofNew: moderation, nameMatches: nameMatches)
      let asked = try await transaction.query(Self.insert(asking, standing, in: summit))
      guard let id: Question.ID = try asked.first?["id"] else { throw Refusal.questionNotFound }
      return try await written(id, in: summit, transaction)
    }
  }

  /// Whether people could take the name for one of the summit's speakers or organisations (rule 2). Read before the
  /// lock: who speaks changes rarely, and nothing is counted by it.
  private func matches(
    _ name: DisplayName?, _ session: Session.ID?, in summit: Summit.ID
  ) async throws(PostgresError) -> Bool {
    guard let name else { return false }
    let guarded = try GuardedName.all(in: try await database.query(Self.namesToGuard(in: summit)))
    return name.matches(anyOf: guarded, in: session)
  }

  static func checkIdempotencyKey(_ key: String?) throws(StorageRefusal) {
    if let key, !(1...200).contains(key.unicodeScalars.count) {
      throw .invalid("Idempotency-Key", "length", "1 to 200 characters")
    }
  }

  private static func asker(_ asking: Asking, in summit: Summit.ID) -> SQL {
    """
    select m.closed_at is not null as summit_closed
    from attendees a
    join summits m on m.id = a.summit_id
    where a.summit_id = \(summit)
      and a.id = \(asking.attendee)
      and a.erased_at is null
      and a.generation <= \(asking.generation)
    """
  }

  /// What the attendee asked under the same key before, and whether it was the same. Where the name was taken off the
  /// question since, nobody can tell any more: it is taken for the same, since only the attendee knows the key.
  private static func earlier(_ asking: Asking, in summit: Summit.ID) -> SQL {
    """
    select
      question_id,
      request_digest in ('', sha256(convert_to(jsonb_build_array(
        \(asking.session), \(asking.organisation), \(asking.text.value), \(asking.name?.value))::text, 'UTF8')))
        as same
    from idempotency_keys
    where summit_id = \(summit) and attendee_id = \(asking.attendee) and key = \(asking.idempotencyKey)
    """
  }

  /// The seconds until the attendee may ask again, where there were too many questions lately.
  private static func lately(_ asking: Asking, in summit: Summit.ID) -> SQL {
    """
    select ceil(extract(epoch from asked_at + interval '1 minute' - moment()))::bigint as wait
    from questions
    where summit_id = \(summit)
      and author_id = \(asking.attendee)
      and asked_at > moment() - interval '1 minute'
    order by asked_at desc
    offset \(Asking.mostPerMinute - 1)
    limit 1
    """
  }

  private static func addressee(_ asking: Asking, in summit: Summit.ID) -> SQL {
    switch asking.addressee {
    case .session(let session):
      """
      select cancelled_at is not null as cancelled, moderation, box_said, closes_at, closed_at, moment() as now
      from sessions
      where summit_id = \(summit) and id = \(session)
      """
    case .organisation(let organisation):
      """
      select accepted_at is not null as accepts
      from organisations
      where summit_id = \(summit) and id = \(organisation)
      """
    case .summit: "select from summits where id = \(summit)"
    }
  }

  /// How the addressee takes questions, where it takes any now.
  private static func moderation(of addressee: Asking.Addressee, _ row: Row?) throws -> Moderation {
    switch addressee {
    case .session:
      guard let row else { throw StorageRefusal.notFound("session_not_found", "there is no such session") }
      if try row["cancelled"] == true { throw Refusal.sessionCancelled }
      let box = BoxTimes(
        said: try row["box_said"], closesAt: try row["closes_at"], closedAt: try row["closed_at"])
      try box.checkAsking(at: try row["now"])
      return try row["moderation"]
    case .organisation:
      guard let row else {
        throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation")
      }
      guard try row["accepts"] == true else {
        throw StorageRefusal.conflict("organisation_takes_no_questions")
      }
      return .open
    case .summit: return .open
    }
  }

  /// Numbers without gaps: the lock is held until the commit. An organisation and the summit get their threshold with
  /// their first question, as soon as the expected attendees are known (rule 5).
  private static func insert(
    _ asking: Asking, _ standing: Question.Standing, in summit: Summit.ID
  ) -> SQL {
    """
    with numbered as (
      update sessions
      set last_number = last_number + 1
      where summit_id = \(summit) and id = \(asking.session)
      returning last_number
    ),
    numbered_by_organisation as (
      update organisations o
      set
        last_number = o.last_number + 1,
        threshold = coalesce(o.threshold, threshold_by_rule(m))
      from summits m
      where m.id = \(summit) and o.summit_id = m.id and o.id = \(asking.organisation)
      returning o.last_number
    ),
    numbered_by_summit as (
      update summits
      set
        last_number = last_number + 1,
        threshold = coalesce(threshold, threshold_by_rule(summits))
      where id = \(summit) and \(asking.addressee == .summit)
      returning last_number
    ),
    asked as (
      insert into questions
        (summit_id, session_id, organisation_id, number, author_id, state, held_for, upvotes, asked_at)
      select
        \(summit), \(asking.session), \(asking.organisation), n.last_number, a.id,
        \(standing.state), \(standing.hold), case when a.quarantined_at is null then 1 else 0 end, moment()
      from (
        select * from numbered
        union all
        select * from numbered_by_organisation
        union all
        select * from numbered_by_summit
      ) n
      join attendees a on a.summit_id = \(summit) and a.id = \(asking.attendee)
      returning id
    ),
    worded as (
      insert into wordings (summit_id, question_id, revision, text, name, salt, digest, written_by, written_at)
      select
        \(summit), id, 1, \(asking.text.value), \(asking.name?.value), salt,
        sha256(salt || convert_to(\(asking.text.value), 'UTF8')), 'author', moment()
      from asked
      cross join (select uuid_send(gen_random_uuid()) as salt) random
    ),
    signed as (
      insert into upvotes (summit_id, question_id, attendee_id, created_at)
      select \(summit), id, \(asking.attendee), moment()
      from asked
    ),
    keyed as (
      insert into idempotency_keys (summit_id, attendee_id, key, request_digest, question_id, created_at)
      select
        \(summit), \(asking.attendee), \(asking.idempotencyKey),
        sha256(convert_to(jsonb_build_array(
          \(asking.session), \(asking.organisation), \(asking.text.value), \(asking.name?.value))::text, 'UTF8')),
        id, moment()
      from asked
      where \(asking.idempotencyKey) is not null
    )
    select id from asked
    """
  }
}

extension StorageRefusal {
  static let idempotencyKeyReused = StorageRefusal(
    kind: .invalid, code: "idempotency_key_reused", field: "Idempotency-Key", rule: "reused",
    detail: "this key was used for another request")

  static func tooManyQuestions(retryAfter seconds: Int) -> StorageRefusal {
    StorageRefusal(
      kind: .tooMany(retryAfter: seconds), code: "too_many_questions",
      detail: "at most \(Asking.mostPerMinute) questions a minute")
  }
}
