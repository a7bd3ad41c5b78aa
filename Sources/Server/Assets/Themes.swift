internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Petitions
internal import Storage

/// A summit's own look: its colour as a stylesheet, since a page may hold no style of its own, and its logo. Their
/// addresses on pages change with what they are, so both may be kept for ever.
struct Themes: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/theme.css", stylesheet),
      .get("/api/v1/summits/:summit/logo", logo),
    ]
  }

  private func stylesheet(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard let accent = summit.accent.flatMap(Accent.init) else {
      throw HTTPError(404, "theme_not_found", "This summit has no colour of its own.")
    }
    let version = PageTheme.version(of: accent.description)
    let css = Array(ThemeStylesheet(accent: accent).css.utf8)
    return Response(
      200, Self.headers(isCurrent: request.parameter("v") == version),
      Content("text/css; charset=utf-8", bytes: css, tag: fingerprint(css)))
  }

  private func logo(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard let digest = summit.logoDigest, let logo = try await services.store.logo(of: summit.id) else {
      throw HTTPError(404, "logo_not_found", "This summit has no logo.")
    }
    // Opened by itself it is a document: it may draw, and nothing else.
    let sandbox = Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    return Response(
      200, Self.headers(isCurrent: request.parameter("v") == digest) + [sandbox],
      Content(logo.type, bytes: logo.bytes, tag: digest))
  }

  private static func headers(isCurrent: Bool) -> [Header] {
    [Header("Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache")]
  }
}

/// The colours of the look that a summit's own takes the place of: what is the reader's own act, and the sign.
struct ThemeStylesheet {
  var accent: Accent

  var css: String {
    let shades = AccentShades(accent)
    let (paper, night, wall) = (properties(shades.paper), properties(shades.night), properties(shades.wall))
    return """
      /* \(accent), as it can be read on paper, at night and on the wall. */
      :root { \(paper) }
      @media (prefers-color-scheme: dark) { :root:not([data-theme=paper]) { \(night) } }
      :root[data-theme=night], :root[data-live]:not([data-theme=paper]) { \(night) }
      :root[data-stage]:root { \(wall) }

      """
  }

  private func properties(_ shade: AccentShades.Shade) -> String {
    "--signal: \(shade.signal); --signal-ink: \(shade.ink); --signal-wash: \(shade.wash);"
  }
}

extension SummitEdit {
  /// The look as a change asks for it; an empty text takes away.
  mutating func take(lookOf change: SummitChange) throws(HTTPError) {
    if let text = change.accent {
      guard text.isEmpty || Accent(text) != nil else {
        throw .broken(
          "colour", field: "accent", "accent is a colour such as #0a5 or #00aa55; empty for none.")
      }
      accent = Accent(text)?.description ?? ""
    }
    if let text = change.logo { logo = try LogoEdit(text) }
  }
}

extension LogoEdit {
  /// In base64.
  fileprivate init(_ text: String) throws(HTTPError) {
    guard !text.isEmpty else {
      self = .isRemoved
      return
    }
    guard let bytes = Data(base64Encoded: text) else {
      throw .broken("base64", field: "logo", "logo is a file in base64; empty for none.")
    }
    do {
      self = .shows(try Logo(Array(bytes)))
    } catch {
      throw .broken(error.rawValue, field: "logo", error.sentence)
    }
  }
}

extension Logo.Refusal {
  fileprivate var sentence: String {
    switch self {
    case .tooLarge: "logo has at most \(Logo.mostBytes >> 10) KiB."
    case .unknownType: "logo is a PNG or an SVG."
    case .script: "logo is an SVG that holds a script; it may draw alone."
    case .externalReference: "logo is an SVG that refers to something outside it."
    case .documentType: "logo is an SVG with a document type, an entity or a stylesheet; leave them out."
    }
  }
}
