import Foundation
import Petitions

/// Why an act is refused where no rule of `Petitions` has a word for it.
struct OtherRefusal: Error {
  var code: String
}

extension HallModel {
  /// Does it, or tells the code of what forbids it; `id` is of a question that is asked.
  mutating func apply(_ act: Act, asked id: Petitions.Question.ID?) -> String {
    var changed = self
    do {
      try changed.perform(act, id)
      self = changed
      return "done"
    } catch let refusal as Refusal {
      return refusal.rawValue
    } catch let refusal as OtherRefusal {
      return refusal.code
    } catch {
      return "\(error)"
    }
  }

  private mutating func perform(_ act: Act, _ id: Petitions.Question.ID?) throws {
    switch act {
    case .ask(let person, let session, _): try ask(id, by: person, of: session)
    case .edit(let id, let person, _): try edit(id, by: person)
    case .sign(let id, let person): try sign(id, by: person, true)
    case .unsign(let id, let person): try sign(id, by: person, false)
    case .withdraw(let id, let person): try withdraw(id, by: person)
    case .report(let id, let person): try report(id, by: person)
    case .curate(let id, let action, _): try curate(id, action)
    case .merge(let id, let other): try merge(id, into: other)
    case .unmerge(let id): try unmerge(id)
    case .move(let id, let session): try move(id, to: session)
    case .answer(let id, let others, let content): try answer(id, andTo: others, content)
    case .retract(let id): try retract(id)
    case .judge(let id, let person, let answered): try judge(id, by: person, answered)
    case .quarantine(let people): quarantine(people)
    case .release(let people): release(people)
    case .lower(let session, let threshold): try lower(session, to: threshold)
    case .extend(let session, let minutes):
      guard let end = sessions[session]?.endsAt else { return }
      moveEnd(of: session, to: end.addingTimeInterval(Double(minutes) * 60))
    case .end(let session): try end(session)
    case .box(let session, let box): try set(box, of: session)
    case .pass(let minutes): now += Double(minutes) * 60
    }
  }

  func known(_ id: Petitions.Question.ID) throws -> Question {
    guard let question = questions[id] else { throw Refusal.questionNotFound }
    return question
  }

  private func session(_ id: Petitions.Session.ID) throws -> Session {
    guard let session = sessions[id] else { throw OtherRefusal(code: "session_not_found") }
    return session
  }

  // MARK: Attendees

  private mutating func ask(
    _ id: Petitions.Question.ID?, by person: Attendee.ID, of sessionID: Petitions.Session.ID
  ) throws {
    let lately = questions.values.count { $0.author == person && $0.askedAt > now - 60 }
    if lately >= 5 { throw OtherRefusal(code: "too_many_questions") }
    let session = try session(sessionID)
    try session.times.checkAsking(at: now)
    guard let id else { throw OtherRefusal(code: "asked, though PostgreSQL has no question") }
    let question = Question(
      author: person, session: sessionID, askedAt: now,
      standing: Publication.standing(ofNew: session.moderation, nameMatches: false),
      signatures: [Signature(person: person)])
    questions[id] = question
    latch([id])
  }

  private func authorship(_ id: Petitions.Question.ID, _ person: Attendee.ID) throws -> Authorship {
    let question = try known(id)
    guard question.author == person else {
      if question.state == .pending { throw Refusal.questionNotFound }
      throw OtherRefusal(code: "not_author")
    }
    return Authorship(
      state: question.state, wordingLocked: question.lockedAt != nil, promiseLatched: question.isPromised)
  }

  private mutating func edit(_ id: Petitions.Question.ID, by person: Attendee.ID) throws {
    try authorship(id, person).checkEditing()
    let question = try known(id)
    let standing = Publication.standing(
      ofEdited: question.state, hold: question.hold, moderation: try session(question.session).moderation,
      nameMatches: false)
    questions[id]?.standing = standing
    questions[id]?.isApproved = false
    latch([id])
  }

  private mutating func withdraw(_ id: Petitions.Question.ID, by person: Attendee.ID) throws {
    let authorship = try authorship(id, person)
    if authorship.state == .withdrawn { return }
    try authorship.checkWithdrawing()
    partAll(mergedInto: id)
    questions[id]?.standing = .withdrawn
  }

  private mutating func sign(_ id: Petitions.Question.ID, by person: Attendee.ID, _ signs: Bool) throws {
    let asked = try known(id)
    let counting = counting(id)
    let survivor = try known(counting)
    try Upvote(
      signer: Upvote.Signer(generation: 1, token: 1),
      petition: Upvote.Petition(state: survivor.state, isOfSigner: survivor.author == person),
      box: try session(survivor.session).times
    ).check(at: now)
    if signs {
      questions[id]?.signatures.insert(Signature(person: person))
      if asked.survivor != nil {
        questions[counting]?.signatures.insert(Signature(person: person, via: id))
      }
    } else {
      // Wherever the person signed what counts together.
      for (other, question) in questions where other == counting || question.survivor == counting {
        questions[other]?.signatures = question.signatures.filter { $0.person != person }
      }
    }
    settle([id, counting])
  }

