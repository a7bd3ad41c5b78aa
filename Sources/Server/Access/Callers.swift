internal import EventLoop
internal import HTTP
internal import Storage
internal import Tokens

/// Whom a request speaks for.
enum Caller: Sendable {
  case stranger
  case attendee(AttendeeIdentity)
  case official(AccessTokenRecord)
  /// Whoever holds the receipt of a question.
  case holder(of: Question.ID)

  var isOfficial: Bool { if case .official = self { true } else { false } }

  /// Nil for everybody else.
  var attendee: Attendee.ID? { if case .attendee(let attendee) = self { attendee.id } else { nil } }
}

/// An attendee as the signed token says; whether it still speaks for the person, SQL decides with every write.
struct AttendeeIdentity: Hashable, Sendable {
  let id: Attendee.ID
  let generation: Int32
}

extension Services {
  static let cookie = "tribune_attendee"

  /// By bearer token, or else by cookie. A bearer token that is none is refused; a cookie that is none is a stranger's.
  func caller(of request: Request, in summit: SummitRecord) async throws -> Caller {
    guard request.header("Authorization") != nil else {
      guard let attendee = cookieHolder(request, summit) else { return .stranger }
      try checkOrigin(of: request)
      try checkReader(of: request, attendee)
      return .attendee(attendee)
    }
    guard let text = request.bearer else {
      throw Self.unauthorized("The Authorization header must be a bearer token.")
    }
    return try await bearer(text, in: summit)
  }

  /// The attendee whose sound token this is, found without waiting; nil where it takes longer to say who calls.
  func knownAttendee(_ request: Request, in summit: SummitRecord) -> AttendeeIdentity? {
    guard let field = request.header("Authorization") else {
      guard (try? checkOrigin(of: request)) != nil, let attendee = cookieHolder(request, summit),
        (try? checkReader(of: request, attendee)) != nil
      else { return nil }
      return attendee
    }
    return field.hasPrefix("Bearer ") ? attendee(String(field.dropFirst(7)), summit) : nil
  }

  private func bearer(_ text: String, in summit: SummitRecord) async throws -> Caller {
    if let attendee = attendee(text, summit) { return .attendee(attendee) }
    if let token = AccessToken(text), let record = try await store.accessToken(digest: token.digest) {
      return .official(record)
    }
    if let receipt = Receipt(text, summit: summit.id.rawValue, signedWith: key) {
      return .holder(of: Question.ID(rawValue: receipt.question))
    }
    throw Self.unauthorized("The token is unknown here, or was revoked.")
  }

  private func attendee(_ text: String, _ summit: SummitRecord) -> AttendeeIdentity? {
    guard let token = AttendeeToken(text, signedWith: key), token.summit == summit.id.rawValue else {
      return nil
    }
    return AttendeeIdentity(id: Attendee.ID(rawValue: token.attendee), generation: token.generation)
  }

  /// Whoever reads a page, where the cookie still speaks for somebody: what is personal is shown to nobody else.
  func reader(of request: Request, in summit: SummitRecord) async throws -> AttendeeIdentity? {
    guard let me = cookieHolder(request, summit),
      try await store.attendee(me.id, generation: me.generation, in: summit.id) != nil
    else { return nil }
    return me
  }

  /// Whom the cookie names, who may be forgotten or have joined anew since: for acts, which ask that where they write.
  func cookieHolder(_ request: Request, _ summit: SummitRecord) -> AttendeeIdentity? {
    request.cookie(Self.cookie).flatMap { attendee($0, summit) }
  }

  /// A write by cookie must come from our own pages (RFC 6454; Fetch Metadata).
  private func checkOrigin(of request: Request) throws {
    guard request.method != .get, request.method != .head else { return }
    try requireSameOrigin(request)
  }

  /// What lay on a phone says whose it is: it is not done in the name of whoever holds the phone by now.
  private func checkReader(of request: Request, _ attendee: AttendeeIdentity) throws {
    guard let reader = request.header("Tribune-Reader"), reader != attendee.id.description else { return }
    throw HTTPError(409, "other_reader", "Somebody else wrote it on this phone; nothing was changed.")
  }

  func requireSameOrigin(_ request: Request) throws {
    if request.header("Sec-Fetch-Site") == "same-origin" { return }
    if let origin = request.header("Origin").flatMap({ PublicURL($0) }) {
      if origin == publicURL || isOwnOtherName(origin, request) { return }
    }
    throw HTTPError(
      403, "cross_origin",
      "A write with a cookie must come from Tribune's own pages: open them at \(publicURL.origin).")
  }

  /// Whether the page comes from the very host that it calls, where that is another of this machine's: a laptop in the
  /// hall has a name and an address on each network, and browsers say no more than this over plain HTTP. A page elsewhere
  /// calls another host than its own; and a name of its owner's that is made to mean this machine has none of our cookies
  /// and, where an address was given, is none of the network's own names.
  private func isOwnOtherName(_ origin: PublicURL, _ request: Request) -> Bool {
    guard !publicURL.isSecure, !origin.isSecure, let host = request.header("Host"),
      PublicURL("http://\(host)") == origin
    else { return false }
    return !site.isGiven || origin.isNearby
  }

