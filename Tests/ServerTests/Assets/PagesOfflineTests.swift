import Foundation
import TestSupport
import Testing

@testable import API
@testable import Pages
@testable import Server

private typealias Fix = PagesFixtures

@Suite("Without a network", .timeLimit(.minutes(10)))
struct PagesOfflineTests {
  @Test("the phone keeps what its pages ask for, and nothing of the wall")
  func kept() {
    for name in ["phone.css", "ask.js", "upvote.js", "outbox.js", "offline.js", "theme.js", "words.js"] {
      #expect(OfflineFiles.kept.contains(name), "\(name)")
    }
    for name in ["screen.js", "banner.js", "stage.css", "sw.js", "icon-512.png"] {
      #expect(!OfflineFiles.kept.contains(name), "\(name)")
    }
    #expect(OfflineFiles.kept.allSatisfy { Asset.all[$0] != nil })
  }

  @Test("a page carries the sentence that the service worker shows, hidden, with the hour of the place")
  func stale() throws {
    let page = Fix.page(Fix.session(), [])
    let mark = try #require(page.firstMatch(of: /<p id="stale"[^>]* hidden>(.*?)<\/p>/)).1
    #expect(mark.contains("Sans réseau\u{A0}: état de <time datetime="))
    #expect(page.ranges(of: #"id="stale""#).count == 1)
  }

  @Test("a summit's app opens its programme, in its language, under a name that fits")
  func manifest() throws {
    var summit = Fix.summit()
    summit.name = "Sommet extraordinairement long"
    let manifest = AppManifest(summit, Sentences(language: .en))
    #expect(manifest.startURL == "/\(summit.slug)")
    #expect(manifest.lang == "en")
    #expect(manifest.shortName == "Sommet")
    #expect(
      manifest.icons.contains { $0.purpose == "maskable" } && manifest.icons.contains { $0.purpose == nil })
    let json = String(decoding: try JSONEncoder().encode(manifest), as: UTF8.self)
    #expect(json.contains(#""short_name":"Sommet""#) && json.contains(#""theme_color":"#))
  }
}
