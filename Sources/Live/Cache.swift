internal import EventLoop

/// How new a value has to be.
enum Demand {
  /// Numbers may be a moment old while they change all the time.
  case recent
  case current
  /// Read from that moment on: whoever changed something then sees it.
  case since(ContinuousClock.Instant)
}

/// Readings anew, of which a few may follow each other at once and the others an interval apart.
private struct Pace {
  private static let atOnce = 4
  let interval: Duration
  private var paidUntil: ContinuousClock.Instant?

  init(interval: Duration) { self.interval = interval }

  var allowsReading: Bool {
    guard let paidUntil else { return true }
    return paidUntil - .now <= interval * (Self.atOnce - 1)
  }

  func afterReading() -> Pace {
    let now = ContinuousClock.now
    var next = self
    let paid = max(paidUntil ?? now, now) + interval
    next.paidUntil = min(paid, now + interval * Self.atOnce)
    return next
  }
}

/// What was read since something changed. Whoever asks while a value is being read waits for the same read; a change
/// meanwhile makes it forgotten, so nobody later gets what is old. Of too many, or too large, what was asked for longest
/// ago goes first: nobody fills the memory by asking. Where numbers alone changed, what is remembered is stale: it is read
/// anew at a bounded pace, and given out as it is in between.
@Loop final class Cache<Key: Hashable & Sendable, Value: Sendable> {
  private struct Entry {
    let reading: Task<Value, any Error>
    let since = ContinuousClock.now
    /// What was read, once it was.
    var value: Value?
    var bytes = 0
    /// Grows with each time that something is asked for.
    var lastAsked: Int
    /// A number in it changed since it began to be read.
    var isStale = false
    /// When it may be read anew for those who bear a number that is a moment old.
    let pace: Pace
  }

  private var entries: [Key: Entry] = [:]
  private var bytes = 0
  private var asked = 0

  /// Some of what is read changes by time alone: a promise becomes overdue, a rise fades.
  private let longest: Duration
  private let most: Int
  private let mostBytes: Int
  private let weighing: @Sendable (Value) -> Int
  private let pacing: Duration

  /// Keeps values for so long, so many, and as many as weigh so many bytes together. Stale ones are read anew a few at
  /// once, and then one each `pacing`.
  nonisolated init(
    for longest: Duration, most: Int = 500, mostBytes: Int = .max,
    pacing: Duration = .milliseconds(100), weighing: @escaping @Sendable (Value) -> Int = { _ in 0 }
  ) {
    (self.longest, self.most, self.mostBytes) = (longest, most, mostBytes)
    (self.pacing, self.weighing) = (pacing, weighing)
  }

  var count: Int { entries.count }

  func forget() { (entries, bytes) = ([:], 0) }

  func forget(_ key: Key) {
    if let entry = entries.removeValue(forKey: key) { bytes -= entry.bytes }
  }

  func forget(where isConcerned: (Key) -> Bool) {
    for key in entries.keys where isConcerned(key) { forget(key) }
  }

  /// Numbers in it changed.
  func makeStale(where isConcerned: (Key) -> Bool) {
    for key in entries.keys where isConcerned(key) { entries[key]?.isStale = true }
  }

  /// Lets go of what is too old to be given to anybody.
  func forgetOld() {
    for (key, entry) in entries where !isFresh(entry) && entry.value != nil { forget(key) }
  }

  /// Without waiting for anything; nil where it must be read.
  func known(_ key: Key) -> Value? { fresh(key, .recent)?.value }

  func value(
    for key: Key, _ demand: Demand = .recent, reading: @escaping @Loop () async throws -> Value
  ) async throws -> Value {
    if let entry = fresh(key, demand) { return try await entry.reading.value }
    let pace = entries[key]?.pace.afterReading() ?? Pace(interval: pacing)
    forget(key)
    makeRoom(for: 1)
    asked += 1
    let entry = Entry(reading: Task { @Loop in try await reading() }, lastAsked: asked, pace: pace)
    entries[key] = entry
    do {
      let value = try await entry.reading.value
      keep(value, of: entry, for: key)
      return value
    } catch {
      if entries[key]?.reading == entry.reading { forget(key) }
      throw error
    }
  }

  private func isFresh(_ entry: Entry) -> Bool { ContinuousClock.now - entry.since < longest }

  private func fresh(_ key: Key, _ demand: Demand) -> Entry? {
    guard let entry = entries[key], isFresh(entry), suffices(entry, demand) else { return nil }
    asked += 1
    entries[key]?.lastAsked = asked
    return entry
  }

  private func suffices(_ entry: Entry, _ demand: Demand) -> Bool {
    switch demand {
    case .current where entry.isStale: return false
    case .since(let moment) where entry.since < moment: return false
    case .recent, .current, .since: return !entry.isStale || !entry.pace.allowsReading
    }
  }

  /// Unless it was forgotten while it was read.
  private func keep(_ value: Value, of entry: Entry, for key: Key) {
    guard entries[key]?.reading == entry.reading, entries[key]?.value == nil else { return }
    let weight = weighing(value)
    guard weight <= mostBytes else { return forget(key) }
    entries[key]?.value = value
    entries[key]?.bytes = weight
    bytes += weight
    makeRoom(for: 0)
  }

  private func makeRoom(for new: Int) {
    guard entries.count + new > most || bytes > mostBytes else { return }
    forgetOld()
    while entries.count + new > most || bytes > mostBytes, let oldest = leastAsked { forget(oldest) }
  }

  private var leastAsked: Key? { entries.min { $0.value.lastAsked < $1.value.lastAsked }?.key }
}
