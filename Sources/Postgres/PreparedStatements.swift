/// Which statements a session has prepared, as pure values: it knows no libpq.
struct PreparedStatements {
  enum Use: Equatable {
    /// Prepared under this name, or will be by the time the next request arrives there.
    case prepared(String)
    /// To be prepared under this name.
    case new(String)
    /// Sent as it is: enough others are prepared.
    case unprepared
  }

  /// By text.
  private var names: [String: String] = [:]
  /// Only grows: a name is never used again, so that one which is still in use, or was given up, meets no other.
  private var count = 0
  private let most: Int

  init(most: Int) { self.most = most }

  mutating func use(_ text: String) -> Use {
    if let name = names[text] { return .prepared(name) }
    guard names.count < most else { return .unprepared }
    let name = "s\(count)"
    count += 1
    names[text] = name
    return .new(name)
  }

  /// Those that could not be prepared: the next use prepares anew.
  mutating func forget(_ failed: [String]) {
    guard !failed.isEmpty else { return }
    names = names.filter { !failed.contains($0.value) }
  }

  mutating func forgetAll() { names = [:] }
}
