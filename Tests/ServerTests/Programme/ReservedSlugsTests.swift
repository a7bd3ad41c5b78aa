import API
import EventLoop
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Slugs and our own pages", .timeLimit(.minutes(10)))
struct ReservedSlugsTests {
  /// What the router tells apart by words, under an address that ends before it: `/*` has `ledger` beside `{session}`.
  private struct Fork {
    var words: Set<String> = []
    var parameters: Set<String> = []
  }

  @Test("no address of ours can be taken by a slug")
  func routes() async throws {
    try await served { served in
      var forks: [String: Fork] = [:]
      for route in served.routes {
        let path = try #require(route.description.split(separator: " ").last)
        var place = ""
        for segment in path.split(separator: "/") {
          if segment.hasPrefix("{") {
            forks[place, default: Fork()].parameters.insert(String(segment.dropFirst().dropLast()))
            place += "/*"
          } else {
            forks[place, default: Fork()].words.insert(String(segment))
            place += "/\(segment)"
          }
        }
      }
      #expect(forks[""]?.parameters == ["summit"] && forks["/*"]?.parameters == ["session"])
      let reserved = [
        "summit": Slug.Kind.summit.reserved, "session": Slug.Kind.session.reserved, "room": [],
        "organisation": [], "speaker": [],
      ]
      for (place, fork) in forks {
        for parameter in fork.parameters {
          guard let kept = reserved[parameter] else { continue }
          let open = fork.words.subtracting(kept).filter { Slug($0) != nil }
          #expect(open == [], "\(place)/{\(parameter)}")
        }
      }
    }
  }

  @Test(
    "what is reserved is refused when it is given, by the API and by the database alike, and made another of a title"
  )
  func alike() async throws {
    try await served { served in
      for word in Slug.Kind.session.reserved.sorted() {
        let refused = try await served.organizer.post(
          "/sessions",
          #"{"title":"x","slug":"\#(word)","startsAt":"2017-06-13T09:00:00+02:00","endsAt":"2017-06-13T10:00:00+02:00"}"#
        )
        #expect(refused.status == 422 && refused.member("rule") == "reserved", "\(word)")
        let edited = try await served.organizer.patch("/sessions/opening", #"{"slug":"\#(word)"}"#)
        #expect(edited.status == 422 && edited.member("field") == "slug", "\(word)")
        let error = await #expect(throws: PostgresError.self) {
          try await served.setSession("slug = '\(word)'")
        }
        #expect(error?.constraint == "session_slug_reserved", "\(word)")
        let made = try await served.organizer.post(
          "/sessions",
          #"{"title":"\#(word)","startsAt":"2017-06-13T09:00:00+02:00","endsAt":"2017-06-13T10:00:00+02:00"}"#
        )
        #expect(made.member("slug") == "\(word)-2")
      }
      for word in Slug.Kind.summit.reserved.sorted() {
        let error = await #expect(throws: PostgresError.self) {
          _ = try await served.store.database.query("update summits set slug = \(word)")
        }
        #expect(error?.constraint == "summit_slug_reserved", "\(word)")
      }
    }
  }
}