  /// Joining needs no cookie but gives one: a page elsewhere must not take a phone's identity away by giving it another.
  /// Programs, which are no pages, say neither where they come from.
  func refuseForeignPage(_ request: Request) throws {
    guard request.isFromPage else { return }
    try requireSameOrigin(request)
  }

  static func unauthorized(_ detail: String) -> HTTPError {
    HTTPError(401, "unauthorized", detail, headers: [Header("WWW-Authenticate", "Bearer")])
  }

  // MARK: Who may

  /// The attendee who calls; 401 for everybody else.
  func requireAttendee(_ request: Request, in summit: SummitRecord) async throws -> AttendeeIdentity {
    switch try await caller(of: request, in: summit) {
    case .attendee(let attendee): return attendee
    case .stranger: throw Self.unauthorized("Join the summit first.")
    case .official, .holder: throw HTTPError(403, "forbidden", "Only an attendee may do this.")
    }
  }

  /// Whoever organizes this summit.
  @discardableResult func requireOrganizer(
    _ request: Request, of summit: SummitRecord
  ) async throws -> AccessTokenRecord {
    let official = try await requireOfficial(request, in: summit)
    guard official.organizes(summit.id) else {
      throw HTTPError(403, "forbidden", "Only an organizer of this summit may do this.")
    }
    return official
  }

  /// Whether an organizer of this summit reads, who is told more than others; a token that is refused reads as a
  /// stranger. Throws where it cannot be looked up: nobody is told less without a word.
  func organizes(_ request: Request, _ summit: SummitRecord) async throws -> Bool {
    guard request.header("Authorization") != nil else { return false }
    do {
      guard case .official(let record) = try await caller(of: request, in: summit) else { return false }
      return record.organizes(summit.id)
    } catch let error as HTTPError where [401, 403].contains(error.status) {
      return false
    }
  }

  /// Some official, of this summit or of the whole server.
  func requireOfficial(_ request: Request, in summit: SummitRecord) async throws -> AccessTokenRecord {
    switch try await caller(of: request, in: summit) {
    case .official(let record): return record
    case .stranger: throw Self.unauthorized("Sign in with an access token.")
    case .attendee, .holder: throw HTTPError(403, "forbidden", "This needs an access token.")
    }
  }

  /// A token of the whole server's, which no summit limits: the path names none.
  func requireServerOrganizer(_ request: Request) async throws -> AccessTokenRecord {
    let record = try await official(request)
    guard record.role == .organizer, record.summit == nil else {
      throw HTTPError(403, "forbidden", "Only an organizer of the whole server may do this.")
    }
    return record
  }

  /// Whoever an access token speaks for, whatever the summit; 401 without one.
  func official(_ request: Request) async throws -> AccessTokenRecord {
    guard let text = request.bearer, let token = AccessToken(text),
      let record = try await store.accessToken(digest: token.digest)
    else { throw Self.unauthorized("Sign in with an access token.") }
    return record
  }
}

extension AccessTokenRecord {
  func organizes(_ summit: Summit.ID) -> Bool {
    role == .organizer && (self.summit == nil || self.summit == summit)
  }

  /// May approve, reject, hide and correct what is asked there.
  func curates(_ session: Session.ID?, in summit: Summit.ID) -> Bool {
    organizes(summit)
      || role == .moderator && self.summit == summit && (self.session == nil || self.session == session)
  }

  /// Whether the question is put to whoever holds it.
  func isAddressed(by petition: QuestionRecord) -> Bool {
    guard summit == petition.summit else { return false }
    switch role {
    case .speaker: return session != nil && session == petition.session
    case .organisation: return organisation != nil && organisation == petition.organisation
    case .organizer, .moderator: return false
    }
  }

  /// May choose what the screen shows large.
  func highlights(_ session: Session.ID?, in summit: Summit.ID) -> Bool {
    curates(session, in: summit)
      || role == .speaker && self.summit == summit && self.session != nil && self.session == session
  }
}

extension AccessTokenRecord {
  /// As whom it announces to a session, or with nil to the whole summit; nil where it may not. Organizers announce
  /// everywhere, moderators in their name to what they moderate, speakers to their own session.
  func voice(to session: Session.ID?, in summit: Summit.ID) -> Announcement.Voice? {
    if organizes(summit) { return .organizers }
    guard let session else { return nil }
    if curates(session, in: summit) { return .organizers }
    return speaks(in: session, of: summit) ? .speakers : nil
  }

  /// May read what attendees think of a session: organizers, and those who spoke.
  func readsFeedback(on session: Session.ID, in summit: Summit.ID) -> Bool {
    organizes(summit) || speaks(in: session, of: summit)
  }

  private func speaks(in session: Session.ID, of summit: Summit.ID) -> Bool {
    role == .speaker && self.summit == summit && self.session == session
  }
}

extension Request {
  /// What the Authorization header holds behind `Bearer`; nil where it holds no such thing.
  var bearer: String? {
    guard let field = header("Authorization"), field.prefix(7).lowercased() == "bearer " else { return nil }
    return String(field.dropFirst(7).trimmingPrefix { $0 == " " })
  }

  func cookie(_ name: String) -> String? {
    guard let field = header("Cookie") else { return nil }
    for pair in field.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
    }
    return nil
  }
}
