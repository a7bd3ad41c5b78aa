internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Petitions
internal import Representations
internal import Storage

/// A question's own page: where it stands, what was answered, and how to report it.
struct QuestionPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/questions/:question") { try await response(to: $0) },
      .post("/:summit/questions/:question/report", report),
    ]
  }

  private func response(
    to request: Request, telling told: SessionPageModel.Outcome = .init(), headers: [Header] = []
  ) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let petition = try await petition(of: request, in: summit)
    let reader = QuestionReader(
      services: services, request: request, summit: summit, scope: petition.addressee.scope)
    let me = try await reader.attendee()
    let caller = me.map(Caller.attendee) ?? .stranger
    let question = try await services.question(petition, for: caller, in: summit)
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit, joined: me != nil || told.joined)
    context.path = "/\(summit.slug)/questions/\(petition.id)"
    (context.notice, context.problem, context.badgeForm) = (told.notice, told.problem, told.badgeForm)
    if request.parameter("done") == "report" { context.notice = .reported(held: false) }
    let addressee = try await addressee(of: petition, in: summit)
    let frame = QuestionFrame(
      summit: API.Summit(summit), addressee: addressee.put, view: .top,
      takesUpvotes: addressee.takesUpvotes, context: context)
    let html = QuestionPage(
      question: question, frame: frame, mayReport: summit.closedAt == nil && question.mine != true
    ).html
    return page.response(
      html, status: told.status,
      headers: headers + page.cookieCheck + services.renewal(for: me, request, in: summit),
      context: context)
  }

  private func petition(of request: Request, in summit: SummitRecord) async throws -> QuestionRecord {
    guard let id = Petitions.Question.ID(try request.segment("question")),
      let petition = try await services.store.petition(id, in: summit.id)
    else { throw Petitions.Refusal.questionNotFound }
    return petition
  }

  /// Whom it is put to, and whether upvotes count there now.
  private func addressee(
    of petition: QuestionRecord, in summit: SummitRecord
  ) async throws -> (put: QuestionFrame.Addressee, takesUpvotes: Bool) {
    if let slug = petition.sessionSlug {
      let session = try await services.directory.session(slug, in: summit)
      return (.session(API.Session(session, in: summit)), session.takesUpvotes(in: summit))
    }
    let isOpen = summit.closedAt == nil
    if let slug = petition.organisationSlug,
      let organisation = try await services.store.organisation(slug, in: summit.id)
    {
      return (.organisation(API.Organisation(organisation, in: summit)), isOpen)
    }
    return (.organizers(threshold: summit.threshold), isOpen)
  }

  // MARK: Reporting

  private func report(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let petition = try await petition(of: request, in: summit)
    let own = "/\(summit.slug)/questions/\(petition.id)"
    var cookies: [Header] = []
    do {
      return try await services.joined(request, summit, granting: &cookies) { me in
        let write = try await services.store.report(
          petition.id, in: summit.id, by: me.id, generation: me.generation)
        services.changed(write)
        // Taken off the lists it has no page either, until somebody has looked at it.
        guard write.petition.state == .published else {
          let place =
            petition.sessionSlug.map { "/\(summit.slug)/\($0)" } ?? "/\(summit.slug)/organisations"
          return ("\(place)?done=report#notice", [])
        }
        return ("\(own)?done=report#notice", [])
      }
    } catch {
      let act = BadgeForm(action: "\(own)/report", of: try request.form(), [])
      let told = try SessionPageModel.Outcome(refusing: error, of: act, granting: cookies)
      return try await response(to: request, telling: told, headers: cookies)
    }
  }
}

extension Petitions.Question.Addressee {
  var scope: QuestionScope {
    switch self {
    case .session(let id): .session(id)
    case .organisation(let id): .organisation(id)
    case .summit: .summit
    }
  }
}
