import Foundation
import Petitions

extension HallModel {
  /// A merge that stands.
  struct Merging: Equatable {
    var question: Petitions.Question.ID
    /// Into which it was merged, before chains flattened.
    var survivor: Petitions.Question.ID
    /// What had been merged into it before, and came along.
    var carried: [Petitions.Question.ID]
    var at: Date
    /// What the survivor owed before, where the question merged was owed an answer sooner.
    var survivorPromise: Promise?
  }

  private func side(_ id: Petitions.Question.ID) throws -> Merge.Side {
    let question = try known(id)
    return Merge.Side(
      id: id, state: question.state, addressee: .session(question.session), survivor: question.survivor)
  }

  mutating func merge(_ id: Petitions.Question.ID, into named: Petitions.Question.ID) throws {
    _ = try known(id)
    guard questions[named] != nil else { throw OtherRefusal(code: "invalid") }
    let survivor = counting(named)
    guard try Merge.isNew(side(id), into: side(survivor), named: named, summitClosed: false) else { return }
    let carried = questions.keys.filter { questions[$0]?.survivor == id }.sorted()
    merges.append(Merging(question: id, survivor: survivor, carried: carried, at: now))
    for signature in try known(id).signatures {
      questions[survivor]?.signatures.insert(
        Signature(person: signature.person, via: signature.via ?? id))
    }
    for merged in carried + [id] { questions[merged]?.survivor = survivor }
    lock([id, survivor])
    unitePromises(of: id, with: survivor)
    latch([id])
  }

  /// No debt vanishes, and nobody waits longer for having been united.
  private mutating func unitePromises(
    of id: Petitions.Question.ID, with survivor: Petitions.Question.ID
  ) {
    reviewPromises([survivor])
    latch([survivor])
    guard let debt = questions[id]?.owed, debt.promise.state == .owed else { return }
    guard let own = questions[survivor]?.owed, own.promise.state != .void else {
      var inherited = debt
      switch answerKind(survivor) {
      case .live, .written: inherited.promise.state = .kept
      case .declined: inherited.promise.state = .declined
      case .deferred, nil: break
      }
      inherited.signers = Set(debt.signers.map { Signature(person: $0.person, via: $0.via ?? id) })
      questions[survivor]?.owed = inherited
      return
    }
    let united = own.promise.united(with: debt.promise, at: now)
    if united != own.promise {
      merges[merges.count - 1].survivorPromise = own.promise
      questions[survivor]?.owed?.promise = united
    }
  }

  mutating func unmerge(_ id: Petitions.Question.ID) throws {
    _ = try known(id)
    let merging = merges.last { $0.question == id }
    let latest = merging.flatMap { merging in merges.last { $0.survivor == merging.survivor } }
    try Merge.checkUndoing(
      side(id), into: merging.map { try side($0.survivor) }, latest: latest?.question, summitClosed: false)
    if let merging { part(merging) }
  }

  /// All that was merged into it stands by itself again, the latest first.
  mutating func partAll(mergedInto survivor: Petitions.Question.ID) {
    for merging in merges.reversed() where merging.survivor == survivor { part(merging) }
  }

  private mutating func part(_ merging: Merging) {
    let (id, survivor) = (merging.question, merging.survivor)
    merges.removeAll { $0 == merging }
    let came = Set(merging.carried + [id])
    let remaining = (questions[survivor]?.signatures ?? []).filter { signature in
      signature.via.map { !came.contains($0) } ?? true
    }
    questions[survivor]?.signatures = remaining
    questions[id]?.survivor = nil
    for carried in merging.carried { questions[carried]?.survivor = id }
    // What had been merged into it before is its own again, with those who signed or withdrew there since.
    var own = (questions[id]?.signatures ?? []).filter { $0.via.map { !came.contains($0) } ?? true }
    for carried in merging.carried {
      for signature in questions[carried]?.signatures ?? [] where signature.via == nil {
        own.insert(Signature(person: signature.person, via: carried))
      }
    }
    questions[id]?.signatures = own
    // Who came by the merge alone judges the survivor's answer no more.
    let here = Set(own.map(\.person)).subtracting(remaining.map(\.person))
    let verdicts = questions[survivor]?.verdicts.filter { person, verdict in
      verdict.at < merging.at || !here.contains(person)
    }
    questions[survivor]?.verdicts = verdicts ?? [:]
    lock([id, survivor])
    if questions[survivor]?.lockedAt == merging.at, others(survivor) < Publication.othersThatVouch {
      questions[survivor]?.lockedAt = nil
    }
    if let before = merging.survivorPromise, let owed = questions[survivor]?.owed, owed.metAt <= merging.at {
      questions[survivor]?.owed?.promise.liveDueAt = before.liveDueAt
      questions[survivor]?.owed?.promise.firstDueAt = before.firstDueAt
    }
    reviewPromises([id, survivor])
    latch([id, survivor])
  }

  mutating func move(_ id: Petitions.Question.ID, to session: Petitions.Session.ID) throws {
    let question = try known(id)
    if question.session == session { return }
    if question.survivor != nil { throw Refusal.questionMerged }
    guard Curation.Action.move.allowedIn.contains(question.state) else { throw Refusal.stateForbids }
    let end = sessions[session]?.endsAt
    let together = questions.keys.filter { $0 == id || questions[$0]?.survivor == id }
    for id in together {
      questions[id]?.session = session
      if let owed = questions[id]?.owed, [.owed, .void].contains(owed.promise.state) {
        questions[id]?.owed?.promise = owed.promise.moved(toSessionEnding: end, at: now)
      }
    }
    for index in merges.indices where together.contains(merges[index].survivor) {
      merges[index].survivorPromise = merges[index].survivorPromise?.moved(toSessionEnding: end, at: now)
    }
    latch([id])
  }
}
