import API
import Foundation
import Petitions
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("A summit's own look", .timeLimit(.minutes(10)))
struct ThemesTests {
  private static let drawing = #"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>"#

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test("is told to everybody, linked from its pages, and served so that it may be kept for ever")
  func shown() async throws {
    try await served { app in
      #expect(try await app.stranger.call("GET", "/api/v1/summits/a-summit/theme.css").status == 404)
      #expect(try await app.stranger.call("GET", "/api/v1/summits/a-summit/logo").status == 404)
      let plain = try await app.stranger.call("GET", "/a-summit").text
      #expect(!plain.contains("theme.css") && !plain.contains("<img"))

      let changed = try await app.organizer.patch(
        "", ##"{"accent": "#0a5", "logo": "\##(Self.base64(Self.drawing))"}"##)
      #expect(changed.status == 200, "\(changed.text)")
      let summit = try await app.stranger.get("").json(API.Summit.self)
      #expect(summit.accent == "#00aa55")
      let logo = try #require(summit.logo)
      for path in ["/a-summit", "/a-summit/promises", "/a-summit/ledger", "/a-summit/opening/screen"] {
        let page = try await app.stranger.call("GET", path).text
        #expect(page.contains(#"<img class="logo" src="\#(logo)" alt="">"#), "\(path)")
        #expect(page.contains("/theme.css?v=00aa55-\(Asset.version)"), "\(path)")
        #expect(!page.contains("style="), "\(path)")
      }
      let style = try await app.stranger.call(
        "GET", "/api/v1/summits/a-summit/theme.css?v=00aa55-\(Asset.version)")
      #expect(style["Content-Type"] == "text/css; charset=utf-8")
      #expect(style["Cache-Control"] == "public, max-age=31536000, immutable")
      #expect(style.text.contains("--signal: \(AccentShades(try #require(Accent("#0a5"))).wall.signal)"))
      for token in ["--owed", "--kept", "--late"] { #expect(!style.text.contains(token)) }
      let other = try await app.stranger.call("GET", "/api/v1/summits/a-summit/theme.css?v=1")
      #expect(other["Cache-Control"] == "no-cache")

      let image = try await app.stranger.call("GET", logo)
      #expect(image.text == Self.drawing)
      #expect(image["Content-Type"] == "image/svg+xml")
      #expect(image["Content-Security-Policy"]?.hasSuffix("sandbox") == true)
      #expect(image["X-Content-Type-Options"] == "nosniff")
    }
  }

  @Test("can be taken away again; another logo has another address")
  func removed() async throws {
    try await served { app in
      let first = try await app.organizer.patch(
        "", ##"{"accent": "#0a5", "logo": "\##(Self.base64(Self.drawing))"}"##
      ).json(API.Summit.self)
      let second = try await app.organizer.patch(
        "", ##"{"logo": "\##(Self.base64("<svg></svg>"))"}"##
      ).json(API.Summit.self)
      #expect(second.logo != nil && second.logo != first.logo && second.accent == "#00aa55")
      let gone = try await app.organizer.patch("", ##"{"accent": "", "logo": ""}"##).json(API.Summit.self)
      #expect(gone.accent == nil && gone.logo == nil)
      #expect(try await app.store.logo(of: app.summit.id) == nil)
    }
  }

  @Test(
    "what is no colour and no logo is refused by name, and changes nothing",
    arguments: [
      (##"{"accent": "red", "name": "Other"}"##, "accent", "colour"),
      (##"{"logo": "*", "name": "Other"}"##, "logo", "base64"),
      (##"{"logo": "QUJD", "accent": "#123"}"##, "logo", "unknown_type"),
      (##"{"logo": "\##(base64("<svg onload='x'/>"))", "accent": "#123"}"##, "logo", "script"),
    ])
  func refused(body: String, field: String, rule: String) async throws {
    try await served { app in
      let answer = try await app.organizer.patch("", body)
      #expect(answer.status == 422)
      #expect(answer.member("field") == field && answer.member("rule") == rule)
      let summit = try await app.stranger.get("").json(API.Summit.self)
      #expect(summit.accent == nil && summit.logo == nil && summit.name == "A summit")
    }
  }

  @Test("is an organizer's to change, and a rehearsal has it too")
  func rights() async throws {
    try await served { app in
      #expect(try await app.stranger.patch("", ##"{"accent": "#0a5"}"##).status == 401)
      _ = try await app.organizer.patch(
        "", ##"{"accent": "#0a5", "logo": "\##(Self.base64(Self.drawing))"}"##)
      let copy = try await app.store.rehearse(app.summit.id, slug: "copy", from: nil)
      #expect(copy.accent == "#00aa55")
      #expect(try await app.store.logo(of: copy.id)?.bytes == Array(Self.drawing.utf8))
    }
  }

  @Test("the grounds that it is measured on are those of the stylesheet")
  func grounds() throws {
    let tokens = String(decoding: try #require(Asset.all["stage.css"]).bytes, as: UTF8.self)
    for (name, grounds) in [
      ("paper", AccentShades.grounds.paper), ("night", AccentShades.grounds.night),
      ("wall", AccentShades.grounds.wall),
    ] {
      let short = grounds[1].description == "#ffffff" ? "#fff" : grounds[1].description
      #expect(tokens.contains("--paper: \(grounds[0]); --sheet: \(short);"), "\(name)")
    }
  }
}
