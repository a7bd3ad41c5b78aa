internal import API

/// What the organizers' overview says.
extension Sentences {
  var overview: String { say("overview.title") }
  var overviewSpans: String { say("overview.spans") }
  var overviewStale: String { say("overview.stale") }
  var overviewLeave: String { say("overview.leave") }

  func name(of span: OverviewPage.Span) -> String {
    switch span {
    case .hour: say("overview.hour")
    case .day: say("overview.day")
    }
  }

  func overviewPeople(_ attendees: Int, present: Int) -> String {
    say("overview.people", ["people": count("overview.attendees", attendees), "present": number(present)])
  }
  func overviewQueue(_ waiting: Int, oldest seconds: Int?) -> String {
    guard waiting > 0, let seconds else { return say("overview.queueEmpty") }
    return say(
      "overview.queue",
      ["waiting": count("overview.waiting", waiting), "age": duration(seconds, roundedUp: false)])
  }
  func overviewOwed(_ owed: Int, late: Int) -> String {
    let answers = count("overview.owed", owed)
    return late > 0 ? "\(answers), \(lateAmongThem(late))" : answers
  }
  func overviewStreams(_ streams: Int, connections: Int) -> String {
    say(
      "overview.streams",
      ["streams": count("overview.followers", streams), "connections": number(connections)])
  }
  func overviewAsOf(_ time: Timestamp) -> String { say("overview.asOf", ["hour": hour(time)]) }
  func overviewServer(_ name: String) -> String { say("overview.server", ["server": name]) }
  func overviewWords(now: String, most: String, at time: Timestamp) -> String {
    say("overview.words", ["now": now, "most": most, "hour": hour(time)])
  }

  var questionsAMinute: String { say("overview.questionsAMinute") }
  var upvotesAMinute: String { say("overview.upvotesAMinute") }
  var attendeesJoined: String { say("overview.attendeesJoined") }
  var queueLength: String { say("overview.queueLength") }
  var liveConnections: String { say("overview.liveConnections") }

  var openBoxes: String { say("overview.openBoxes") }
  var noOpenBox: String { say("overview.noOpenBox") }
  var sessionColumn: String { say("overview.column.session") }
  var boxColumn: String { say("overview.column.box") }
  var presentColumn: String { say("overview.column.present") }
  var waitingColumn: String { say("overview.column.waiting") }
  var closesColumn: String { say("overview.column.closes") }

  // MARK: The door

  var overviewForOrganizers: String { say("overview.forOrganizers") }
  var overviewAskForLink: String { say("overview.askForLink") }
  var overviewToken: String { say("overview.token") }
  var overviewTokenRefused: String { say("overview.tokenRefused") }
  var overviewSignIn: String { say("overview.signIn") }
  var overviewOpens: String { say("overview.opens") }
  var overviewOpen: String { say("overview.open") }
  var overviewLinkUsed: String { say("overview.linkUsed") }

  /// `12`, `0,4`: one decimal below ten, where there is one.
  func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    guard tenths < 100, !tenths.isMultiple(of: 10) else { return number(Int(value.rounded())) }
    return "\(tenths / 10)\(say("number.point"))\(tenths % 10)"
  }
}
