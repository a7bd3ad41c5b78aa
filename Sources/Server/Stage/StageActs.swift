internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// What a form of the stage asks for. Questions go by their numbers, and these count from one in each session, so the
/// form says of which session it is: a room's stage may have gone on since.
struct StageAct: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// It was answered on stage just now.
    case answered
    /// It will be answered in writing.
    case promised
    /// On the wall, large.
    case show
    /// Off the wall again.
    case takeOff
    /// The host passes over the one on the wall: the next takes its place.
    case skip
    /// The answer is taken back.
    case undo
  }

  var kind: Kind
  /// The slug of the session that was shown; nil where a program did not say.
  var session: String?
  var question: Int
  /// The one that follows in the queue.
  var next: Int?
  /// Of an undo: which answer, and whether the question was on the wall.
  var answer: Petitions.Answer.ID?
  var wasOnWall: Bool

  init(_ form: Query) throws(HTTPError) {
    guard let kind = form["act"].flatMap(Kind.init) else {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw .malformed("The form's act is one of \(known), leave.")
    }
    guard let question = form["question"].flatMap({ Int($0) }) else {
      throw .malformed("The form names a question by its number.")
    }
    (self.kind, self.question) = (kind, question)
    session = form["session"]
    (next, wasOnWall) = (form["next"].flatMap { Int($0) }, form["wall"] == "1")
    answer = form["answer"].flatMap { Petitions.Answer.ID($0) }
  }
}

/// Does what the stage asks for, as far as its holder may. Everything is done at once, so that phones and the wall
/// follow and no crash loses it; taking it back is an act of its own, which the ledger tells as well: for those seconds
/// the hall has seen an answer, and a record without it would not be true.
@Loop struct StageActs {
  let services: Services
  let place: StagePlace
  let holder: AccessTokenRecord

  /// What the page shows after it.
  struct Outcome {
    /// The number of the question in hand; nil: as the queue has it.
    var question: Int?
    /// The number of the one that came off the wall with its answer.
    var offWall: Int?
  }

  func perform(_ act: StageAct) async throws -> Outcome {
    if let shown = act.session, shown != place.session?.slug { throw Self.movedOn }
    let petition = try await petition(act.question)
    switch act.kind {
    case .answered:
      return try await answer(petition, .live(nil), then: act.next)
    case .promised:
      // By when it is due in writing anyway: nobody waits longer for its having been said.
      guard let due = petition.promise?.firstDueAt else { throw Petitions.Refusal.nothingOwed }
      return try await answer(petition, .deferred(to: due, nil), then: act.next)
    case .show:
      try await curate(petition, .highlight)
      return Outcome(question: act.question)
    case .takeOff:
      try await curate(petition, .unhighlight)
      return Outcome(question: act.question)
    case .skip:
      if let next = act.next {
        try await curate(try await self.petition(next), .highlight)
      } else {
        try await curate(petition, .unhighlight)
      }
      return Outcome(question: act.next)
    case .undo:
      let write = try await services.store.retractAnswer(
        act.answer, to: petition.id, in: place.summit.id, by: try holder.answerer(in: place.summit))
      tell(write)
      if write.changed, act.wasOnWall { try await showAgain(petition) }
      return Outcome(question: act.question)
    }
  }

  /// Of a form that was made for another session than the one that is on now.
  static let movedOn = HTTPError(
    409, "session_moved", "The room has gone on to another session: nothing was done.", field: "session")

  private func petition(_ number: Int) async throws -> QuestionRecord {
    guard let session = place.session,
      let petition = try await services.store.petition(number: number, of: session.id, in: place.summit.id)
    else { throw Petitions.Refusal.questionNotFound }
    return petition
  }

  private func answer(
    _ petition: QuestionRecord, _ content: Petitions.Answer.Content, then next: Int?
  ) async throws -> Outcome {
    // Said once more it is the same; in other words, on paper or by somebody else, it is not the stage's to replace.
    if let answer = petition.answer, answer.kind.settles, answer.kind != content.kind {
      throw Petitions.Refusal.alreadyAnswered
    }
    let answering = Answering(to: petition.id, content, by: try holder.answerer(in: place.summit))
    tell(try await services.store.answer(answering, in: place.summit.id))
    guard petition.isHighlighted else { return Outcome(question: next) }
    // The hall is done with it.
    try await curate(petition, .unhighlight)
    return Outcome(question: next, offWall: petition.number)
  }

  /// Takes the taking off the wall back, unless something else was chosen for it since.
  private func showAgain(_ petition: QuestionRecord) async throws {
    do {
      services.changed(
        try await services.store.takeBack(
          on: petition.id, in: place.summit.id, by: holder.id, only: .unhighlight))
    } catch let refusal as StorageRefusal where refusal.code == "decided_since" {
      return
    } catch Petitions.Refusal.nothingToRestore {
      return
    }
  }

  private func curate(_ petition: QuestionRecord, _ act: CuratorAct) async throws {
    guard holder.may(act, petition, in: place.summit.id) else {
      throw HTTPError(403, "forbidden", "This stage does not reach that question.")
    }
    services.changed(
      try await services.store.curate(petition.id, in: place.summit.id, act, by: holder.id) { petition in
        guard holder.may(act, petition, in: place.summit.id) else { throw AccessTokenRecord.outOfReach }
      })
  }

  private func tell(_ write: AnswerWrite) {
    if write.changed { services.changed(.decisions, of: write.sessions, in: place.summit.id) }
  }
}
