internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// The board and the ledger as people read them: the same for everybody, so rendered once a change and a language.
struct BoardPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/promises", board),
      .get("/:summit/promises/:question", promise),
      .get("/:summit/ledger", ledger),
    ]
  }

  private static let shown = 100
  private static let entries = 50

  private func board(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit)
    let filter = try await services.boardFilter(request, in: summit)
    let after = try BoardCursor(request)
    let name = "promises \(context.language.rawValue) \(filter.name) \(after?.description ?? "")"
    let content = try await services.live.content(name, of: summit.id) {
      let record = try await services.store.board(of: summit.id, filter, limit: Self.shown, after: after)
      let board = API.Board(record, of: summit, at: services.publicURL)
      let html = BoardPage(
        summit: API.Summit(summit), board: board, of: try await title(of: filter, in: summit),
        isWhole: filter == BoardFilter(), isFirst: after == nil, context: context
      ).html
      return .page(html)
    }
    return page.response(content, context: context)
  }

  /// Whose questions the page is of, where it is of one addressee's alone.
  private func title(of filter: BoardFilter, in summit: SummitRecord) async throws -> String? {
    if let id = filter.session {
      return try await services.store.sessions(of: summit.id).first { $0.id == id }?.title
    }
    if let id = filter.organisation {
      return try await services.store.organisations(of: summit.id).first { $0.id == id }?.name
    }
    return nil
  }

  /// One promise at an address that stays; of a merged question, that of the one that counts for it.
  private func promise(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit)
    var filter = BoardFilter()
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    filter.question = id
    let board = try await services.store.board(of: summit.id, filter, limit: 1)
    guard let record = board.promises.first else {
      guard let survivor = try await services.store.petition(id, in: summit.id)?.mergedInto else {
        throw HTTPError(404, "promise_not_found", "No answer is owed to such a question.")
      }
      return .redirect(to: "/\(summit.slug)/promises/\(survivor.id)")
    }
    let html = PromisePage(
      summit: API.Summit(summit), promise: BoardPromise(record, in: summit, at: services.publicURL),
      head: board.head.map(LedgerHead.init), context: context
    ).html
    return page.response(html, context: context)
  }

  private func ledger(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit)
    let before = try request.parameter("before", in: 1...Int.max)
    let name = "ledger \(context.language.rawValue) \(before.map(String.init) ?? "")"
    let content = try await services.live.content(name, of: summit.id) {
      let entries = try await services.store.ledger(of: summit.id, before: before, limit: Self.entries)
      let told = entries.map { LedgerStory(API.LedgerEntry($0), in: summit) }
      let head = try await services.store.ledgerHead(of: summit.id)
      let html = LedgerPage(
        summit: API.Summit(summit), entries: told,
        places: try await services.places(named: told, in: summit), head: head.map(LedgerHead.init),
        isFirst: before == nil, context: context
      ).html
      return .page(html)
    }
    return page.response(content, context: context)
  }
}

extension Services {
  /// What the entries name by slug or id, as people know it.
  fileprivate func places(named stories: [LedgerStory], in summit: SummitRecord) async throws -> LedgerPlaces
  {
    var places = LedgerPlaces(summit: summit.slug)
    for session in try await store.sessions(of: summit.id) { places.sessions[session.slug] = session.title }
    for organisation in try await store.organisations(of: summit.id) {
      places.organisations[organisation.slug] = organisation.name
    }
    let ids = stories.flatMap(\.questions).map { Petitions.Question.ID(rawValue: $0) }
    for place in try await store.places(of: ids, in: summit.id) {
      places.questions[place.id.rawValue] = LedgerPlaces.Question(
        number: place.number, session: place.session, organisation: place.organisation,
        isPromised: place.isPromised)
    }
    return places
  }
}
