import API
import EventLoop
import HTTP
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("How the outside reaches this server", .timeLimit(.minutes(10)))
struct PublicURLTests {
  @Test(
    "one address has one form, as browsers write an origin",
    arguments: [
      ("https://tribune.example:443", "https://tribune.example"),
      ("http://tribune.example:80/", "http://tribune.example"),
      ("https://tribune.example:80", "https://tribune.example:80"),
      ("http://192.168.1.20:8080", "http://192.168.1.20:8080"),
      ("HTTPS://Tribune.Example.", "https://tribune.example"),
      ("https://tribune.example.:8443", "https://tribune.example:8443"),
      ("https://Tribüne.example:443", "https://xn--tribne-6ya.example"),
      ("http://[::1]:80", "http://[::1]"),
    ])
  func oneForm(_ text: String, _ origin: String) throws {
    #expect(try #require(PublicURL(text)).origin == origin)
  }

  @Test(
    "what is no address of a server is none",
    arguments: [
      "null", "", "tribune.example", "ftp://tribune.example", "https://tribune.example/path", "https://..",
      "https://", "https://user@tribune.example", "https://tribune.example?a",
      "https://a.example, https://b.example",
    ])
  func none(_ text: String) {
    #expect(PublicURL(text) == nil)
  }

  @Test("which hosts are of the network that the server stands in")
  func nearby() throws {
    for host in [
      "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.20:8080", "169.254.3.4", "127.0.0.1", "[::1]",
      "[fd12::1]:8080", "[fe80::1]", "laptop", "laptop.local:8080", "localhost",
    ] { #expect(try #require(PublicURL("http://\(host)")).isNearby, "\(host)") }
    for host in [
      "evil.example", "172.32.0.1", "192.168.1.20.evil.example", "11.0.0.1", "8.8.8.8", "2130706433",
      "laptop.local.evil.example", "[2001:db8::1]",
    ] {
      #expect(try !#require(PublicURL("http://\(host)")).isNearby, "\(host)")
    }
  }

  @Test("a vote by form from a page at the public address counts, its default port named or not")
  func defaultPort() async throws {
    for given in ["https://tribune.example:443", "https://Tribune.example."] {
      try await served(publicURL: given) { served in
        let question = try await served.asked(by: try await served.attendee())
        let fine = try await served.vote(
          question.id, from: "https://tribune.example", host: "tribune.example")
        #expect(fine.status == 303)
        for origin in [
          "https://evil.example", "http://tribune.example", "https://tribune.example.evil.example", "null",
          "https://tribune.example:8443",
        ] {
          let refused = try await served.vote(question.id, from: origin, host: "tribune.example")
          #expect(refused.status == 403, "\(origin)")
        }
        let link = try await served.organizer.post(
          "/stage-links", #"{"role": "speaker", "session": "opening"}"#)
        #expect(try link.string("url").hasPrefix("https://tribune.example/a-summit/"))
      }
    }
  }

  @Test("the laptop in the hall is ours by each of its names; a page elsewhere is not, whatever it calls")
  func otherNames() async throws {
    try await served(publicURL: "http://192.168.1.20:8080") { served in
      let question = try await served.asked(by: try await served.attendee())
      for host in ["192.168.1.20:8080", "laptop.local:8080", "10.0.0.7:8080", "laptop:8080"] {
        #expect(
          try await served.vote(question.id, from: "http://\(host)", host: host).status == 303, "\(host)")
      }
      for (origin, host) in [
        ("http://evil.example", "laptop.local:8080"), ("http://laptop.local", "laptop.local:8080"),
        ("https://laptop.local:8080", "laptop.local:8080"), ("http://evil.example:8080", "evil.example:8080"),
        ("http://other.local:8080", "laptop.local:8080"),
      ] {
        let refused = try await served.vote(question.id, from: origin, host: host)
        #expect(refused.status == 403, "\(origin) to \(host)")
        #expect(refused.text.contains("http://192.168.1.20:8080"), "it says which address to use")
        #expect(refused.text.contains("à l’adresse affichée à l’écran"))
      }
    }
  }

  @Test("with its modules too a page of the host that it calls votes with its cookie, and no other does")
  func cookies() async throws {
    try await served(publicURL: "http://192.168.1.20:8080") { served in
      let question = try await served.asked(by: try await served.attendee())
      let joined = try await served.stranger.call("POST", "\(Served.path)/attendees", "{}")
      let cookie = "Cookie: tribune_attendee=\(joined.member("token") ?? "")"
      for (origin, status) in [
        ("http://laptop.local:8080", 200), ("http://evil.example", 403), ("null", 403),
        ("http://192.168.1.20:8080", 200),
      ] {
        let answer = try await served.stranger.call(
          "PUT", "\(Served.path)/questions/\(question.id)/upvote",
          headers: [cookie, "Host: laptop.local:8080", "Origin: \(origin)"])
        #expect(answer.status == status, "\(origin)")
      }
    }
  }

  @Test("of nothing that is answered a browser guesses the type")
  func types() async throws {
    try await served { served in
      for path in [
        "", "/promises.csv", "/promises.atom", "/questions/1", "/sessions/opening/questions", "/nothing",
      ] {
        #expect(try await served.stranger.get(path)["X-Content-Type-Options"] == "nosniff", "\(path)")
      }
      for path in ["/", "/a-summit/opening", "/sw.js", "/nothing/there", "/healthz"] {
        let answer = try await served.stranger.call("GET", path, headers: ["Accept: text/html"])
        let said = answer.headers.filter { $0.name.lowercased() == "x-content-type-options" }
        #expect(said.map(\.value) == ["nosniff"], "\(path)")
      }
    }
  }

  @Test("behind TLS no other name is ours")
  func onlyOne() async throws {
    try await served(publicURL: "https://tribune.example") { served in
      let question = try await served.asked(by: try await served.attendee())
      for scheme in ["http", "https"] {
        let refused = try await served.vote(
          question.id, from: "\(scheme)://laptop.local", host: "laptop.local")
        #expect(refused.status == 403)
      }
    }
  }
}

extension Served {
  /// As a browser sends it that says nothing of where a request comes from but its page's origin.
  fileprivate func vote(_ question: String, from origin: String, host: String) async throws -> HTTPAnswer {
    try await stranger.call(
      "POST", "/a-summit/opening/upvotes", "question=\(question)&sign=1",
      headers: [
        "Origin: \(origin)", "Host: \(host)", "Content-Type: application/x-www-form-urlencoded",
        "Accept: text/html", "Accept-Language: fr", "Cookie: tribune_cookies=1",
      ])
  }
}
