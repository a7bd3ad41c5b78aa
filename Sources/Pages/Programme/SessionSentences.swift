internal import API

/// What the session's page on a phone says.
extension Sentences {
  var questionsTab: String { say("session.questionsTab") }
  var mineTab: String { say("session.mineTab") }
  var topFirst: String { say("session.topFirst") }
  var newFirst: String { say("session.newFirst") }
  var order: String { say("session.order") }
  var fresh: String { say("session.fresh") }
  var askQuestion: String { say("session.askQuestion") }

  func vouched(_ number: Int) -> String { say("session.vouched", ["number": "\(number)"]) }

  // MARK: The sentence over the list: what holds now, and what to do

  /// Owed by the summit's organizers until the speaker or organisation addressed accepted.
  func thresholdPromise(_ threshold: Int) -> String {
    say("session.thresholdPromise", ["votes": votes(threshold)])
  }
  var thresholdAfter: String { say("session.thresholdAfter") }
  var reviewedFirst: String { say("session.reviewedFirst") }

  func stateTitle(_ session: API.Session, box: Box?, now: Timestamp) -> String {
    switch box {
    case .scheduled where now > session.endsAt: say("session.title.past")
    case .scheduled: say("session.title.scheduled")
    case .open:
      session.threshold.map(thresholdPromise) ?? say("session.title.open")
    case .paused: say("session.title.paused")
    case .closed: say("session.title.closed")
    case nil: say("session.title.cancelled")
    }
  }

  /// What to do about it, in one sentence.
  func stateAdvice(_ session: API.Session, box: Box?, takesUpvotes: Bool, now: Timestamp) -> String {
    switch box {
    case .scheduled where now > session.endsAt: say("session.advice.past")
    case .scheduled where now > session.startsAt: say("session.advice.begun")
    case .scheduled: say("session.advice.scheduled", ["when": moment(session.startsAt, now: now)])
    case .open: session.moderation == .reviewed ? reviewedFirst : thresholdAfter
    case .paused: say("session.advice.paused")
    case .closed where takesUpvotes: say("session.advice.closing")
    case .closed: say("session.advice.closed")
    case nil: say("session.advice.cancelled")
    }
  }

  // MARK: Empty

  func nothingAsked(_ box: Box?, isOver: Bool) -> String {
    switch box {
    case .scheduled where isOver: say("session.nothingAsked.past")
    case .open: say("session.nothingAsked.open")
    case .scheduled: say("session.nothingAsked.scheduled")
    case .paused, .closed, nil: say("session.nothingAsked.closed")
    }
  }
  var nothingMine: String { say("session.nothingMine") }

  // MARK: Asking

  var yourQuestion: String { say("session.yourQuestion") }
  var yourName: String { say("session.yourName") }
  var nameHint: String { say("session.nameHint") }
  var lengthHint: String { say("session.lengthHint") }
  var similarAsked: String { say("session.similarAsked") }
  var similarOnes: String { say("session.similarOnes") }
  var signInstead: String { say("session.signInstead") }
  var signedAlready: String { say("session.signedAlready") }
  func numbered(_ number: String) -> String { say("page.numbered", ["number": number]) }
  func signedInstead(_ number: String) -> String { say("session.signedInstead", ["number": number]) }
  var send: String { say("session.send") }
  var cancel: String { say("session.cancel") }
  func responsible(_ controller: String?) -> String {
    guard let controller else {
      return say("session.responsible")
    }
    return say("session.responsibleNamed", ["controller": controller])
  }

  // MARK: A question

  func state(of question: API.Question) -> String? {
    switch question.state {
    case .pending: say("session.state.pending")
    case .rejected: say("session.state.rejected")
    case .hidden: say("session.state.hidden")
    case .withdrawn: say("session.state.withdrawn")
    case .merged: say("session.state.merged")
    case .published: nil
    }
  }
  func joined(_ survivor: API.Survivor) -> String { say("session.joined", ["number": "\(survivor.number)"]) }
  var corrected: String { say("session.corrected") }
  var edited: String { say("session.edited") }
  var owed: String { say("session.owed") }
  var overdue: String { say("session.overdue") }
  var kept: String { say("session.kept") }
  var declined: String { say("session.declined") }
  var void: String { say("session.void") }
  var onStageNow: String { say("session.onStageNow") }

  func promise(_ promise: API.Promise) -> String {
    switch promise.state {
    case .owed: promise.overdue ? overdue : owed
    case .kept: kept
    case .declined: declined
    case .void: void
    }
  }

  func curatedBecause(_ reason: Curation.Reason) -> String {
    switch reason {
    case .duplicate: say("session.curatedBecause.duplicate")
    case .offTopic: say("session.curatedBecause.off_topic")
    case .offensive: say("session.curatedBecause.offensive")
    case .personal: say("session.curatedBecause.personal")
    case .advertising: say("session.curatedBecause.advertising")
    case .unclear: say("session.curatedBecause.unclear")
    case .answeredBefore: say("session.curatedBecause.answered_before")
    }
  }

  // MARK: What the modules say

  func newQuestions(_ number: Int) -> String { count("session.newQuestions", number) }
  var reconnecting: String { say("session.reconnecting") }
  var upvoteWaits: String { say("session.upvoteWaits") }
  var questionWaits: String { say("session.questionWaits") }
  var sending: String { say("session.sending") }
  var liveAsks: String { say("session.liveAsks") }
  var roomGone: String { say("session.changed.roomGone") }
  func roomChanged(_ room: String) -> String { say("session.changed.room", ["room": room]) }
  func titleChanged(_ title: String) -> String { say("session.changed.title", ["title": title]) }
  func timesChanged(_ when: String) -> String { say("session.changed.times", ["when": when]) }
  func speakersChanged(_ people: String) -> String { say("session.changed.speakers", ["people": people]) }
}
