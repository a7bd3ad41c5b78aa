public import API

/// What the board says.
extension Sentences {
  public var boardTitle: String { say("board.title") }
  var boardIntro: String { say("board.intro") }
  var noPromise: String { say("board.noPromise") }
  var noPromiseHere: String { say("board.noPromiseHere") }
  var wholeBoard: String { say("board.wholeBoard") }
  var ledger: String { say("board.ledger") }
  var asTable: String { say("board.asTable") }
  var asFeed: String { say("board.asFeed") }
  var next: String { say("board.next") }

  // MARK: Numbers

  func owedCount(_ counts: API.PromiseCounts) -> String {
    let owed = count("board.count.owed", counts.owed)
    guard counts.overdue > 0 else { return owed }
    return say("board.count.owedLate", ["owed": owed, "overdue": number(counts.overdue)])
  }
  func keptCount(_ counts: API.PromiseCounts) -> String {
    let kept = count("board.count.kept", counts.kept)
    guard counts.disputed > 0 else { return kept }
    return count("board.count.keptDisputed", counts.disputed, ["kept": kept])
  }
  func declinedCount(_ counts: API.PromiseCounts) -> String { count("board.count.declined", counts.declined) }
  func voidCount(_ counts: API.PromiseCounts) -> String { count("board.count.void", counts.void) }
  func medianAnswer(_ seconds: Int) -> String { say("board.medianAnswer", ["duration": duration(seconds)]) }

  /// `40 minutes`, `7 heures`, `12 jours`, in the unit that people would use: whole ones, or so many at most.
  func duration(_ seconds: Int, roundedUp: Bool = true) -> String {
    func whole(_ unit: Int) -> Int { (seconds + (roundedUp ? unit - 1 : 0)) / unit }
    let (minutes, hours, days) = (whole(60), whole(3600), whole(86_400))
    if minutes < 120 { return count("page.minutes", max(1, minutes)) }
    if hours < 48 { return count("page.hours", hours) }
    return count("page.days", days)
  }

  // MARK: The table

  var byAddressee: String { say("board.byAddressee") }
  var addressee: String { say("board.addressee") }
  var owedColumn: String { say("board.column.owed") }
  var overdueColumn: String { say("board.column.overdue") }
  var keptColumn: String { say("board.column.kept") }
  var declinedColumn: String { say("board.column.declined") }
  var voidColumn: String { say("board.column.void") }
  var disputedColumn: String { say("board.column.disputed") }
  var medianColumn: String { say("board.column.median") }

  // MARK: One promise

  /// The heading over all promises of one kind.
  func heading(of kind: API.BoardPromise.Kind) -> String {
    switch kind {
    case .overdue: say("board.heading.overdue")
    case .owed: say("board.heading.owed")
    case .kept: say("board.heading.kept")
    case .declined: say("board.heading.declined")
    case .void: say("board.heading.void")
    }
  }

  /// In two words, for a tag or a title.
  public func state(of promise: API.BoardPromise) -> String {
    switch promise.kind {
    case .overdue: overdue
    case .owed: owed
    case .kept: promise.isDisputed ? say("board.disputed") : kept
    case .declined: declined
    case .void: void
    }
  }

  /// The question's words, or why they are not there.
  public func words(of question: API.Question) -> String {
    question.text.isEmpty && question.state != .published
      ? say("board.textWithheld") : self.question(question.text)
  }

  /// `n° 3 · L’ouverture`
  public func place(of promise: API.BoardPromise) -> String {
    "\(numbered(promise.question.number)) · \(typed(promise.askedOf))"
  }

  func whenMet(_ promise: API.BoardPromise) -> String {
    guard let met = promise.question.promise?.metAt else { return "" }
    return say(
      "board.whenMet",
      ["votes": votes(promise.question.upvotes), "when": date(met), "then": votes(promise.metUpvotes)])
  }

  /// Who owes what until when, or what became of it. It changes when the promise does, and not with every minute.
  public func standing(of promise: API.BoardPromise) -> String {
    guard let owed = promise.question.promise else { return "" }
    let settled = promise.settledAt.map(date) ?? ""
    switch promise.kind {
    case .overdue:
      let since = promise.lateSince.map(date) ?? ""
      return say("board.standing.overdue", ["owedBy": owed.owedBy, "since": since])
    case .owed: return say("board.standing.owed", ["owedBy": owed.owedBy, "when": date(owed.dueAt)])
    case .kept: return say("board.standing.kept", ["settled": settled])
    case .declined: return say("board.standing.declined", ["settled": settled])
    case .void: return say("board.standing.void", ["settled": settled])
    }
  }

  func lateBy(_ seconds: Int) -> String {
    let duration = duration(seconds, roundedUp: false)
    return say("board.lateBy", ["duration": duration])
  }

  public func disagreement(_ verdicts: API.Verdicts) -> String {
    let all = verdicts.yes + verdicts.no
    return count("board.disagreement", verdicts.no, ["all": number(all)])
  }

  // MARK: The ledger's head

  public var ledgerEmpty: String { say("board.ledgerEmpty") }
  /// In full: what `tribune ledger verify --head` takes.
  public func ledgerHead(_ head: API.LedgerHead) -> String {
    say("board.ledgerHead", ["seq": "\(head.seq)", "hash": head.hash])
  }
  /// `Registre 42:9f86d081884c`
  func shortHead(_ head: API.LedgerHead) -> String { "\(ledger) \(head.seq):\(head.hash.prefix(12))" }
}

extension API.BoardPromise {
  /// What colours a promise, and under which heading it stands.
  public enum Kind: String, CaseIterable, Sendable { case overdue, owed, kept, declined, void }

  public var kind: Kind {
    if lateSince != nil { return .overdue }
    return switch question.promise?.state {
    case .owed: .owed
    case .kept: .kept
    case .declined: .declined
    case .void, nil: .void
    }
  }

  public var isDisputed: Bool { question.promise?.disputed == true }
}
