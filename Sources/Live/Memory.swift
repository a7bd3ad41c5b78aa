internal import EventLoop

/// What was read since something changed. Whoever asks while a value is being read waits for the same read; a change
/// meanwhile makes it forgotten, so nobody later gets what is old.
@Loop final class Memory<Key: Hashable & Sendable, Value: Sendable> {
  private struct Entry {
    let reading: Task<Value, any Error>
    let since = ContinuousClock.now
    /// What was read, once it was.
    var value: Value?
  }

  private var entries: [Key: Entry] = [:]

  /// Some of what is read changes by time alone: a promise becomes overdue, a rise fades.
  private let longest: Duration
  /// Cursors are many; nobody may fill the memory with them.
  private static var most: Int { 500 }

  nonisolated init(for longest: Duration) { self.longest = longest }

  func forget() { entries = [:] }
  func forget(_ key: Key) { entries[key] = nil }

  /// Without waiting for anything; nil where it must be read.
  func known(_ key: Key) -> Value? {
    guard let entry = entries[key], ContinuousClock.now - entry.since < longest else { return nil }
    return entry.value
  }

  func value(for key: Key, reading: @escaping @Loop () async throws -> Value) async throws -> Value {
    if let entry = entries[key], ContinuousClock.now - entry.since < longest {
      return try await entry.reading.value
    }
    if entries.count >= Self.most { forget() }
    let entry = Entry(reading: Task { @Loop in try await reading() })
    entries[key] = entry
    do {
      let value = try await entry.reading.value
      if entries[key]?.reading == entry.reading { entries[key]?.value = value }
      return value
    } catch {
      if entries[key]?.reading == entry.reading { entries[key] = nil }
      throw error
    }
  }
}
