internal import EventLoop
internal import Foundation
internal import HTTP
internal import Storage
internal import Tokens

/// Who may do how much: every route that writes or costs much names its act here, and is asked for before its handler
/// runs. Joining and asking have limits of their own beside these, which need to know the summit.
@Loop final class Limits {
  let limiter: Limiter
  let pace: AskingPace
  let proxies: TrustedProxies
  /// Codes that no badge has, since the start: answered as unknown, and refused since too many came from there.
  var badgeRefusals = (unknown: 0, tooMany: 0)
  private let key: SigningKey
  /// One write of an attendee at a time, so that a thousand sent at once hold one worker, not all.
  private var people: [Limiter.Who: Turns] = [:]

  init(
    key: SigningKey, proxies: TrustedProxies,
    now: @escaping @Loop () -> ContinuousClock.Instant = { .now }
  ) {
    limiter = Limiter(now: now)
    pace = AskingPace(limiter)
    (self.key, self.proxies) = (key, proxies)
  }

  /// The route as it is served.
  func guarding(_ route: Route) -> Route {
    guard let act = Self.acts[route.description] else { return route }
    return route.guarded { [self] request, handler in try await admit(request, act, handler) }
  }

  private func admit(_ request: Request, _ act: Act, _ handler: Handler) async throws -> Response {
    if act == .search, request.parameter("q") == nil { return try await handler(request) }
    let who = who(request)
    if let budget = budget(of: act, for: who), let wait = limiter.wait(for: act, by: who, budget) {
      throw Self.tooMany(wait, act == .ask ? "too_many_questions" : "too_many_requests")
    }
    do {
      return try await inTurn(act, who) { try await handler(request) }
    } catch let broken as HTTPError where [400, 415, 422].contains(broken.status) {
      // What breaks a rule is refused before the database is asked: a misspelt form is no try.
      limiter.giveBack(act, by: who)
      throw broken
    }
  }

  private func inTurn(
    _ act: Act, _ who: Limiter.Who, _ body: @Loop () async throws -> Response
  ) async throws -> Response {
    switch who {
    case .attendee, .receipt:
      guard act.takesTurns else { return try await body() }
      let turns = people[who] ?? Turns(most: 1, waiting: 8)
      people[who] = turns
      defer { if turns.isIdle { people[who] = nil } }
      return try await turns.taking(busy: Self.tooMany(.seconds(1)), body)
    default: return try await body()
    }
  }

  private func budget(of act: Act, for who: Limiter.Who) -> Budget? {
    switch who {
    case .attendee, .receipt: act.ofPerson
    case .official: Act.ofOfficial
    default: act.ofSource
    }
  }

  // MARK: Who

  /// Whose budget a request takes from, by what it says about itself; nothing is asked of the database. Whether it
  /// speaks the truth, the handler finds out: a token that is none has a budget of its own, which is nobody's.
  private func who(_ request: Request) -> Limiter.Who {
    if let receipt = (try? request.segment("receipt")).flatMap(Receipt.bytes) { return .receipt(receipt) }
    if let text = request.bearer {
      if let attendee = attendee(text) { return attendee }
      if AccessToken(text) != nil { return .official(text.hashValue) }
      return Receipt.bytes(text).map { .receipt($0) } ?? source(request)
    }
    if let attendee = request.cookie(Services.cookie).flatMap(attendee) { return attendee }
    for name in [Services.stageCookie, OverviewPages.cookie] {
      if let token = request.cookie(name) { return .official(token.hashValue) }
    }
    return source(request)
  }

  private func attendee(_ text: String) -> Limiter.Who? {
    AttendeeToken(text, signedWith: key).map { .attendee(summit: $0.summit, id: $0.attendee) }
  }

  func source(_ request: Request) -> Limiter.Who { .source(proxies.source(of: request)) }

  // MARK: Refusals

  static func tooMany(
    _ wait: Duration, _ code: String = "too_many_requests", _ why: String = "That is too often."
  ) -> HTTPError {
    let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
    return HTTPError(
      429, code, "\(why) Try again in \(seconds) s; nothing was changed.",
      headers: [Header("Retry-After", String(seconds))])
  }
}
