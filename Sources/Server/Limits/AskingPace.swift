internal import EventLoop
internal import Storage

/// What each attendee asked within the last minute, as SQL counts it under the summit's lock (`Asking.mostPerMinute`):
/// whoever asks more is told so without a transaction. A request that is repeated, with the key of one of these, passes:
/// it gets the answer that it got before.
@Loop final class AskingPace {
  private struct Asked {
    let at: Duration
    let key: Int?
  }

  private var lately: [AttendeeIdentity: [Asked]] = [:]
  private let limiter: Limiter
  private static let minute: Duration = .seconds(60)
  private static let mostAttendees = 50_000

  /// On the limiter's clock.
  init(_ limiter: Limiter) { self.limiter = limiter }

  /// How long until the attendee may ask again; nil where they may now.
  func wait(for attendee: AttendeeIdentity, key: String?) -> Duration? {
    let now = limiter.now
    let asked = (lately[attendee] ?? []).filter { now - $0.at < Self.minute }
    guard asked.count >= Asking.mostPerMinute, let first = asked.first else { return nil }
    if let key = key?.hashValue, asked.contains(where: { $0.key == key }) { return nil }
    return Self.minute - (now - first.at)
  }

  func note(_ attendee: AttendeeIdentity, key: String?) {
    let now = limiter.now
    if lately.count >= Self.mostAttendees {
      lately = lately.filter { $0.value.contains { now - $0.at < Self.minute } }
      if lately.count >= Self.mostAttendees { lately = [:] }
    }
    let asked = (lately[attendee] ?? []).suffix(Asking.mostPerMinute - 1)
    lately[attendee] = Array(asked) + [Asked(at: now, key: key?.hashValue)]
  }
}

extension Limits {
  /// Throws where the attendee asked five times within the minute, or where more arrives at once than a hall asks: six
  /// hundred questions, then five a second.
  func checkAsking(_ asking: Asking, by me: AttendeeIdentity, in summit: SummitRecord) throws {
    if let wait = pace.wait(for: me, key: asking.idempotencyKey) {
      throw Self.tooMany(
        wait, "too_many_questions", "At most \(Asking.mostPerMinute) questions a minute.")
    }
    let hall = Budget(atOnce: max(600, Double(summit.expectedAttendees ?? 0)), perSecond: 5)
    let place: Limiter.Who =
      switch asking.addressee {
      case .session(let id): .addressee(summit: summit.id.rawValue, session: id.rawValue, organisation: nil)
      case .organisation(let id):
        .addressee(summit: summit.id.rawValue, session: nil, organisation: Int64(id.rawValue))
      case .summit: .addressee(summit: summit.id.rawValue, session: nil, organisation: nil)
      }
    if let wait = limiter.wait(for: .ask, by: place, hall) {
      throw Self.tooMany(wait, "too_many_questions", "More questions arrive here at once than can be read.")
    }
  }
}