  private mutating func report(_ id: Petitions.Question.ID, by person: Attendee.ID) throws {
    let question = try known(id)
    if question.reporters.contains(person) { return }
    if question.state == .pending, question.author != person { throw Refusal.questionNotFound }
    guard question.state == .published else { throw Refusal.questionNotPublished }
    questions[id]?.reporters.insert(person)
    if Publication.holds(
      reports: reports(id), upvotes: people(id).count, state: .published, approved: question.isApproved,
      promised: question.isPromised)
    {
      questions[id]?.standing = .pending(.reports)
    }
    latch([id])
  }

  // MARK: Curators

  private mutating func curate(_ id: Petitions.Question.ID, _ action: Curation.Action) throws {
    let question = try known(id)
    if question.survivor != nil { return try curateMerged(id, question, action) }
    let index = question.decisions.lastIndex { !$0.isTakenBack }
    let last = index.map { question.decisions[$0] }.flatMap { question.stands(after: $0) ? $0 : nil }
    let after = try Curation.standing(
      after: action, of: question.standing, promiseLatched: question.isPromised, last: last?.decision)
    switch action {
    case .approve where question.state == .published && question.isApproved: return
    case .approve, .reject, .hide:
      questions[id]?.decisions.append(
        Decided(
          decision: Curation.Decision(action: action, before: question.standing),
          wasApproved: question.isApproved))
      if action == .approve { questions[id]?.isApproved = true }
    case .restore:
      guard let index, let last else { throw Refusal.nothingToRestore }
      questions[id]?.decisions[index].isTakenBack = true
      questions[id]?.isApproved = last.wasApproved
    default: break
    }
    questions[id]?.standing = after
    latch([id])
  }

  /// Hidden, it stays merged, and is hidden once it stands by itself again.
  private mutating func curateMerged(
    _ id: Petitions.Question.ID, _ question: Question, _ action: Curation.Action
  ) throws {
    guard action == .hide, question.standing != .withdrawn else { throw Refusal.stateForbids }
    if question.standing == .hidden { return }
    questions[id]?.decisions.append(
      Decided(
        decision: Curation.Decision(action: action, before: question.standing),
        wasApproved: question.isApproved))
    questions[id]?.standing = .hidden
  }

  // MARK: Organizers

  private mutating func lower(_ id: Petitions.Session.ID, to threshold: Int) throws {
    guard let old = try session(id).threshold else { throw OtherRefusal(code: "threshold_not_fixed") }
    guard Threshold.maySet(from: old, to: threshold) else { throw OtherRefusal(code: "invalid") }
    sessions[id]?.threshold = threshold
    latch(questions.keys.filter { questions[$0]?.session == id })
  }

  private mutating func end(_ id: Petitions.Session.ID) throws {
    let session = try session(id)
    guard session.startsAt < now else { throw OtherRefusal(code: "session_not_started") }
    let runsOver = session.times.box(at: now) != .closed && session.times.closesAt != nil
    guard now < session.endsAt || runsOver else { throw OtherRefusal(code: "session_over") }
    moveEnd(of: id, to: now)
  }

  private mutating func moveEnd(of id: Petitions.Session.ID, to end: Date) {
    guard let session = sessions[id], end != session.endsAt else { return }
    if now < session.endsAt + Box.grace {
      for (question, value) in questions where value.session == id {
        guard let promise = value.owed?.promise, promise.state == .owed, promise.liveDueAt == session.endsAt
        else { continue }
        questions[question]?.owed?.promise.liveDueAt = end
        questions[question]?.owed?.promise.firstDueAt += end.timeIntervalSince(session.endsAt)
      }
    }
    sessions[id]?.times = session.times.sessionEndMoved(to: end, at: now)
    sessions[id]?.endsAt = end
  }

  private mutating func set(_ box: Box, of id: Petitions.Session.ID) throws {
    let session = try session(id)
    sessions[id]?.times =
      switch box {
      case .open: session.times.opened(at: now, sessionEndsAt: session.endsAt)
      case .paused: try session.times.paused(at: now)
      case .closed: try session.times.closed(at: now)
      case .scheduled: session.times
      }
  }
}

extension HallModel.Question {
  /// Whether nothing else has happened to it since.
  fileprivate func stands(after decided: HallModel.Decided) -> Bool {
    switch decided.decision.action {
    case .reject: state == .rejected
    case .hide: state == .hidden
    default: state == .published && isApproved
    }
  }
}
