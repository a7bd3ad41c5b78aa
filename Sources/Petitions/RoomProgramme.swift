public import struct Foundation.Date
public import struct Foundation.TimeZone

public enum RoomPhase: String, CaseIterable, Sendable {
  /// A session is on.
  case on
  /// The next session is still to come, today or where none was there today.
  case next
  /// No more today.
  case over
}

/// What takes place in one room, and which of it is on: by the programme, and by what people did where talks run late.
public struct RoomProgramme<ID: Hashable & Sendable>: Sendable {
  /// One session of the room that takes place.
  public struct Slot: Sendable {
    public var id: ID
    public var startsAt: Date
    public var endsAt: Date
    /// As it was when it was read; `closesAt` tells when it closes by itself.
    public var box: Box
    public var openedAt: Date?
    public var closesAt: Date?

    public init(
      id: ID, startsAt: Date, endsAt: Date, box: Box = .scheduled, openedAt: Date? = nil,
      closesAt: Date? = nil
    ) {
      (self.id, self.startsAt, self.endsAt) = (id, startsAt, endsAt)
      (self.box, self.openedAt, self.closesAt) = (box, openedAt, closesAt)
    }

    fileprivate func isOn(at now: Date) -> Bool { startsAt <= now && now < endsAt }

    /// It takes questions or upvotes.
    fileprivate func isLive(at now: Date) -> Bool {
      (box == .open || box == .paused) && closesAt.map { now < $0 } ?? true
    }
  }

  public struct State: Hashable, Sendable {
    public var phase: RoomPhase
    /// The one that is on, comes next, or was the last; nil where the room has none.
    public var session: ID?
    /// What comes after it; where the day is over, what opens another day.
    public var next: ID?

    public init(phase: RoomPhase, session: ID?, next: ID?) {
      (self.phase, self.session, self.next) = (phase, session, next)
    }
  }

  private let slots: [Slot]
  private let zone: TimeZone

  /// A day of a programme ends at four in the morning, by the clocks of the place: also where they are changed that
  /// night.
  private static var night: Double { 4 * 60 * 60 }
  private static var day: Double { 24 * 60 * 60 }

  /// `zone`: of the summit, whose days are meant.
  public init(_ slots: [Slot], in zone: TimeZone) {
    self.slots = slots.sorted { $0.startsAt < $1.startsAt }
    self.zone = zone
  }

  public func state(at now: Date) -> State {
    let later = slots.first { $0.startsAt > now }
    if let on = running(at: now, before: later) {
      let after = slots.first { $0.startsAt > on.startsAt && $0.endsAt > now }
      return State(phase: .on, session: on.id, next: after?.id)
    }
    let last = slots.filter { $0.startsAt <= now }.max { $0.endsAt < $1.endsAt }
    if let later, isOneDay(now, later.startsAt) || last.map({ !isOneDay($0.endsAt, now) }) ?? true {
      let after = slots.first { $0.startsAt > now && $0.id != later.id }
      return State(phase: .next, session: later.id, next: after?.id)
    }
    return State(phase: .over, session: last?.id, next: later?.id)
  }

  /// When the state will be another unless somebody changes the programme or a box; nil where it stays.
  public func nextChange(after now: Date) -> Date? {
    let state = state(at: now)
    return times.filter { $0 > now }.sorted().first { self.state(at: $0) != state }
  }

  /// The clock decides. But talks run late: the former session keeps the room, for as long as its box lives and 15
  /// minutes at most, until the next one's box is opened. Whoever opens a box when nothing else is on begins early. A
  /// box that was left open on an earlier day keeps a room only where nothing else takes place any more: there questions
  /// go on after the summit.
  private func running(at now: Date, before later: Slot?) -> Slot? {
    let isQuiet = !slots.contains { $0.endsAt > now || isOneDay($0.endsAt, now) }
    let late = slots.last { $0.endsAt <= now && $0.isLive(at: now) && (isQuiet || isOneDay($0.endsAt, now)) }
    let onTime = slots.filter { $0.isOn(at: now) }
      .max { ($0.isLive(at: now) ? 1 : 0, $0.startsAt) < ($1.isLive(at: now) ? 1 : 0, $1.startsAt) }
    if let onTime {
      guard let late, onTime.box == .scheduled, now < late.endsAt.addingTimeInterval(Box.grace) else {
        return onTime
      }
      return late
    }
    if let later, later.isLive(at: now), let openedAt = later.openedAt,
      openedAt >= slots.last(where: { $0.endsAt <= now })?.endsAt ?? .distantPast,
      isOneDay(now, later.startsAt)
    {
      return later
    }
    return late
  }

  /// At which anything can begin or end.
  private var times: [Date] {
    slots.flatMap { slot in
      [slot.startsAt, slot.endsAt, slot.endsAt.addingTimeInterval(Box.grace), slot.closesAt].compactMap { $0 }
        + [morning(of: day(of: slot.startsAt)), morning(of: day(of: slot.endsAt) + 1)]
    }
  }

  private func isOneDay(_ left: Date, _ right: Date) -> Bool { day(of: left) == day(of: right) }

  /// The day of the programme to which a time belongs, counted from 1970-01-01.
  private func day(of date: Date) -> Int {
    let clock = date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))
    return Int(((clock - Self.night) / Self.day).rounded(.down))
  }

  /// When it begins.
  private func morning(of day: Int) -> Date {
    let clock = Date(timeIntervalSince1970: Double(day) * Self.day + Self.night)
    func shown(_ offset: Int) -> Date { clock.addingTimeInterval(-Double(offset)) }
    let nearly = shown(zone.secondsFromGMT(for: clock))
    return shown(zone.secondsFromGMT(for: nearly))
  }
}
