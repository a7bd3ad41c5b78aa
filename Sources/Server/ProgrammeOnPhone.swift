internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// The page of a summit's programme, as it is for this reader now.
@Loop struct ProgrammeOnPhone {
  let services: Services
  let request: Request
  let summit: SummitRecord

  func response(refusing problem: API.Problem? = nil, badge: String? = nil) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit, joined: services.cookieHolder(request, summit) != nil)
    context.path = "/\(summit.slug)"
    context.problem = problem
    context.badgeForm = (badge ?? request.parameter("badge")).map {
      BadgeForm(action: context.path, code: $0)
    }
    if context.joined, request.parameter("done") == "badge" { context.notice = .joinedWithBadge }
    let sessions = try await services.directory.sessions(in: summit).map { API.Session($0, in: summit) }
    let announcements = try await services.store.announcements(of: .summit, in: summit.id, limit: 30)
      .announcements.map { API.Announcement($0, in: summit) }
    let html = ProgrammePage(
      summit: API.Summit(summit), sessions: sessions, announcements: announcements,
      news: try await services.news(for: services.cookieHolder(request, summit), of: request, in: summit),
      context: context
    ).html
    return page.response(html, status: problem?.status ?? 200, context: context)
  }
}
