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
