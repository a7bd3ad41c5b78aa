internal import API
internal import Foundation

/// How long a session still has, in the steps that a stage is told of: `time-left.js` counts on by the same ones.
enum TimeLeft: Equatable {
  /// Hours away: a time of the clock says more.
  case later
  case startsIn(minutes: Int)
  case left(minutes: Int)
  /// The last five minutes.
  case soon(minutes: Int)
  case seconds(Int)
  case over(minutes: Int)
  /// An hour after its end nobody runs late any more.
  case ended

  init(of session: API.Session, at now: Date) {
    let starts = session.startsAt.date.timeIntervalSince(now)
    let ends = session.endsAt.date.timeIntervalSince(now)
    func minutes(_ seconds: Double) -> Int { Int((seconds / 60).rounded(.up)) }
    switch (starts, ends) {
    case (7200..., _): self = .later
    case (let starts, _) where starts > 0: self = .startsIn(minutes: minutes(starts))
    case (_, let ends) where ends > 300: self = .left(minutes: minutes(ends))
    case (_, let ends) where ends > 60: self = .soon(minutes: minutes(ends))
    case (_, let ends) where ends > 0: self = .seconds(Int(ends.rounded(.up)))
    case (_, let ends) where ends > -3600: self = .over(minutes: max(1, minutes(-ends)))
    default: self = .ended
    }
  }

  /// The class that colours it.
  var urgency: String? {
    switch self {
    case .soon, .seconds: "soon"
    case .over: "over"
    case .later, .startsIn, .left, .ended: nil
    }
  }
}

extension Sentences {
  func timeLeft(_ left: TimeLeft, of session: API.Session, now: Timestamp) -> String {
    switch left {
    case .later: say("stage.time.startsAt", ["moment": moment(session.startsAt, now: now)])
    case .startsIn(let minutes): say("stage.time.startsIn", ["span": span(minutes: minutes)])
    case .left(let minutes): say("stage.time.left", ["span": span(minutes: minutes)])
    case .soon(let minutes): say("stage.time.soon", ["span": span(minutes: minutes)])
    case .seconds(let seconds): say("stage.time.soon", ["span": shortSeconds(number(seconds))])
    case .over(let minutes): say("stage.time.over", ["span": span(minutes: minutes)])
    case .ended: say("stage.time.ended")
    }
  }

  /// The same for the module: `#` stands for the number, `@` for the minutes after the hours.
  var timeLeftWords: [String: String] {
    [
      "starts": say("stage.time.startsIn", ["span": "#"]), "left": say("stage.time.left", ["span": "#"]),
      "soon": say("stage.time.soon", ["span": "#"]), "over": say("stage.time.over", ["span": "#"]),
      "ended": say("stage.time.ended"), "minutes": say("stage.time.minutes", ["minutes": "#"]),
      "seconds": shortSeconds("#"), "hours": say("stage.time.hours", ["hours": "#", "minutes": "@"]),
    ]
  }

  /// `10 s`
  func shortSeconds(_ seconds: String) -> String { say("stage.time.seconds", ["seconds": seconds]) }

  /// `21 min`, `1 h 05`
  private func span(minutes: Int) -> String {
    guard minutes > 60 else { return say("stage.time.minutes", ["minutes": number(minutes)]) }
    let rest = minutes % 60
    return say(
      "stage.time.hours", ["hours": number(minutes / 60), "minutes": rest < 10 ? "0\(rest)" : "\(rest)"])
  }
}
