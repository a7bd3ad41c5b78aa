import API
import Foundation

/// A time as an organizer types it: `09:30`, `2017-06-13T09:30`, or RFC 3339 with its offset.
enum TimeGiven: Sendable, Equatable {
  /// On the day that the context gives, in the summit's zone.
  case clock(String)
  /// In the summit's zone.
  case local(day: String, clock: String)
  case exact(Timestamp)

  init(_ text: String) throws {
    if let timestamp = Timestamp(text) {
      self = .exact(timestamp)
    } else if Self.isClock(text) {
      self = .clock(text)
    } else if let parts = Self.dayAndClock(text), Timestamp("\(parts.day)T\(parts.clock):00Z") != nil {
      self = .local(day: parts.day, clock: parts.clock)
    } else {
      throw Misread(rule: "must be a time: 09:30, 2017-06-13T09:30, or 2017-06-13T09:30:00+02:00")
    }
  }

  /// The moment that is meant. `day` is `2017-06-13`.
  func resolved(on day: String, in zone: TimeZone) throws -> Timestamp {
    switch self {
    case .exact(let timestamp): return timestamp
    case .clock(let clock): return try Self.moment(day, clock, zone)
    case .local(let day, let clock): return try Self.moment(day, clock, zone)
    }
  }

  /// The first moment after another that is meant: an end at 00:30 is on the next day.
  func resolved(after start: Timestamp, in zone: TimeZone) throws -> Timestamp {
    let first = try resolved(on: start.day(in: zone), in: zone)
    guard case .clock = self, first <= start else { return first }
    let tomorrow = Timestamp(start.date + 86_400, in: zone).day(in: zone)
    return try resolved(on: tomorrow, in: zone)
  }

  /// A local time is an instant once its offset is found. Summer time leaves an hour out, which is refused, and
  /// repeats another, of which the first is meant.
  private static func moment(_ day: String, _ clock: String, _ zone: TimeZone) throws -> Timestamp {
    guard let asUTC = Timestamp("\(day)T\(clock):00Z")?.date else {
      throw Failure(.usage, "There is no \(clock) on \(day).")
    }
    let offsets = [-86_400.0, 86_400.0].map { zone.secondsFromGMT(for: asUTC + $0) }
    let moments = offsets.map { Timestamp(asUTC - Double($0), in: zone) }
    guard let moment = moments.filter({ Double($0.offset) == asUTC.timeIntervalSince($0.date) }).min() else {
      throw Failure(
        .usage, "There is no \(clock) on \(day) in \(zone.identifier): the clocks go forward then.")
    }
    return moment
  }

  private static func isClock(_ text: String) -> Bool {
    text.utf8.count == 5 && Timestamp("2000-01-01T\(text):00Z") != nil
  }

  private static func dayAndClock(_ text: String) -> (day: String, clock: String)? {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " }).map(String.init)
    guard parts.count == 2, text.utf8.count == 16, isClock(parts[1]) else { return nil }
    return (parts[0], parts[1])
  }
}

extension ValueKind where Value == TimeGiven {
  static let time = ValueKind(read: TimeGiven.init)
}

// MARK: Times shown

extension Timestamp {
  /// `2017-06-13`, in the zone of the summit, whose offset the API writes.
  var day: String { String(description.prefix(10)) }
  /// `09:30`
  var clock: String { String(description.dropFirst(11).prefix(5)) }
  /// `2017-06-13 09:30`
  var dayAndClock: String { "\(day) \(clock)" }

  func day(in zone: TimeZone) -> String { Timestamp(date, in: zone).day }

  /// `2017-06-13 09:30–10:15`, with the end's day where it is another.
  func span(to end: Timestamp) -> String {
    day == end.day ? "\(dayAndClock)–\(end.clock)" : "\(dayAndClock) – \(end.dayAndClock)"
  }
}
