internal import HTTP

extension Services {
  /// What the browser keeps under `name` for `seconds`, 0 to forget it, and sends to `path` and below alone. Modules
  /// read it only where `isForModules` says so.
  func cookie(
    _ name: String, _ value: String, path: String, seconds: Int, sameSite: SameSite = .lax,
    isForModules: Bool = false
  ) -> Header {
    let hidden = isForModules ? "" : "; HttpOnly"
    let secure = publicURL.isSecure ? "; Secure" : ""
    return Header(
      "Set-Cookie",
      "\(name)=\(value); Path=\(path); Max-Age=\(seconds)\(hidden); SameSite=\(sameSite.rawValue)\(secure)")
  }

  /// Whether the browser sends a cookie along a link from elsewhere (RFC 6265bis).
  enum SameSite: String {
    case lax = "Lax"
    case strict = "Strict"
  }
}

// Whoever keeps no cookie would be another person with each vote: their browser is asked to keep one first.

extension Services {
  static let cookiesCookie = "tribune_cookies"

  /// Says that this browser keeps cookies, and nothing else; kept until it is closed.
  var cookiesCookie: Header {
    let secure = publicURL.isSecure ? "; Secure" : ""
    return Header("Set-Cookie", "\(Self.cookiesCookie)=1; Path=/; HttpOnly; SameSite=Lax\(secure)")
  }

  /// Throws where the browser sent none of ours back. The refusal gives one: who keeps it may send the same again.
  func requireCookies(_ request: Request) throws(HTTPError) {
    guard !request.keepsCookies else { return }
    throw HTTPError(
      409, "cookies_needed",
      "This browser sends no cookie back, and each voice counts once: allow cookies here, then send it again.",
      headers: [cookiesCookie])
  }
}

extension Request {
  /// Whether an earlier answer's cookie came back.
  var keepsCookies: Bool { cookie(Services.cookiesCookie) != nil || cookie(Services.cookie) != nil }

  /// Whether a page of a browser sends it: programs say neither where they come from, and keep their token themselves.
  var isFromPage: Bool { header("Origin") != nil || header("Sec-Fetch-Site") != nil }
}
