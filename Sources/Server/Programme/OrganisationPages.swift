internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage
internal import Tokens

/// What is asked of organisations that take questions, and of the organizers themselves: read, asked and signed, also
/// without JavaScript.
struct OrganisationPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/organisations") { try await read(addressee($0)) },
      .get("/:summit/organisations/:organisation") { try await read(addressee($0)) },
      .post("/:summit/questions") { try await ask(addressee($0)) },
      .post("/:summit/upvotes") { try await upvote(addressee($0)) },
      .post("/:summit/verdicts") { try await judge(addressee($0)) },
      .post("/:summit/organisations/:organisation/questions") { try await ask(addressee($0)) },
      .post("/:summit/organisations/:organisation/upvotes") { try await upvote(addressee($0)) },
      .post("/:summit/organisations/:organisation/verdicts") { try await judge(addressee($0)) },
    ]
  }

  /// Whom the path names; the organizers where it names no organisation.
  private func addressee(_ request: Request) async throws -> AddresseeOnPhone {
    let summit = try await services.directory.summit(of: request)
    guard (try? request.segment("organisation")) != nil else {
      return AddresseeOnPhone(services: services, request: request, summit: summit, organisation: nil)
    }
    let organisation = try await services.organisation(of: request, in: summit)
    guard organisation.acceptedAt != nil else {
      throw StorageRefusal.notFound("organisation_not_found", "it takes no questions here")
    }
    return AddresseeOnPhone(services: services, request: request, summit: summit, organisation: organisation)
  }

  private func read(_ page: AddresseeOnPhone) async throws -> Response {
    guard let (petition, receipt) = try await services.justAsked(page.request, in: page.summit) else {
      return try await page.response()
    }
    let notice = Notice.asked(number: petition.number, pending: petition.state == .pending, receipt: receipt)
    return try await page.response(
      telling: .init(notice: notice), headers: [services.asked("", at: page.path, seconds: 0)])
  }

  private func ask(_ page: AddresseeOnPhone) async throws -> Response {
    try services.requireSameOrigin(page.request)
    let form = try page.request.form()
    let (text, name) = (form["text"] ?? "", form["name"] ?? "")
    var cookies: [Header] = []
    do {
      // A text that cannot be asked makes nobody an attendee.
      _ = (try services.questionText(text), try services.displayName(name))
      return try await services.joined(page.request, page.summit, granting: &cookies) { me in
        let (_, receipt) = try await services.ask(
          page.asked, by: me, text: text, name: name, key: form["key"], in: page.summit)
        return ("\(page.path)#notice", [services.asked(receipt, at: page.path)])
      }
    } catch {
      let act = BadgeForm(action: "\(page.act)/questions", of: form, ["text", "name", "key"])
      let told = try SessionPageModel.Outcome(
        refusing: error, of: act, draft: .init(text: text, name: name), granting: cookies)
      return try await page.response(telling: told, status: told.status, headers: cookies)
    }
  }

  private func upvote(_ page: AddresseeOnPhone) async throws -> Response {
    try services.requireSameOrigin(page.request)
    let form = try page.request.form()
    let query = try page.request.viewQuery()
    guard let question = form["question"].flatMap({ Petitions.Question.ID($0) }),
      let sign = form["sign"], ["0", "1"].contains(sign)
    else { throw HTTPError.malformed("The form names a question and sign, 0 or 1.") }
    var cookies: [Header] = []
    do {
      return try await services.joined(page.request, page.summit, granting: &cookies) { me in
        let outcome = try await services.upvote(question, by: me, signs: sign == "1", in: page.summit)
        let petition = try await services.store.petition(outcome.question ?? question, in: page.summit.id)
        return ("\(page.path)\(query)#q-\(petition?.number ?? 0)", [])
      }
    } catch {
      let act = BadgeForm(action: "\(page.act)/upvotes\(query)", of: form, ["question", "sign"])
      let told = try SessionPageModel.Outcome(refusing: error, of: act, granting: cookies)
      return try await page.response(telling: told, status: told.status, headers: cookies)
    }
  }

  private func judge(_ page: AddresseeOnPhone) async throws -> Response {
    let query = try page.request.viewQuery()
    do {
      let petition = try await services.judge(page.request, in: page.summit)
      return .redirect(to: "\(page.path)\(query)#q-\(petition.number)")
    } catch {
      let told = SessionPageModel.Outcome(problem: try pageProblem(error))
      return try await page.response(telling: told, status: told.problem?.status ?? 500)
    }
  }
}

