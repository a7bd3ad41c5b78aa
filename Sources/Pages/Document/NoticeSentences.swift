public import API

/// What happened, and why something was refused: each says what to do next.
extension Sentences {
  func notice(_ notice: Notice) -> String {
    switch notice {
    case .asked(let number, false, _): say("notice.asked", ["number": "\(number)"])
    case .asked(let number, true, _): say("notice.askedPending", ["number": "\(number)"])
    case .edited(false): say("notice.edited")
    case .edited(true): say("notice.editedPending")
    case .nameTakenOff: say("notice.nameTakenOff")
    case .joinedWithBadge: say("notice.joinedWithBadge")
    case .reported(let held): reported(held: held)
    case .withdrawn: say("notice.withdrawn")
    case .judged: say("notice.judged")
    case .arrivedTooLate: say("notice.arrivedTooLate")
    }
  }

  var followQuestion: String { say("notice.followQuestion") }
  var keepReceipt: String { say("notice.keepReceipt") }

  /// Of a problem as the API answers it: by rule, then by code, then by status.
  public func problem(_ problem: API.Problem) -> String {
    if problem.field == "badge" { return badge(problem) }
    if let rule = problem.rule, let sentence = broken(rule: rule, field: problem.field) { return sentence }
    switch problem.code {
    case "box_scheduled": return say("problem.box_scheduled")
    case "box_paused": return say("problem.box_paused")
    case "box_closed": return say("problem.box_closed")
    case "arrived_too_late": return notice(.arrivedTooLate)
    case "session_cancelled": return say("problem.session_cancelled")
    case "summit_closed": return say("problem.summit_closed")
    case "question_not_published", "question_not_found": return say("problem.question_not_published")
    case "wording_locked": return say("problem.wording_locked")
    case "too_many_edits": return say("problem.too_many_edits")
    case "cookies_needed": return say("problem.cookies_needed")
    case "promise_latched": return say("problem.promise_latched")
    case "not_upvoter": return say("problem.not_upvoter")
    case "not_answered": return say("problem.not_answered")
    case "feedback_too_early": return feedbackTooEarly
    case "attendee_unknown": return say("problem.attendee_unknown")
    case "cross_origin": return say("problem.cross_origin")
    default: break
    }
    switch problem.status {
    case 404: return say("problem.404")
    case 429: return say("problem.429")
    case 503: return say("problem.503")
    default: return say("problem.other")
    }
  }

  private func badge(_ problem: API.Problem) -> String {
    switch problem.code {
    case "badge_unknown": say("problem.badge.badge_unknown")
    case "badge_erased": say("problem.badge.badge_erased")
    case "too_many_badge_tries": say("problem.badge.too_many_badge_tries")
    default: say("problem.badge.other")
    }
  }

  private func broken(rule: String, field: String?) -> String? {
    switch (rule, field) {
    case ("too_short", _): say("problem.broken.too_short")
    case ("too_long", "name"): say("problem.broken.name.too_long")
    case ("too_long", "comment"): commentTooLong
    case ("range", "stars"), ("required", "stars"): chooseStars
    case ("too_long", _): say("problem.broken.too_long")
    case ("control_character", _), ("format_character", _), ("line_separator", _),
      ("unassigned_character", _):
      say("problem.broken.invisible")
    case ("too_many_combining_marks", _): say("problem.broken.too_many_combining_marks")
    default: nil
    }
  }
}
