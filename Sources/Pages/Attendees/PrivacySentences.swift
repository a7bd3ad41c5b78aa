internal import API

/// What the pages about privacy say: short, and true.
extension Sentences {
  var privacyTitle: String { say("privacy.title") }

  func controller(_ controller: String?, contact: String?) -> String {
    switch (controller, contact) {
    case (let controller?, let contact?):
      say("privacy.controller.reached", ["controller": controller, "contact": contact])
    case (let controller?, nil): say("privacy.controller.named", ["controller": controller])
    case (nil, let contact?): say("privacy.controller.contact", ["contact": contact])
    case (nil, nil): say("privacy.controller.unknown")
    }
  }

  var noAccount: String { say("privacy.noAccount") }

  /// One sentence for each thing that is kept.
  func kept(badges: Bool) -> [String] {
    [
      say("privacy.kept.token"),
      badges
        ? say("privacy.kept.badge") : nil,
      say("privacy.kept.words"),
      say("privacy.kept.visits"),
      say("privacy.kept.bursts"),
      say("privacy.kept.browser"),
    ].compactMap(\.self)
  }

  func retention(_ days: Int?) -> String {
    guard let days else {
      return say("privacy.retention.unset")
    }
    let period = count("page.days", days)
    return say("privacy.retention.period", ["period": period])
  }

  var ledgerKeeps: String { say("privacy.ledgerKeeps") }
  var keptTitle: String { say("privacy.keptTitle") }
  var durationTitle: String { say("privacy.durationTitle") }
  var whoTitle: String { say("privacy.whoTitle") }
  var seeAndErase: String { say("privacy.seeAndErase") }

  // MARK: What is held about the reader

  var heldTitle: String { say("privacy.heldTitle") }
  var heldNothing: String { say("privacy.heldNothing") }
  func joined(at: API.Timestamp, now: API.Timestamp, badge: Bool) -> String {
    let when = moment(at, now: now)
    return badge
      ? say("privacy.joinedWithBadge", ["when": when])
      : say("privacy.joined", ["when": when])
  }
  var heldQuestions: String { say("privacy.heldQuestions") }
  var heldUpvotes: String { say("privacy.heldUpvotes") }
  var heldReports: String { say("privacy.heldReports") }
  var heldVerdicts: String { say("privacy.heldVerdicts") }
  var heldRatings: String { say("privacy.heldRatings") }
  var heldVisits: String { say("privacy.heldVisits") }
  var heldYes: String { say("privacy.heldYes") }
  var heldNo: String { say("privacy.heldNo") }

  var eraseTitle: String { say("privacy.eraseTitle") }
  var eraseMeans: String { say("privacy.eraseMeans") }
  var eraseConfirm: String { say("privacy.eraseConfirm") }
  var eraseButton: String { say("privacy.eraseButton") }
  var eraseUnconfirmed: String { say("privacy.eraseUnconfirmed") }
  var erased: String { say("privacy.erased") }
}
