internal import API
internal import Petitions

/// What a stage says: few words, read at a glance.
extension Sentences {
  var stage: String { say("stage.name") }
  var stageNow: String { say("stage.now") }
  var stageThen: String { say("stage.then") }
  var stageOnWall: String { say("stage.onWall") }
  var stageOriginal: String { say("stage.original") }
  var stageOffline: String { say("stage.offline") }
  var stageBlank: String { say("stage.blank") }

  func stageOwed(_ number: Int) -> String { count("stage.owed", number) }

  /// Until when the answer is due.
  func stageDue(_ promise: API.Promise, now: Timestamp) -> String {
    if promise.state != .owed { return self.promise(promise) }
    guard promise.overdue else { return say("stage.due", ["date": moment(promise.dueAt, now: now)]) }
    return say("stage.late", ["date": moment(min(promise.firstDueAt, promise.dueAt), now: now)])
  }

  func stageInWriting(_ question: API.Question, now: Timestamp) -> String {
    guard let until = question.answer?.until else { return "" }
    let date = moment(until, now: now)
    return question.promise?.overdue == true
      ? say("stage.inWritingLate", ["date": date]) : say("stage.inWriting", ["date": date])
  }

  func stageEmpty(_ box: Box?) -> String {
    switch box {
    case .open, .paused: say("stage.empty.open")
    case .scheduled: say("stage.empty.scheduled")
    case .closed: say("stage.empty.closed")
    case nil: say("stage.empty.cancelled")
    }
  }
  var stageRoomEmpty: String { say("stage.empty.room") }

  // MARK: Acts

  var stageAnswered: String { say("stage.answered") }
  var stagePromise: String { say("stage.promise") }
  var stageShow: String { say("stage.show") }
  var stageTakeOff: String { say("stage.takeOff") }
  var stageSkip: String { say("stage.skip") }
  var stageNext: String { say("stage.next") }
  var stageLookOn: String { say("stage.lookOn") }
  var stageBack: String { say("stage.back") }
  var stageUndo: String { say("stage.undo") }
  var stageLeave: String { say("stage.leave") }

  func stageDone(_ kind: Petitions.Answer.Kind, _ number: Int) -> String {
    let question = numbered(String(number))
    return kind == .deferred
      ? say("stage.done.promised", ["question": question])
      : say("stage.done.answered", ["question": question])
  }

  var stageKeys: String { say("stage.keys") }
  var stageHostKeys: String { say("stage.hostKeys") }
  var stageLetters: String { say("stage.letters") }

  // MARK: Refused

  var stageNotSent: String { say("stage.problem.not_sent") }

  func stageProblem(_ problem: API.Problem) -> String {
    switch problem.code {
    case "session_not_started": say("stage.problem.not_started")
    case "already_answered": say("stage.problem.answered")
    case "already_deferred", "nothing_owed": say("stage.problem.no_deferral")
    case "not_answered", "too_late_to_undo", "answer_superseded": say("stage.problem.too_late")
    case "question_merged", "question_not_published", "question_not_found", "state_forbids":
      say("stage.problem.gone")
    case "decided_since": say("stage.problem.decided")
    case "session_moved": say("stage.problem.moved")
    case "summit_closed": say("stage.problem.closed")
    case "forbidden", "not_addressed", "not_giver": say("stage.problem.forbidden")
    default: say("stage.problem.other")
    }
  }

  // MARK: Signing in

  func stageOpens(isHost: Bool) -> String {
    isHost ? say("stage.opens.host") : say("stage.opens.speaker")
  }
  var stageOpen: String { say("stage.open") }
  var stageOnce: String { say("stage.once") }

  func stageLink(_ refusal: StageLinkPage.Refusal) -> String {
    switch refusal {
    case .used: say("stage.link.used")
    case .expired: say("stage.link.expired")
    case .unknown: say("stage.link.unknown")
    }
  }
  /// The button to press there is the one of the stage's own page.
  var stageUsedElsewhere: String { say("stage.link.usedElsewhere", ["leave": stageLeave]) }
  var stageSignedOut: String { say("stage.signedOut") }
  var stageAskForLink: String { say("stage.askForLink") }
}
