import API

/// A decision in the live queue, with what takes it back.
struct Act: Equatable, Sendable {
  enum Action: String, Sendable {
    case approve, reject, hide, restore, highlight, unhighlight, merge, unmerge
    /// Whoever reported it counts no more, and counts again.
    case setAside, release
  }

  struct Named: Equatable, Sendable {
    let id: String
    let number: Int
  }

  let action: Action
  let reason: Reason?
  let question: String
  let number: Int
  /// What was large on the wall before: undoing a highlight puts it back there.
  let highlightedBefore: Named?
  /// Of a merge: the question that counts for it.
  var into: Named?
  /// Of setting reporters aside: the quarantine, once it is made.
  var quarantine: String?
  var isUndo = false

  var change: QuestionChange {
    QuestionChange(action: action.rawValue, reason: reason?.rawValue, into: into?.id)
  }

  var past: String {
    switch action {
    case .approve: "approved"
    case .reject: "rejected" + (reason.map { " (\($0.rawValue))" } ?? "")
    case .hide: "hidden" + (reason.map { " (\($0.rawValue))" } ?? "")
    case .restore: "restored"
    case .highlight: "highlighted"
    case .unhighlight: "no longer highlighted"
    case .merge: "merged" + (into.map { " into #\($0.number)" } ?? "")
    case .unmerge: "set apart"
    case .setAside: "is rid of its reporters, who count no more"
    case .release: "has its reports again"
    }
  }

  var undoing: Act {
    var subject = Named(id: question, number: number)
    let reverse: Action
    switch action {
    case .approve, .reject, .hide, .restore: reverse = .restore
    case .unhighlight: reverse = .highlight
    case .merge, .unmerge: reverse = .unmerge
    case .setAside, .release: reverse = .release
    case .highlight:
      if let highlightedBefore, highlightedBefore != subject {
        (reverse, subject) = (.highlight, highlightedBefore)
      } else {
        reverse = .unhighlight
      }
    }
    return Act(
      action: reverse, reason: nil, question: subject.id, number: subject.number, highlightedBefore: nil,
      quarantine: quarantine, isUndo: true)
  }
}

extension Act.Action {
  /// Whether the question goes elsewhere in the queue, or out of it.
  var leavesItsPlace: Bool { [.approve, .reject, .hide, .merge].contains(self) }

  /// Why the decision makes no sense now, without asking the server.
  func objection(to question: Question) -> String? {
    let waits = question.state == "pending"
    switch self {
    case .approve: return waits ? nil : "is published already."
    case .reject: return waits ? nil : "is published: h hides it."
    case .hide: return waits ? "waits: r rejects it." : nil
    case .highlight: return waits ? "waits: a approves it first." : nil
    case .merge: return question.publishedLookalike == nil ? "is like none that is published." : nil
    case .setAside: return question.reporting == nil ? "was reported by nobody." : nil
    case .unhighlight, .restore, .unmerge, .release: return nil
    }
  }
}

extension Question {
  /// What it can be merged into at a key: the one most like it that is published.
  var publishedLookalike: Act.Named? {
    similar?.first { $0.state == "published" }.map { Act.Named(id: $0.id, number: $0.number) }
  }
}

extension SessionQuestions {
  /// Does it, and returns the question as it is then; with the quarantine that setting reporters aside made.
  func does(_ act: Act) async throws -> (Question, quarantine: String?) {
    var made: String?
    switch act.action {
    case .setAside:
      let report: Client.Reply<QuarantineReport> = try await summit.client.send(
        "POST", summit.path + ["quarantines"],
        body: NewQuarantine(reportersOf: act.question, reason: QuarantineReason.stuffing.rawValue))
      made = report.value.id
    case .release:
      guard let quarantine = act.quarantine else { break }
      _ = try await summit.client.send("DELETE", summit.path + ["quarantines", quarantine])
    default: return (try await change(act.question, act.change).value, nil)
    }
    let question: Client.Reply<Question> = try await summit.client.get(
      summit.path + ["questions", act.question])
    return (question.value, made)
  }
}