/// The page of an organisation, or that of the organizers and all organisations, as it is for this reader now.
@Loop struct AddresseeOnPhone {
  let services: Services
  let request: Request
  let summit: SummitRecord
  /// Nil for the organizers.
  let organisation: OrganisationRecord?

  private static let mostPromises = 50

  var path: String { "/\(summit.slug)/organisations" + (organisation.map { "/\($0.slug)" } ?? "") }

  /// Where its forms are sent to.
  var act: String { organisation == nil ? "/\(summit.slug)" : path }

  var asked: Asking.Addressee { organisation.map { .organisation($0.id) } ?? .summit }

  private var scope: QuestionScope { organisation.map { .organisation($0.id) } ?? .summit }

  private var addressee: QuestionFrame.Addressee {
    guard let organisation else { return .organizers(threshold: summit.threshold) }
    return .organisation(API.Organisation(organisation, in: summit))
  }

  func response(
    telling told: SessionPageModel.Outcome = .init(), status: Int = 200, headers: [Header] = []
  ) async throws -> Response {
    let view = try request.parameter("view", as: QuestionFrame.View.self) ?? .top
    let words = try request.searchWords()
    let reader = QuestionReader(services: services, request: request, summit: summit, scope: scope)
    let me = try await reader.attendee()
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit, joined: me != nil || told.joined)
    (context.path, context.badgeForm) = (path, told.badgeForm)
    (context.notice, context.problem, context.draft) = (told.notice, told.problem, told.draft)

    let mine = try await reader.mine(me)
    let frame = QuestionFrame(
      summit: API.Summit(summit), addressee: addressee, view: view, words: words,
      after: request.parameter("after"), takesUpvotes: summit.closedAt == nil, context: context)
    let shown: QuestionReader.Shown
    do {
      shown = try await reader.shown(view, words, me, mine: mine, takesUpvotes: frame.takesUpvotes)
    } catch let error as HTTPError where error.rule == "cursor" {
      return .redirect(to: path + view.query(words))
    }
    let list = QuestionList(
      frame: frame, questions: shown.questions, fresh: shown.fresh, mine: mine,
      total: try await services.store.publishedQuestions(of: scope, in: summit.id),
      replies: try await services.live.replies(of: scope, in: summit), next: shown.next)
    let html =
      if let organisation {
        OrganisationPage(
          organisation: API.Organisation(organisation, in: summit), list: list,
          promises: try await promises(of: organisation)
        ).html
      } else {
        OrganisationsPage(organisations: try await others(), list: list).html
      }
    return page.response(
      html, status: status,
      headers: headers + page.cookieCheck + services.renewal(for: me, request, in: summit),
      context: context)
  }

  /// What it owes and what became of the rest.
  private func promises(of organisation: OrganisationRecord) async throws -> [BoardPromise] {
    var filter = BoardFilter()
    filter.organisation = organisation.id
    let board = try await services.live.board(of: summit.id, filter, limit: Self.mostPromises)
    return board.promises.map { BoardPromise($0, in: summit, at: services.publicURL.origin) }
  }

  /// Those that take questions, with what each owes and kept.
  private func others() async throws -> [(API.Organisation, PromiseCounts?)] {
    let tallies = try await services.live.board(of: summit.id, limit: 1).organisations
    return try await services.store.organisations(of: summit.id)
      .filter { $0.acceptedAt != nil }
      .map { record in
        (
          API.Organisation(record, in: summit),
          tallies.first { $0.slug == record.slug }.map(PromiseCounts.init)
        )
      }
  }
}
