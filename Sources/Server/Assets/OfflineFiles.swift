internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// What makes the pages an app that opens without a network: the service worker, over all pages and so at the root; the
/// page for what was never opened; a manifest for each summit. None of the names can be a slug: a slug has no dot.
struct OfflineFiles: Resource {
  let services: Services

  var routes: [Route] {
    [.get("/sw.js", worker), .get("/:summit/manifest.webmanifest", manifest)]
      + Language.allCases.map { language in
        .get("/offline.\(language.rawValue).html") { try await offline($0, language) }
      }
  }

  /// Another text with every change of any asset: so browsers notice a new version.
  private func worker(_ request: Request) async throws -> Response {
    Response(
      200,
      [
        Header("Cache-Control", "no-cache"),
        Header("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'"),
      ], Self.script)
  }

  private static let script: Content = {
    let template = String(decoding: Asset.all["sw.js"]?.bytes ?? [], as: UTF8.self)
    let names = kept.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    let text = template.replacing(#""NAMES""#, with: names)
      .replacing("VERSION", with: Asset.version)
    return Content("text/javascript; charset=utf-8", text, tag: Asset.version)
  }()

  /// What the pages on a phone ask for: every module but those of wall and stage alone, which are no use without a network.
  nonisolated static let kept: Set<String> = {
    let imported = Asset.imports.values.reduce(into: Set()) { $0.formUnion($1) }
    let first = Set(Asset.imports.keys).subtracting(imported).subtracting([
      "sw.js", "screen.js", "monitor.js",
    ])
    return first.union(Asset.imports(of: Array(first))).union(
      Asset.all.keys.filter { $0.hasSuffix(".css") && $0 != "stage.css" }
    ).union(["icon.svg"])
  }()

  private func offline(_ request: Request, _ language: Language) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: nil)
    context.language = language
    return page.response(.page(OfflinePage(context: context).html), context: context)
  }

  private func manifest(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let language = PageRequest(request: request, services: services).language(among: summit.languages)
    let bytes = try AppManifest(API.Summit(summit), Sentences(language: language)).json
    return Response(
      200,
      [
        Header("Cache-Control", "no-cache"), Header("Vary", "Cookie, Accept-Language, Accept-Encoding"),
      ], Content("application/manifest+json", bytes: bytes, tag: fingerprint(bytes)))
  }
}

/// A summit as an app on the home screen (W3C Web Application Manifest).
struct AppManifest: Encodable {
  struct Icon: Encodable {
    var src: String
    var sizes: String
    var type: String
    var purpose: String?
  }
  struct Shortcut: Encodable {
    var name: String
    var url: String
  }

  var id: String
  var name: String
  var shortName: String
  var description: String
  var lang: String
  var startURL: String
  var scope = "/"
  var display = "standalone"
  var backgroundColor = ThemeColor.paper
  var themeColor = ThemeColor.paper
  var icons: [Icon]
  var shortcuts: [Shortcut]

  private enum CodingKeys: String, CodingKey {
    case id, name, description, lang, scope, display, icons, shortcuts
    case shortName = "short_name"
    case startURL = "start_url"
    case backgroundColor = "background_color"
    case themeColor = "theme_color"
  }

  init(_ summit: API.Summit, _ sentences: Sentences) {
    (id, startURL) = ("/\(summit.slug)", "/\(summit.slug)")
    (name, shortName) = (summit.name, Self.short(summit.name))
    (description, lang) = (sentences.motto, sentences.language.rawValue)
    func icon(_ name: String, _ sizes: String, purpose: String? = nil) -> Icon {
      Icon(
        src: Asset.path(name), sizes: sizes, type: name.hasSuffix(".svg") ? "image/svg+xml" : "image/png",
        purpose: purpose)
    }
    icons = [
      icon("icon-192.png", "192x192"), icon("icon-512.png", "512x512"), icon("icon.svg", "any"),
      icon("maskable-512.png", "512x512", purpose: "maskable"),
      icon("maskable.svg", "any", purpose: "maskable"),
    ]
    shortcuts = [
      Shortcut(name: sentences.programme, url: "/\(summit.slug)"),
      Shortcut(name: sentences.boardTitle, url: "/\(summit.slug)/promises"),
    ]
  }

  /// Under an icon there is room for a dozen letters: as many words as fit.
  private static func short(_ name: String) -> String {
    var short = ""
    for word in name.split(separator: " ") {
      guard short.count + word.count < 12 else { break }
      short += short.isEmpty ? word : " \(word)"
    }
    return short.isEmpty ? "Tribune" : short
  }
}
