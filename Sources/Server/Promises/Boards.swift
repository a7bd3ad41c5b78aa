internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The board of a summit, for programs: what is owed, and what became of it. Rendered once a change, since crowds come.
struct Boards: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/promises", list),
      .get("/api/v1/summits/:summit/promises.csv", table),
      .get("/api/v1/summits/:summit/promises.atom", feed),
    ]
  }

  /// So many promises a page, unless said otherwise.
  private static let usual = 50

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let filter = try await services.boardFilter(request, in: summit)
    let limit = try request.parameter("limit", in: 1...100) ?? Self.usual
    let after = try services.boardCursor(request, in: summit)
    let isFurther = after != nil || limit != Self.usual || filter != BoardFilter()
    let name = "promises.json \(filter.name) \(limit) \(after?.description ?? "")"
    let content = try await services.live.content(
      name, of: summit.id, showing: .promises, isFurther: isFurther
    ) {
      let board = try await services.live.board(of: summit.id, filter, limit: limit, after: after)
      let bytes = try API.Board(
        board, of: summit, at: services.publicURL.origin,
        next: board.next.map { services.sealed($0, in: summit) }
      ).json
      return Content("application/json", bytes: bytes, tag: fingerprint(bytes))
    }
    return Response(200, Response.shared, content)
  }

  private func table(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard let separator = BoardTable.Separator(rawValue: request.parameter("separator") ?? ",") else {
      throw HTTPError.broken("one_of", field: "separator", "separator is a comma or a semicolon.")
    }
    let content = try await services.live.content(
      "promises.csv \(separator.rawValue)", of: summit.id, showing: .promises
    ) {
      let board = try await services.store.board(of: summit.id)
      let bytes = BoardTable(
        board: API.Board(board, of: summit, at: services.publicURL.origin), separator: separator
      ).bytes
      return Content("text/csv; charset=utf-8; header=present", bytes: bytes, tag: fingerprint(bytes))
    }
    let headers = [Header("Content-Disposition", "attachment; filename=\"\(summit.slug)-promises.csv\"")]
    return Response(200, Response.shared + headers, content)
  }

  private func feed(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let language =
      request.parameter("language").flatMap(Language.init(rawValue:))
      ?? Language.preferred(nil, among: summit.languages)
    let content = try await services.live.content(
      "promises.atom \(language.rawValue)", of: summit.id, showing: .promises
    ) {
      let promises = try await services.store.latestPromises(of: summit.id, limit: BoardFeed.most)
      let head = try await services.store.ledgerHead(of: summit.id)
      let feed = BoardFeed(
        summit: summit, promises: promises, head: head.map(API.LedgerHead.init),
        publicURL: services.publicURL, sentences: Sentences(language: language))
      let bytes = feed.xml.bytes
      return Content("application/atom+xml", bytes: bytes, tag: fingerprint(bytes))
    }
    return Response(200, Response.shared, content)
  }
}

extension Services {
  /// `state=owed,kept`, `overdue=true|false`, `session=`, `organisation=`; all promises unless said otherwise.
  func boardFilter(_ request: Request, in summit: SummitRecord) async throws -> BoardFilter {
    var filter = BoardFilter()
    if let text = request.parameter("state") {
      filter.states = Set(
        try text.split(separator: ",").map { name in
          guard let state = Petitions.Promise.State(rawValue: String(name)) else {
            let known = Petitions.Promise.State.allCases.map(\.rawValue).joined(separator: ", ")
            throw HTTPError.broken("one_of", field: "state", "state is some of \(known).")
          }
          return state
        })
    }
    if request.parameter("overdue") != nil { filter.isOverdue = try request.flag("overdue") }
    if let slug = request.parameter("session") {
      filter.session = try await directory.session(slug, in: summit).id
    }
    if let slug = request.parameter("organisation") {
      guard let organisation = try await store.organisation(slug, in: summit.id) else {
        throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation")
      }
      filter.organisation = organisation.id
    }
    return filter
  }
}

extension BoardFilter {
  /// The same filter is the same name.
  var name: String {
    let states = states.map(\.rawValue).sorted().joined(separator: ",")
    let flags = [isOverdue, isDisputed].map { $0.map(String.init) ?? "" }.joined(separator: " ")
    let of = [session?.description, organisation?.description, isOfOrganizers ? "organizers" : nil]
    return "\(states) \(flags) \(of.map { $0 ?? "" }.joined(separator: " "))"
  }
}
