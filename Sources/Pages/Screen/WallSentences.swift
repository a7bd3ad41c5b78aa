internal import API
internal import Foundation

/// What the wall says of time: what comes, in how long, and since when it has heard nothing.
extension Sentences {
  var wallComing: String { say("screen.coming") }
  var wallOver: String { say("screen.over") }
  var wallBoard: String { say("screen.board") }
  var wallSoon: String { say("screen.soon") }
  var wallLastMinute: String { say("screen.lastMinute") }

  /// A clock has its minutes, also at the full hour: `11 h 00`.
  func hourWithMinutes(_ time: Timestamp) -> String {
    let (hour, minute) = (time.minuteOfDay / 60, time.minuteOfDay % 60)
    return self.hour("\(hour)", minute < 10 ? "0\(minute)" : "\(minute)")
  }

  func hour(_ hour: String, _ minute: String) -> String {
    say("moment.hour", ["hour": hour, "minute": minute])
  }

  // MARK: What comes

  /// `à 11 h 00`, and on another day `mercredi 14 juin à 9 h 30`.
  func wallAt(_ time: Timestamp, now: Timestamp) -> String {
    let hour = hourWithMinutes(time)
    guard let day = time.day, day != now.day else { return say("screen.at", ["hour": hour]) }
    return say("screen.atDay", ["day": weekday(day), "hour": hour])
  }

  /// `À suivre à 11 h 00 : Le débat`
  func wallNext(_ next: API.RoomNow.Slot, now: Timestamp) -> String {
    say("screen.next", ["when": wallAt(next.startsAt, now: now), "title": typed(next.title)])
  }

  /// What comes in the room after a session, if anything is known to.
  func wallNext(_ room: API.RoomNow?, after session: API.Session, now: Timestamp) -> String? {
    let coming =
      room?.session?.slug == session.slug ? room?.next : room?.phase == .over ? room?.next : room?.session
    return coming.map { wallNext($0, now: now) }
  }

  /// `dans 12 min`; nothing where it is another day's.
  func wallCountdown(to time: Timestamp, now: Timestamp) -> String {
    let minutes = Int((time.date.timeIntervalSince(now.date) / 60).rounded(.up))
    if minutes > 12 * 60 { return "" }
    return minutes <= 1 ? wallSoon : wallIn(wallDuration(minutes: minutes))
  }

  func wallTimeLeft(minutes: Int) -> String {
    minutes <= 1 ? wallLastMinute : wallLeft(wallDuration(minutes: minutes))
  }

  private func wallDuration(minutes: Int) -> String {
    guard minutes >= 60 else { return wallMinutes("\(minutes)") }
    return wallHours("\(minutes / 60)", minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)")
  }

  // With places for the modules' values.

  func wallMinutes(_ minutes: String) -> String { say("screen.minutes", ["minutes": minutes]) }
  func wallHours(_ hours: String, _ minutes: String) -> String {
    say("screen.hours", ["hours": hours, "minutes": minutes])
  }
  func wallIn(_ duration: String) -> String { say("screen.in", ["duration": duration]) }
  func wallLeft(_ duration: String) -> String { say("screen.left", ["duration": duration]) }
  func wallStale(_ hour: String) -> String { say("screen.stale", ["hour": hour]) }
  var wallAsks: String { say("screen.asks") }

  // MARK: Keys

  var wallKeys: String { say("screen.keys") }

  func wallKey(_ key: String) -> String {
    switch key {
    case "f": say("screen.key.full")
    case "n": say("screen.key.next")
    case "b": say("screen.key.blank")
    case "Esc": say("screen.key.back")
    default: say("screen.key.help")
    }
  }
}
