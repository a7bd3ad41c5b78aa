internal import API
internal import EventLoop
internal import HTTP
internal import Storage
internal import Tokens

/// Which badges may join a summit. Codes come in and go out here and are kept nowhere: only keyed digests are.
struct Badges: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/badges", show),
      .post("/api/v1/summits/:summit/badges", add),
    ]
  }

  /// In one request; a file with more comes in several, and each is safe to repeat.
  private static let most = 5_000

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    return try .json(badges(try await services.store.badges(of: summit.id), of: summit))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewBadges.self)
    let codes = try codes(of: new)
    let digests = try await Self.digests(of: codes, summit: summit.id.rawValue, key: services.key)
    let done = try await services.store.importBadges(digests, in: summit.id)
    return try .json(
      BadgeReport(
        added: done.added, known: done.known, badges: badges(done.tally, of: summit),
        codes: new.generate == nil ? nil : codes), status: 201, [Header("Cache-Control", "no-store")])
  }

  /// Away from the loop: five thousand take a tenth of a second, in which phones are served.
  static func digests(of codes: [String], summit: Int32, key: SigningKey) async throws -> [[UInt8]] {
    try await Task.detached {
      try codes.enumerated().map { index, code in
        do {
          return Digest.badge(try BadgeCode(code), summit: summit, key: key)
        } catch let fault as BadgeCode.Fault {
          throw HTTPError.broken(fault.rawValue, field: "codes.\(index)", "A badge code \(fault.sentence).")
        }
      }
    }.value
  }

  private func codes(of new: NewBadges) throws(HTTPError) -> [String] {
    switch (new.codes, new.generate) {
    case (let codes?, nil):
      guard (1...Self.most).contains(codes.count) else {
        throw .broken("count", field: "codes", "codes are 1 to \(Self.most) at once.")
      }
      return codes
    case (nil, let number?):
      guard (1...Self.most).contains(number) else {
        throw .broken("range", field: "generate", "generate is a number from 1 to \(Self.most).")
      }
      return (0..<number).map { _ in BadgeCode.random() }
    default:
      throw .broken("one_of", field: "codes", "Either codes, or generate, the number of new ones.")
    }
  }

  private func badges(_ tally: BadgeTally, of summit: SummitRecord) -> API.Badges {
    API.Badges(
      imported: tally.imported, joined: tally.joined, withoutBadge: tally.withoutBadge,
      joinURL: "\(services.publicURL.origin)/\(summit.slug)?badge=")
  }
}
