internal import API
internal import EventLoop
internal import HTTP
internal import Petitions
internal import Storage
internal import Tokens

// What the forms of all pages do alike.

extension Services {
  /// Acts as the attendee whose cookie it is, joining first where there is none or it speaks for nobody any more.
  func joined(
    _ request: Request, _ summit: SummitRecord,
    _ act: @Loop (AttendeeIdentity) async throws -> (location: String, headers: [Header])
  ) async throws -> Response {
    if let me = cookieHolder(request, summit) {
      do {
        let (location, headers) = try await act(me)
        return .redirect(to: location, headers)
      } catch Petitions.Refusal.attendeeUnknown {}
    }
    let (attendee, token) = try await join(summit)
    let (location, headers) = try await act(
      AttendeeIdentity(id: attendee.id, generation: attendee.generation))
    return .redirect(to: location, headers + cookies(token, for: summit))
  }

  /// Carries a receipt to the page that says it.
  func asked(_ receipt: String, at path: String, seconds: Int = 120) -> Header {
    let secure = publicURL.isSecure ? "; Secure" : ""
    return Header(
      "Set-Cookie",
      "\(SessionOnPhone.askedCookie)=\(receipt); Path=\(path); Max-Age=\(seconds); HttpOnly; SameSite=Lax\(secure)"
    )
  }
}

/// What the reader can be told on the page; the rest goes on its way.
func pageProblem(_ error: any Error) throws -> API.Problem {
  guard let known = error as? HTTPError ?? refusal(for: error), known.status < 500 else { throw error }
  return API.Problem(known)
}
