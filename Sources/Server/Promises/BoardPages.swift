internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
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
    let asked = try await BoardViewRequest(request, in: summit, services)
    // What is no place on it any more, or never was, is its beginning.
    let after: BoardCursor?
    do { after = try services.boardCursor(request, in: summit) } catch {
      return .redirect(to: asked.view.path())
    }
    // The address of what is shown, and nothing else that the first who asks happens to add.
    let context = page.context(for: summit).asking(
      asked.view.query(after: after == nil ? nil : request.parameter("after")))
    let isFurther = after != nil || asked.filter != BoardFilter()
    let name = "promises \(context.language.rawValue) \(asked.filter.name) \(after?.description ?? "")"
    let content = try await services.live.content(
      name, of: summit.id, showing: .promises, isFurther: isFurther
    ) {
      let record = try await services.live.board(
        of: summit.id, asked.filter, limit: Self.shown, after: after)
      let board = API.Board(
        record, of: summit, at: services.publicURL.origin,
        next: record.next.map { services.sealed($0, in: summit) })
      let html = BoardPage(
        summit: API.Summit(summit), board: board, view: asked.view, title: asked.title, isFirst: after == nil,
        context: context
      ).html
      return .page(html)
    }
    return page.response(content, context: context)
  }

  /// One promise at an address that stays; of a merged question, that of the one that counts for it.
  private func promise(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit).asking([])
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let name = "promise \(id) \(context.language.rawValue)"
    do {
      let content = try await services.live.content(name, of: summit.id, showing: .promises, isFurther: true)
      {
        guard let record = try await services.store.promise(of: id, in: summit.id) else {
          throw HTTPError(404, "promise_not_found", "No answer is owed to such a question.")
        }
        let entries = try await services.store.ledger(of: summit.id, about: id, limit: Self.entries)
        let head = try await services.store.ledgerHead(of: summit.id)
        return .page(
          PromisePage(
            summit: API.Summit(summit),
            promise: BoardPromise(record, in: summit, at: services.publicURL.origin),
            story: try await telling(entries, in: summit, context), head: head.map(LedgerHead.init),
            context: context
          ).html)
      }
      return page.response(content, context: context)
    } catch let error as HTTPError where error.status == 404 {
      guard let survivor = try await services.store.petition(id, in: summit.id)?.mergedInto else {
        throw error
      }
      return .redirect(to: "/\(summit.slug)/promises/\(survivor.id)")
    }
  }

  // MARK: The ledger

  private func ledger(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit)
    if let text = request.parameter("find"), !text.isEmpty, text.count <= 280 {
      let shared = context.asking([("find", text)])
      let name = "ledger \(context.language.rawValue) find \(text)"
      let content = try await services.live.content(name, of: summit.id, showing: .promises, isFurther: true)
      {
        .page(try await found(text, in: summit, shared))
      }
      return page.response(content, context: shared)
    }
    if let id = request.parameter("question").flatMap({ Petitions.Question.ID($0) }) {
      let shared = context.asking([("question", id.description)])
      let name = "ledger \(context.language.rawValue) question \(id)"
      let content = try await services.live.content(name, of: summit.id, showing: .promises, isFurther: true)
      {
        .page(try await about(id, in: summit, shared))
      }
      return page.response(content, context: shared)
    }
    let before = try request.parameter("before", in: 1...Int.max)
    let after = try request.parameter("after", in: 0...Int.max)
    let shared = context.asking(
      [("before", before), ("after", after)].compactMap { name, seq in seq.map { (name, String($0)) } })
    let place = [before, after].map { $0.map(String.init) ?? "" }.joined(separator: " ")
    let content = try await services.live.content(
      "ledger \(context.language.rawValue) \(place)", of: summit.id, showing: .promises.subtracting(.counts),
      isFurther: before != nil || after != nil
    ) {
      let store = services.store
      let entries =
        if let after {
          try await store.ledger(of: summit.id, following: after, limit: Self.entries)
        } else {
          try await store.ledger(of: summit.id, before: before, limit: Self.entries)
        }
      let head = try await store.ledgerHead(of: summit.id)
      return .page(
        LedgerPage(
          summit: API.Summit(summit), telling: try await telling(entries, in: summit, level: 2, shared),
          head: head.map(LedgerHead.init), part: .entries(isFirst: before == nil && after == nil),
          context: shared
        ).html)
    }
    return page.response(content, context: context)
  }

  /// What the ledger says of one question.
  private func about(
    _ id: Petitions.Question.ID, in summit: SummitRecord, _ context: PageContext
  ) async throws -> HTML {
    let entries = try await services.store.ledger(of: summit.id, about: id, limit: Self.entries)
    let question = try await services.store.question(id, in: summit.id)
    guard question != nil || !entries.isEmpty else { throw HTTPError.notFound }
    return LedgerPage(
      summit: API.Summit(summit), telling: try await telling(entries, in: summit, level: 2, context),
      head: try await services.store.ledgerHead(of: summit.id).map(LedgerHead.init),
      part: .question(question),
      context: context
    ).html
  }

  private func found(_ text: String, in summit: SummitRecord, _ context: PageContext) async throws -> HTML {
    LedgerPage(
      summit: API.Summit(summit), telling: try await telling([], in: summit, context),
      head: try await services.store.ledgerHead(of: summit.id).map(LedgerHead.init),
      part: .found(try await services.store.questions(saying: text, in: summit.id), by: text),
      context: context
    ).html
  }

  private func telling(
    _ records: [LedgerRecord], in summit: SummitRecord, level: Int = 3, _ context: PageContext
  ) async throws -> LedgerNarration {
    let entries = records.map { LedgerStory(API.LedgerEntry($0), in: summit.zone) }
    return LedgerNarration(
      entries: entries, places: try await services.places(named: entries, in: summit),
      sentences: context.sentences, level: level)
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
