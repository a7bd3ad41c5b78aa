import API

/// A decision in the live queue, with what takes it back.
struct Act: Equatable, Sendable {
  enum Action: String, Sendable {
    case approve, reject, hide, highlight, unhighlight, merge, undo
    /// Whoever reported it counts no more, and counts again.
    case setAside, release
  }

  struct Named: Equatable, Sendable {
    let id: String
    let number: Int
  }

  let action: Action
  let reason: API.Curation.Reason?
  let question: String
  let number: Int
  /// Of a merge: the question that counts for it.
  var into: Named?
  /// What the server calls it once it is done, and an undo names: without, nothing is to be undone. Of setting reporters
  /// aside, the quarantine.
  var id: String?

  var isUndo: Bool { action == .undo || action == .release }

  var change: QuestionChange {
    QuestionChange(
      action: action.said, reason: reason, into: into?.id, act: isUndo ? id : nil)
  }

  var past: String {
    switch action {
    case .approve: "approved"
    case .reject: "rejected" + (reason.map { " (\($0.rawValue))" } ?? "")
    case .hide: "hidden" + (reason.map { " (\($0.rawValue))" } ?? "")
    case .highlight: "highlighted"
    case .unhighlight: "no longer highlighted"
    case .merge: "merged" + (into.map { " into #\($0.number)" } ?? "")
    case .undo: "taken back"
    case .setAside: "is rid of its reporters, who count no more"
    case .release: "has its reports again"
    }
  }

  /// What takes this very act back, and no later one of somebody else's.
  var undoing: Act {
    Act(
      action: action == .setAside ? .release : .undo, reason: nil, question: question, number: number, id: id)
  }
}

extension Act.Action {
  /// Whether the question goes elsewhere in the queue, or out of it.
  var leavesItsPlace: Bool { [.approve, .reject, .hide, .merge].contains(self) }

  /// As the API says it; nil where it is not about the question itself.
  var said: QuestionChange.Action? {
    switch self {
    case .approve: .decide(.approve)
    case .reject: .decide(.reject)
    case .hide: .decide(.hide)
    case .highlight: .decide(.highlight)
    case .unhighlight: .decide(.unhighlight)
    case .merge: .decide(.merge)
    case .undo: .undo
    case .setAside, .release: nil
    }
  }

  /// Why the decision makes no sense now, without asking the server.
  func objection(to question: Question) -> String? {
    let waits = question.state == .pending
    switch self {
    case .approve: return waits ? nil : "is published already."
    case .reject: return waits ? nil : "is published: h hides it."
    case .hide: return waits ? "waits: r rejects it." : nil
    case .highlight: return waits ? "waits: a approves it first." : nil
    case .merge: return question.publishedLookalike == nil ? "is like none that is published." : nil
    case .setAside: return question.reporting == nil ? "was reported by nobody." : nil
    case .unhighlight, .undo, .release: return nil
    }
  }
}

extension Question {
  /// What it can be merged into at a key: the one most like it that is published.
  var publishedLookalike: Act.Named? {
    similar?.first { $0.state == .published }.map { Act.Named(id: $0.id, number: $0.number) }
  }
}

extension SessionQuestions {
  /// Does it, and returns the question as it is then, with what the server calls the act: nil where nothing is to be
  /// undone.
  func does(_ act: Act) async throws -> (Question, id: String?) {
    var id: String?
    switch act.action {
    case .setAside:
      let report: Client.Reply<QuarantineReport> = try await summit.client.send(
        "POST", summit.path + ["quarantines"],
        body: NewQuarantine(reportersOf: act.question, reason: .stuffing))
      id = report.value.id
    case .release:
      guard let quarantine = act.id else { break }
      _ = try await summit.client.send("DELETE", summit.path + ["quarantines", quarantine])
    default:
      let question = try await change(act.question, act.change).value
      return (question, question.act)
    }
    let question: Client.Reply<Question> = try await summit.client.get(
      summit.path + ["questions", act.question])
    return (question.value, id)
  }
}
