internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage
internal import Tokens

/// A reader's request for a page: what all pages need to know of it.
@Loop struct PageRequest {
  let request: Request
  let services: Services

  static let languageCookie = "tribune_language"

  /// `?language=`, else what was chosen before, else what the browser prefers of the summit's.
  func language(among tags: [String] = Language.tags) -> Language {
    [request.parameter("language"), request.cookie(Self.languageCookie)].compactMap { $0 }
      .lazy.compactMap { Language(rawValue: $0) }.first
      ?? Language.preferred(request.header("Accept-Language"), among: tags)
  }

  func context(for summit: SummitRecord?, joined: Bool = false) -> PageContext {
    let language = language(among: summit?.languages ?? Language.tags)
    var context = PageContext(
      language: language, publicURL: services.publicURL.origin,
      path: "/" + request.path.joined(separator: "/"), now: Timestamp(Date(), in: summit?.zone ?? .gmt),
      joined: joined, key: RandomCode.secret())
    context.query = request.query.pairs.filter { !Self.saidOnce.contains($0.name) }
    context.writtenIn = summit?.languages.count == 1 ? summit?.languages.first : nil
    if context.writtenIn == language.rawValue { context.writtenIn = nil }
    context.reader = reader
    return context
  }

  /// Parameters that an address does not keep when only the language changes.
  private static let saidOnce = ["language", "done", "badge"]

  /// Whom the cookie names; it is of one summit, whose pages alone get it.
  private var reader: String? {
    request.cookie(Services.cookie).flatMap { AttendeeToken($0, signedWith: services.key) }
      .map { Attendee.ID(rawValue: $0.attendee).description }
  }

  /// The page, with the headers that all pages have.
  func response(
    _ html: HTML, status: Int = 200, headers: [Header] = [], context: PageContext
  ) -> Response {
    let content = Content("text/html; charset=utf-8", bytes: html.bytes, isShared: false)
    return response(content, status: status, headers: headers, context: context)
  }

  /// A page that was rendered before, for all who read its language.
  func response(
    _ content: Content, status: Int = 200, headers: [Header] = [], context: PageContext
  ) -> Response {
    // What is said once is nobody's to keep.
    let caching = context.notice == nil && context.badgeForm == nil ? "private, no-cache" : "no-store"
    var headers =
      headers + Self.headers + [
        Header("Cache-Control", caching), Header("Content-Language", context.language.rawValue),
      ]
    // The service worker keeps pages by reader: nobody is shown what was another's.
    headers.append(Header("Tribune-Reader", reader ?? "-"))
    if let chosen = request.parameter("language"), chosen == context.language.rawValue {
      headers.append(
        Header("Set-Cookie", "\(Self.languageCookie)=\(chosen); Path=/; Max-Age=31536000; SameSite=Lax"))
    }
    return Response(status, headers, content)
  }

  /// For pages whose forms join: to a browser that sent none yet, the cookie that says whether it keeps any.
  var cookieCheck: [Header] { request.keepsCookies ? [] : [services.cookiesCookie] }

  private static let headers = [
    Header("Vary", "Cookie, Accept-Language, Accept-Encoding"),
    Header(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    // A receipt stands in some addresses.
    Header("Referrer-Policy", "same-origin"),
  ]
}

extension Content {
  /// A page to be kept for the next readers.
  static func page(_ html: HTML) -> Content {
    Content("text/html; charset=utf-8", bytes: html.bytes, tag: fingerprint(html.bytes))
  }
}

extension API.Problem {
  init(_ error: HTTPError) {
    self.init(
      status: error.status, code: error.code, title: error.code, detail: error.detail, field: error.field,
      rule: error.rule)
  }
}

/// Problems as this client can read them: a page for people, JSON for programs.
@Loop struct ProblemPages {
  let services: Services

  /// A page's modules say the language that they want its title in (RFC 9457, 3.1.3); programs say none.
  private func inWords(_ error: HTTPError, for request: Request) -> HTTPError {
    guard request.header("Accept-Language") != nil else { return error }
    var error = error
    let language = PageRequest(request: request, services: services).language()
    error.title = Sentences(language: language).problem(API.Problem(error))
    return error
  }

  func response(to error: HTTPError, for request: Request) -> Response {
    guard request.path.first != "api", request.header("Accept")?.contains("text/html") == true else {
      return inWords(error, for: request).response
    }
    let page = PageRequest(request: request, services: services)
    let context = page.context(for: nil)
    let isKnown = error.status != 404 || error.code != "summit_not_found"
    let summit = isKnown && request.path.count > 1 ? request.path.first : nil
    let html = ProblemPage(problem: API.Problem(error), summit: summit, context: context).html
    return page.response(html, status: error.status, headers: error.headers, context: context)
  }
}
