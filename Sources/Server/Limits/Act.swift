/// What is limited: a budget for each who does it. Every route that writes, or costs much to read, names one
/// (`Limits.acts`).
enum Act: String, CaseIterable, Sendable {
  /// Joining has budgets by address and summit (`checkJoining`); unknown badges, by address.
  case join, tryBadge
  case ask, edit, withdraw, attend, rate, report, judge, erase
  /// Signing by a page's form. By the API it is not limited by attendee: the one writer takes all in batches, its queue
  /// is bounded, and a lookup for each would be what an upvote costs.
  case signByForm
  case sign
  /// Nothing is written but a cookie.
  case hear
  /// Exchanging a link or a token for a cookie, and acting on stage.
  case signIn, steer
  /// What only access tokens may do.
  case official
  /// Reads that cost much: by words, by what is being typed, one promise with all that belongs to it.
  case search, compare, look

  /// Of one attendee, or of whoever holds a receipt; nil where it is not limited.
  var ofPerson: Budget? {
    switch self {
    // Five questions a minute are counted exactly by `AskingPace`; these are tries.
    case .ask: Budget(atOnce: 20, perSecond: 1)
    case .edit: Budget(atOnce: 5, perSecond: 5.0 / 60)
    case .withdraw: Budget(atOnce: 10, perSecond: 1.0 / 6)
    case .attend: Budget(atOnce: 20, perSecond: 1.0 / 3)
    case .rate: Budget(atOnce: 10, perSecond: 1.0 / 6)
    case .report: Budget(atOnce: 5, perSecond: 5.0 / 600)
    case .judge: Budget(atOnce: 20, perSecond: 0.5)
    case .erase: Budget(atOnce: 6, perSecond: 1.0 / 20)
    case .signByForm: Budget(atOnce: 60, perSecond: 5)
    case .signIn: Budget(atOnce: 20, perSecond: 1)
    case .official, .steer: Budget(atOnce: 60, perSecond: 5)
    case .search: Budget(atOnce: 20, perSecond: 1)
    case .compare: Budget(atOnce: 40, perSecond: 4)
    case .look: Budget(atOnce: 40, perSecond: 4)
    case .join, .tryBadge, .sign, .hear: nil
    }
  }

  /// Of all who come from one address and say nothing about themselves: a hall may be behind it.
  var ofSource: Budget? {
    switch self {
    case .join, .tryBadge, .sign, .hear: nil
    case .search: Budget(atOnce: 100, perSecond: 10)
    default: Budget(atOnce: 300, perSecond: 30)
    }
  }

  /// Of whoever holds an access token, a stage or an overview. Programmes and badges come in many small requests.
  static let ofOfficial = Budget(atOnce: 2_000, perSecond: 200)

  /// Whether one attendee has at most one of these under way.
  var takesTurns: Bool {
    switch self {
    case .ask, .edit, .withdraw, .attend, .rate, .report, .judge, .erase, .signByForm: true
    default: false
    }
  }
}
