internal import EventLoop
internal import Storage

/// How often whom does what: a bucket for each, in this process's memory and nowhere else. It is asked before anything
/// is asked of PostgreSQL.
@Loop final class Limiter {
  /// Whose budget it is.
  enum Who: Hashable, Sendable {
    case attendee(summit: Int32, id: Int64)
    case receipt([UInt8])
    /// By a digest of the token or the cookie.
    case official(Int)
    /// The client's address.
    case source(String)
    /// All who do it in a summit, or about one session or organisation of it.
    case summit(Int32)
    case addressee(summit: Int32, session: Int64?, organisation: Int64?)
    /// One badge, by its digest.
    case badge(summit: Int32, [UInt8])
    /// An address, in one summit.
    case sourceIn(summit: Int32, String)

    /// The same address, in that summit.
    func within(_ summit: Summit.ID) -> Who {
      if case .source(let address) = self { .sourceIn(summit: summit.rawValue, address) } else { self }
    }
  }

  private struct Key: Hashable {
    let act: Act
    let who: Who
  }

  private var buckets: [Key: TokenBucket] = [:]
  private let start: ContinuousClock.Instant
  private let clock: @Loop () -> ContinuousClock.Instant

  /// So many are remembered; then whoever spent least is forgotten.
  private let most: Int

  init(most: Int = 100_000, now: @escaping @Loop () -> ContinuousClock.Instant = { .now }) {
    (self.most, clock, start) = (most, now, now())
  }

  var now: Duration { clock() - start }
  var count: Int { buckets.count }

  /// Takes one of the budget; or else, how long until there is one.
  func wait(for act: Act, by who: Who, _ budget: Budget) -> Duration? {
    let key = Key(act: act, who: who)
    if buckets[key] == nil, buckets.count >= most { forget() }
    return buckets[key, default: TokenBucket(at: now)].take(of: budget, at: now)
  }

  func giveBack(_ act: Act, by who: Who) { buckets[Key(act: act, who: who)]?.giveBack() }

  /// A quarter at least, so that it is rarely done: those that recovered, then those who spent least.
  private func forget() {
    let now = now
    buckets = buckets.filter { !$0.value.isWhole(at: now) }
    guard buckets.count > most / 4 * 3 else { return }
    let least = buckets.sorted { $0.value.spent < $1.value.spent }.prefix(buckets.count - most / 4 * 3)
    for (key, _) in least { buckets[key] = nil }
  }
}
