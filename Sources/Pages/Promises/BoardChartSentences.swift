internal import API

/// What the head of the board and its charts say.
extension Sentences {
  // MARK: The headline

  /// `4 réponses données`
  func answersGiven(_ number: Int) -> String { count("board.given", number) }
  /// Of those given, where there are any.
  func disputedAmongThem(_ number: Int) -> String { count("board.disputedAmongThem", number) }
  func owed(_ number: Int) -> String { count("board.count.owed", number) }
  /// Of those owed.
  func lateAmongThem(_ number: Int) -> String { count("board.lateAmongThem", number) }
  /// Between the halves of the headline.
  var semicolon: String { say("board.semicolon") }
  func promisesMade(_ number: Int) -> String { count("board.promisesMade", number) }

  /// `4 réponses données ; 3 dues, dont 1 en retard.`: for where there is no mark-up.
  func headline(_ counts: API.PromiseCounts) -> String {
    guard counts.all > 0 else { return noPromise }
    let disputed = counts.disputed > 0 ? ", \(disputedAmongThem(counts.disputed))" : ""
    return "\(answersGiven(counts.kept))\(disputed)\(semicolon) \(owedCount(counts))."
  }

  // MARK: Parts of the board

  func boardOf(_ title: String) -> String { say("board.of", ["title": typed(title)]) }
  var everything: String { say("board.everything") }
  var boardParts: String { say("board.parts") }

  func name(of kind: BoardView.Kind) -> String {
    switch kind {
    case .overdue: overdueColumn
    case .owed: owedColumn
    case .kept: keptColumn
    case .disputed: disputedColumn
    case .declined: declinedColumn
    case .void: voidColumn
    }
  }

  func onlyFirst(_ shown: Int, of all: Int) -> String {
    say("board.onlyFirst", ["shown": number(shown), "all": number(all)])
  }
  var theNumbers: String { say("board.numbers") }
  var overTime: String { say("board.overTime") }
  var printedFrom: String { say("board.printedFrom") }

  // MARK: Marks

  func legend(_ mark: ChartMark) -> String {
    switch mark {
    case .late: say("chart.late")
    case .owed: say("chart.owed")
    case .kept: say("chart.kept")
    case .disputed: say("chart.disputed")
    case .declined: say("chart.declined")
    case .void: say("chart.void")
    }
  }

  /// `3 dues, dont 1 en retard · 4 données · 1 refusée`; what there is none of is left out.
  func inShort(_ counts: API.PromiseCounts) -> String {
    [
      counts.owed > 0 ? owedCount(counts) : nil, counts.kept > 0 ? keptCount(counts) : nil,
      counts.declined > 0 ? declinedCount(counts) : nil, counts.void > 0 ? voidCount(counts) : nil,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  var metMark: String { say("chart.met") }
  var dueMark: String { say("chart.due") }
  var answeredMark: String { say("chart.answered") }
  var endedMark: String { say("chart.ended") }
  var lateMark: String { say("chart.lateness") }

  /// Everything that the line of a promise shows.
  func dates(of promise: API.BoardPromise) -> String {
    guard let owed = promise.question.promise else { return "" }
    let due = min(owed.firstDueAt, owed.dueAt)
    let dates = say("chart.dates", ["met": date(owed.metAt), "due": date(due)])
    return "\(dates) \(standing(of: promise))" + (promise.kind == .void ? "" : ".")
  }

  // MARK: One promise

  var howItWent: String { say("board.howItWent") }
  var itsDates: String { say("board.itsDates") }
}
