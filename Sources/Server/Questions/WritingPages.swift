internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Representations
internal import Storage
internal import Tokens

/// The forms of the pages, for phones without JavaScript and for the modules alike: each answers with See Other, or
/// with the page that says why not and keeps what was typed.
struct WritingPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .post("/:summit/:session/questions", ask),
      .post("/:summit/:session/upvotes", upvote),
      .post("/:summit/:session/verdicts", judge),
      .get("/:summit/receipts/:receipt", receipt),
      .post("/:summit/receipts/:receipt", act),
    ]
  }

  // MARK: Session

  private func ask(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let form = try request.form()
    let (text, name) = (form["text"] ?? "", form["name"] ?? "")
    let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
    var cookies: [Header] = []
    do {
      // A text that cannot be asked makes nobody an attendee.
      _ = (try services.questionText(text), try services.displayName(name))
      return try await services.joined(request, summit, granting: &cookies) { me in
        let (_, receipt) = try await services.ask(
          .session(session.id), by: me, text: text, name: name, key: form["key"], in: summit)
        return ("/\(summit.slug)/\(session.slug)#notice", [page.asked(receipt)])
      }
    } catch {
      let act = BadgeForm(
        action: "/\(summit.slug)/\(session.slug)/questions", of: form, ["text", "name", "key"])
      let told = try SessionPageModel.Outcome(
        refusing: error, of: act, draft: .init(text: text, name: name), granting: cookies)
      return try await page.response(telling: told, status: told.status, headers: cookies)
    }
  }

  private func upvote(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let form = try request.form()
    let query = try request.viewQuery()
    guard let question = form["question"].flatMap({ Petitions.Question.ID($0) }),
      let sign = form["sign"], ["0", "1"].contains(sign)
    else { throw HTTPError.malformed("The form names a question and sign, 0 or 1.") }
    var cookies: [Header] = []
    do {
      return try await services.joined(request, summit, granting: &cookies) { me in
        let outcome = try await services.upvote(question, by: me, signs: sign == "1", in: summit)
        let petition = try await services.store.petition(outcome.question ?? question, in: summit.id)
        return ("/\(summit.slug)/\(session.slug)\(query)#q-\(petition?.number ?? 0)", [])
      }
    } catch {
      let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
      let path = "/\(summit.slug)/\(session.slug)/upvotes\(query)"
      let act = BadgeForm(action: path, of: form, ["question", "sign"])
      let told = try SessionPageModel.Outcome(refusing: error, of: act, granting: cookies)
      return try await page.response(telling: told, status: told.status, headers: cookies)
    }
  }

  private func judge(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let query = try request.viewQuery()
    do {
      let petition = try await services.judge(request, in: summit)
      return .redirect(to: "/\(summit.slug)/\(session.slug)\(query)#q-\(petition.number)")
    } catch {
      let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
      let told = SessionPageModel.Outcome(problem: try pageProblem(error))
      return try await page.response(telling: told, status: told.problem?.status ?? 500)
    }
  }

  // MARK: Receipt

  private func receipt(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let code = try request.segment("receipt")
    let petition = try await services.petition(receipt: code, in: summit)
    var told = SessionPageModel.Outcome()
    switch request.parameter("done") {
    case "edit": told.notice = .edited(pending: petition.state == .pending)
    case "unname": told.notice = .nameTakenOff
    case "withdraw": told.notice = .withdrawn
    case "answered", "unanswered": told.notice = .judged
    default: break
    }
    return try await page(petition, code, request, summit, told)
  }

  private func act(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let code = try request.segment("receipt")
    let petition = try await services.petition(receipt: code, in: summit)
    let form = try request.form()
    let action = form["action"] ?? ""
    let (text, name) = (form["text"] ?? "", form["name"] ?? "")
    do {
      let write: QuestionWrite
      switch action {
      case "answered", "unanswered":
        _ = try await services.judge(
          petition.id, answered: action == "answered", by: .holder(of: petition.id), in: summit)
        return .redirect(to: "/\(summit.slug)/receipts/\(code)?done=\(action)#notice")
      case "edit":
        let change = QuestionChange(text: text, name: name.isEmpty ? .null : .value(name))
        write = try await services.edit(petition.id, by: .receipt, change, in: summit)
      case "unname":
        write = try await services.edit(petition.id, by: .receipt, QuestionChange(name: .null), in: summit)
      case "withdraw": write = try await services.store.withdraw(petition.id, in: summit.id, by: .receipt)
      default:
        throw HTTPError.malformed("The form's action is edit, unname, withdraw, answered or unanswered.")
      }
      services.changed(write)
      return .redirect(to: "/\(summit.slug)/receipts/\(code)?done=\(action)")
    } catch {
      let draft = action == "edit" ? PageContext.Draft(text: text, name: name) : .init()
      let told = SessionPageModel.Outcome(problem: try pageProblem(error), draft: draft)
      return try await page(petition, code, request, summit, told)
    }
  }

  private func page(
    _ petition: QuestionRecord, _ code: String, _ request: Request, _ summit: SummitRecord,
    _ told: SessionPageModel.Outcome
  ) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit)
    (context.notice, context.problem, context.draft) = (told.notice, told.problem, told.draft)
    var question = try await services.question(petition, for: .holder(of: petition.id), in: summit)
    try await services.follow(petition, with: &question, in: summit)
    var session: API.Session?
    if let slug = petition.sessionSlug {
      session = API.Session(try await services.directory.session(slug, in: summit), in: summit)
    }
    let may = Authorship(petition, in: summit)
    let html = ReceiptPage(
      summit: API.Summit(summit), session: session, question: question, receipt: code,
      mayEdit: (try? may.checkEditing()) != nil, mayWithdraw: (try? may.checkWithdrawing()) != nil,
      context: context
    ).html
    return page.response(
      html, status: told.problem?.status ?? 200, headers: [Header("X-Robots-Tag", "noindex")],
      context: context)
  }
}

extension Authorship {
  init(_ petition: QuestionRecord, in summit: SummitRecord) {
    self.init(
      state: petition.state, wordingLocked: petition.wordingLockedAt != nil,
      promiseLatched: petition.isPromised, summitClosed: summit.closedAt != nil,
      rejectedFor: petition.state == .rejected ? petition.decision?.reason : nil)
  }
}
