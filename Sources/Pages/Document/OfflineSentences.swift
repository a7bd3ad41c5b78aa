/// What the pages say without a network, and of what was not sent.
extension Sentences {
  /// Followed by the hour.
  var offlineAsOf: String { say("offline.offlineAsOf") }
  var tryAgain: String { say("offline.tryAgain") }
  var offlineTitle: String { say("offline.offlineTitle") }
  var offlineAdvice: String { say("offline.offlineAdvice") }
  var phoneTitle: String { say("offline.phoneTitle") }
  var phonePages: String { say("offline.phonePages") }
  var phoneActs: String { say("offline.phoneActs") }
  var phoneDrafts: String { say("offline.phoneDrafts") }
  var phoneErase: String { say("offline.phoneErase") }

  /// What the modules say of the outbox.
  var wordsOfOutbox: [String: String] {
    [
      "voteLeaves": say("offline.voteLeaves"),
      "voteWaits": say("offline.voteWaits"),
      "voteCounts": say("offline.voteCounts"),
      "nothingKept": say("offline.nothingKept"),
      "cookiesNeeded": say("offline.cookiesNeeded"),
      "keptTitle": say("offline.kept"),
      "keptRefused": say("offline.keptRefused"),
      "keptWaits": say("offline.keptWaits"),
      "keptOther": say("offline.keptOther"),
      "keptUpvote": say("offline.keptUpvote"),
      "keptWithdrawal": say("offline.keptWithdrawal"),
      "keptVerdict": say("offline.keptVerdict"),
      "keptFeedback": say("offline.keptFeedback"),
      "keptReport": say("offline.keptReport"),
      "keptRetry": say("offline.keptRetry"),
      "keptMend": say("offline.keptMend"),
      "keptCopy": say("offline.keptCopy"),
      "keptCopied": say("offline.keptCopied"),
      "keptDiscard": say("offline.keptDiscard"),
      "keptErase": say("offline.keptErase"),
      "keptDismiss": say("offline.keptDismiss"),
      "keptBadge": say("offline.keptBadge"),
    ]
  }
}
