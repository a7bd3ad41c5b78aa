import API

extension Question.State: Choice {
  var summary: String {
    switch self {
    case .pending: "waits until somebody approves it"
    case .published: "everybody sees it and can sign it"
    case .rejected: "refused by a curator"
    case .hidden: "was published, and taken off the lists"
    case .merged: "became part of another"
    case .withdrawn: "taken back by its author"
    }
  }
}

enum QuestionOrder: String, Choice {
  case top, new, rising

  var summary: String {
    switch self {
    case .top: "most upvotes first"
    case .new: "newest first"
    case .rising: "most upvotes of late first"
    }
  }
}

/// Why a curator rejects or hides: public, in the ledger.
extension API.Curation.Reason: Choice {
  var summary: String {
    switch self {
    case .duplicate: "another question asks the same"
    case .offTopic: "not about this session"
    case .offensive: "insults somebody; the ledger leaves the text out"
    case .personal: "about somebody's private life; the ledger leaves the text out"
    case .advertising: "sells something"
    case .unclear: "invites its author to word it anew"
    case .answeredBefore: "was answered already"
    }
  }

  /// Its key in the live queue; none that decides something itself, for a hand that is in a hurry.
  var key: Character {
    switch self {
    case .duplicate: "d"
    case .offTopic: "o"
    case .offensive: "f"
    case .personal: "p"
    case .advertising: "v"
    case .unclear: "c"
    case .answeredBefore: "b"
    }
  }
}
