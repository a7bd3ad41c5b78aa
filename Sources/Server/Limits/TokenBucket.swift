/// So much at once, and so much more in time.
struct Budget: Hashable, Sendable {
  let atOnce: Double
  let perSecond: Double
}

/// What was spent of a budget, which comes back in time: a token bucket, as a pure value. Times are since some start.
struct TokenBucket: Sendable {
  private(set) var spent = 0.0
  private var at: Duration
  private var perSecond = 1.0

  init(at now: Duration) { at = now }

  /// Takes one; or else, how long until there is one again.
  mutating func take(of budget: Budget, at now: Duration) -> Duration? {
    recover(budget.perSecond, at: now)
    let excess = spent + 1 - budget.atOnce
    guard excess > 0 else {
      spent += 1
      return nil
    }
    return .seconds(excess / budget.perSecond)
  }

  /// Gives one back, which turned out not to be needed.
  mutating func giveBack() { spent = max(0, spent - 1) }

  /// Whether nothing of it is spent any more: a new one would be the same.
  func isWhole(at now: Duration) -> Bool { spent <= (now - at) / .seconds(1) * perSecond }

  private mutating func recover(_ rate: Double, at now: Duration) {
    spent = max(0, spent - (now - at) / .seconds(1) * rate)
    (at, perSecond) = (now, rate)
  }
}
