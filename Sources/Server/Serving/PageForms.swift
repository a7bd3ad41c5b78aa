internal import API
internal import EventLoop
internal import HTTP
internal import Petitions
internal import Storage
internal import Tokens

// What the forms of all pages do alike.

extension Services {
  /// Acts as the attendee whose cookie it is, joining first where there is none, where it speaks for nobody any more, or
  /// where the form gives a badge. Whose browser keeps no cookie is told so, and joins nothing. The cookies of whoever joined are theirs also where the act is then refused.
  func joined(
    _ request: Request, _ summit: SummitRecord, granting cookies: inout [Header],
    _ act: @Loop (AttendeeIdentity) async throws -> (location: String, headers: [Header])
  ) async throws -> Response {
    let badge = try request.form()["badge"]
    if badge == nil, let me = cookieHolder(request, summit) {
      do {
        let (location, headers) = try await act(me)
        return .redirect(to: location, headers)
      } catch Petitions.Refusal.attendeeUnknown {}
    }
    if badge == nil, summit.identity == .open { try requireCookies(request) }
    let (attendee, token) = try await join(summit, badge: badge, for: request)
    cookies = self.cookies(token, for: summit)
    let (location, headers) = try await act(
      AttendeeIdentity(id: attendee.id, generation: attendee.generation))
    return .redirect(to: location, headers + cookies)
  }

  /// The same where the cookies of whoever joined go with what was done alone.
  func joined(
    _ request: Request, _ summit: SummitRecord,
    _ act: @Loop (AttendeeIdentity) async throws -> (location: String, headers: [Header])
  ) async throws -> Response {
    var cookies: [Header] = []
    return try await joined(request, summit, granting: &cookies, act)
  }

  /// Carries a receipt to the page that says it.
  func asked(_ receipt: String, at path: String, seconds: Int = 120) -> Header {
    cookie(SessionPageModel.askedCookie, receipt, path: path, seconds: seconds)
  }
}

extension Request {
  /// The receipt of what the reader just asked: of a form in a cookie, of the modules in a header.
  var asked: String? { header("Tribune-Asked") ?? cookie(SessionPageModel.askedCookie) }
}

/// What the reader can be told on the page; the rest goes on its way.
func pageProblem(_ error: any Error) throws -> API.Problem {
  guard let known = error as? HTTPError ?? refusal(for: error), known.status < 500 else { throw error }
  return API.Problem(known)
}
