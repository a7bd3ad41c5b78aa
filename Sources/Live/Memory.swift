internal import EventLoop

/// What was read since something changed. Whoever asks while a value is being read waits for the same read; a change
/// meanwhile makes it forgotten, so nobody later gets what is old. Of too many, or too large, what was asked for longest
/// ago goes first: nobody fills the memory by asking.
@Loop final class Memory<Key: Hashable & Sendable, Value: Sendable> {
  private struct Entry {
    let reading: Task<Value, any Error>
    let since = ContinuousClock.now
    /// What was read, once it was.
    var value: Value?
    var bytes = 0
    /// Grows with each time that something is asked for.
    var lastAsked: Int
  }

  private var entries: [Key: Entry] = [:]
  private var bytes = 0
  private var asked = 0

  /// Some of what is read changes by time alone: a promise becomes overdue, a rise fades.
  private let longest: Duration
  private let most: Int
  private let mostBytes: Int
  private let weighing: @Sendable (Value) -> Int

  /// Keeps values for so long, so many, and as many as weigh so many bytes together.
  nonisolated init(
    for longest: Duration, most: Int = 500, mostBytes: Int = .max,
    weighing: @escaping @Sendable (Value) -> Int = { _ in 0 }
  ) {
    (self.longest, self.most, self.mostBytes, self.weighing) = (longest, most, mostBytes, weighing)
  }

  var count: Int { entries.count }

  func forget() { (entries, bytes) = ([:], 0) }

  func forget(_ key: Key) {
    if let entry = entries.removeValue(forKey: key) { bytes -= entry.bytes }
  }

  /// Lets go of what is too old to be given to anybody.
  func forgetOld() {
    for (key, entry) in entries where !isFresh(entry) && entry.value != nil { forget(key) }
  }

  /// Without waiting for anything; nil where it must be read.
  func known(_ key: Key) -> Value? { fresh(key)?.value }

  func value(for key: Key, reading: @escaping @Loop () async throws -> Value) async throws -> Value {
    if let entry = fresh(key) { return try await entry.reading.value }
    forget(key)
    makeRoom(for: 1)
    asked += 1
    let entry = Entry(reading: Task { @Loop in try await reading() }, lastAsked: asked)
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

  private func fresh(_ key: Key) -> Entry? {
    guard let entry = entries[key], isFresh(entry) else { return nil }
    asked += 1
    entries[key]?.lastAsked = asked
    return entry
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
