internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The page of a summit's programme, as it is for this reader now.
@Loop struct ProgrammePageModel {
  let services: Services
  let request: Request
  let summit: SummitRecord

  func response(refusing problem: API.Problem? = nil, badge: String? = nil) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let me = try await services.reader(of: request, in: summit)
    var context = page.context(for: summit, joined: me != nil)
    context.path = "/\(summit.slug)"
    context.problem = problem
    context.badgeForm = (badge ?? request.parameter("badge")).map {
      BadgeForm(action: context.path, code: $0)
    }
    if context.joined, request.parameter("done") == "badge" { context.notice = .joinedWithBadge }
    // To strangers who did nothing yet it is the same page, however long: rendered once a change.
    if request.cookie(Services.cookie) == nil, problem == nil, context.badgeForm == nil {
      let shared = context.asking([])
      let content = try await services.live.content(
        "programme \(context.language.rawValue)", of: summit.id, showing: [.programme, .channel]
      ) { .page(try await html(for: nil, shared)) }
      return page.response(content, context: shared)
    }
    return page.response(
      try await html(for: me, context), status: problem?.status ?? 200,
      headers: services.renewal(for: me, request, in: summit), context: context)
  }

  private func html(for me: AttendeeIdentity?, _ context: PageContext) async throws -> HTML {
    let sessions = try await services.directory.sessions(in: summit).map { API.Session($0, in: summit) }
    let announcements = try await services.store.announcements(of: .summit, in: summit.id, limit: 30)
      .announcements.map { API.Announcement($0, in: summit) }
    return ProgrammePage(
      summit: API.Summit(summit), sessions: sessions, announcements: announcements,
      news: try await services.news(for: me, of: request, in: summit), context: context
    ).html
  }
}
