public import API

/// What the pages say of promises, answers and verdicts.
extension Sentences {
  /// `Due par Ana Exemple (échéance : 13 juin, 10 h 15).`
  func owed(_ promise: API.Promise, now: Timestamp) -> String {
    let who = typed(promise.owedBy)
    guard promise.overdue else {
      let date = moment(promise.dueAt, now: now)
      return say("answer.owed", ["who": who, "date": date])
    }
    let date = moment(min(promise.firstDueAt, promise.dueAt), now: now)
    return say("answer.owedLate", ["who": who, "date": date])
  }

  func answered(_ answer: API.Answer, now: Timestamp) -> String {
    let when = moment(answer.answeredAt, now: now)
    return switch answer.kind {
    case .live: say("answer.answered.live", ["when": when])
    case .deferred: say("answer.answered.deferred", ["when": when])
    case .declined: say("answer.answered.declined", ["when": when])
    case .written: say("answer.answered.other", ["when": when])
    }
  }

  func deferredUntil(_ date: Timestamp, now: Timestamp) -> String {
    say("answer.deferredUntil", ["when": moment(date, now: now)])
  }

  /// As whom it was given, and since when it is in other words.
  func answeredBy(_ answer: API.Answer, now: Timestamp) -> String {
    let who =
      switch answer.by {
      case .speaker: say("answer.answeredBy.speaker")
      case .organisation: say("answer.answeredBy.organisation")
      case .organizer: say("answer.answeredBy.other")
      }
    guard let edited = answer.editedAt else { return "\(who)." }
    return say("answer.edited", ["who": who, "when": moment(edited, now: now)])
  }

  public func declinedBecause(_ reason: Petitions.Answer.Reason) -> String {
    switch reason {
    case .confidential: say("answer.declinedBecause.confidential")
    case .legal: say("answer.declinedBecause.legal")
    case .notOurs: say("answer.declinedBecause.not_ours")
    case .unknown: say("answer.declinedBecause.unknown")
    case .noComment: say("answer.declinedBecause.other")
    }
  }

  // MARK: Verdicts

  var didItAnswer: String { say("answer.didItAnswer") }
  var yes: String { say("answer.yes") }
  var no: String { say("answer.no") }
  var disputed: String { say("answer.disputed") }

  func verdicts(_ verdicts: API.Verdicts) -> String {
    say("answer.verdicts", ["yes": number(verdicts.yes), "no": number(verdicts.no)])
  }
}
