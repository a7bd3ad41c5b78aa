import API
import HTTP
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("A database that cannot do what it is asked", .timeLimit(.minutes(10)))
struct DatabaseTroublesTests {
  @Test(
    "is 503 with a stable code, and says when to come back",
    arguments: [
      ("53100", "database_full", "30"), ("53000", "database_busy", "5"), ("53200", "database_busy", "5"),
      ("53300", "database_busy", "5"), ("53400", "database_busy", "5"), ("58000", "database_busy", "5"),
      ("58030", "database_busy", "5"), ("58P01", "database_busy", "5"), ("57014", "busy", "1"),
      ("40001", "busy", "1"),
    ])
  func mapping(state: String, code: String, seconds: String) throws {
    let problem = try #require(refusal(for: PostgresError(kind: .server(state), message: "")))
    #expect((problem.status, problem.code) == (503, code))
    #expect(problem.headers == [Header("Retry-After", seconds)])
  }

  @Test("what is a fault of ours stays one", arguments: ["42P01", "42601", "XX000", "22012"])
  func faults(state: String) {
    #expect(refusal(for: PostgresError(kind: .server(state), message: "")) == nil)
  }

  /// Fails every insert into these tables, as a full disk would, until it is dropped.
  private static func fail(_ tables: [String], with state: String) -> String {
    "create or replace function no_room() returns trigger language plpgsql as "
      + "$$ begin raise sqlstate '\(state)' using message = 'no space left on device'; end $$;"
      + tables.map {
        "create or replace trigger no_room before insert on \($0) for each row execute function no_room();"
      }.joined()
  }

  @Test("a full disk refuses questions, upvotes and joins one by one, loses none, and readers go on")
  func full() async throws {
    try await served { served in
      let author = try await served.attendee()
      let other = try await served.attendee()
      let question = try await served.asked(by: author)
      let upvote = "\(Served.path)/questions/\(question.id)/upvote"
      // As its owner; tests' databases sign in as who owns them.
      var configuration = served.store.database.configuration
      configuration.role = nil
      let owner = Database(configuration)
      owner.start()
      defer { owner.close() }
      let tables = ["questions", "upvotes", "attendees"]
      for (state, code) in [("53100", "database_full"), ("58030", "database_busy")] {
        try await owner.transaction { try await $0.execute(script: Self.fail(tables, with: state)) }
        for answer in [
          try await other.call("PUT", upvote),
          try await other.call("POST", served.questions, #"{"text": "Reste-t-il de la place ?"}"#),
          try await served.stranger.call("POST", "\(Served.path)/attendees", "{}"),
        ] {
          #expect((answer.status, answer.member("code")) == (503, code))
          #expect(answer["Retry-After"] != nil)
          #expect(answer["Content-Type"] == "application/problem+json")
        }
        let french = try await other.call("PUT", upvote, headers: ["Accept-Language: fr"])
        let english = try await other.call("PUT", upvote, headers: ["Accept-Language: en"])
        #expect(french.member("title") != english.member("title"))
        #expect(try await served.stranger.call("GET", served.questions).status == 200)
      }
      for table in tables { _ = try await owner.query("drop trigger no_room on \(unsafeSQL: table)") }
      let counted = try await other.call("PUT", upvote)
      #expect((counted.status, counted.member("upvotes")) == (200, "2"))
    }
  }

  @Test("an organizer whom the database cannot name is told so, and not read as a stranger")
  func organizer() async throws {
    try await served { served in
      let path = "\(Served.path)/sessions"
      #expect(try await served.organizer.call("GET", path).status == 200)
      var configuration = served.store.database.configuration
      configuration.role = nil
      let owner = Database(configuration)
      owner.start()
      defer { owner.close() }
      _ = try await owner.query("alter view access rename to access_elsewhere")
      #expect(try await served.organizer.call("GET", path).status == 500)
      // What is no token is a stranger's.
      _ = try await owner.query("alter view access_elsewhere rename to access")
      #expect(try await served.stranger.call("GET", path, token: "nonsense").status == 200)
    }
  }
}

@Suite("Which Tribune it is, and what it does not serve", .timeLimit(.minutes(10)))
struct OperationsTests {
  @Test("the metrics and the description of the API say the version of the command line")
  func version() async throws {
    try await served { served in
      let metrics = try await served.stranger.call("GET", "/metrics").text
      #expect(metrics.contains("\ntribune_build_info{version=\"0.2.0\"} 1\n"))
      let description = try await served.stranger.call("GET", "/api/v1/openapi.json").text
      #expect(description.contains("\"version\":\"0.2.0\""))
    }
  }

  @Test(
    "a method that nobody serves is a problem for programs and a page for people",
    arguments: ["TRACE", "CONNECT", "PROPFIND", "BREW"])
  func methods(method: String) async throws {
    try await served { served in
      let api = try await served.stranger.call(method, Served.path)
      #expect((api.status, api.member("code")) == (405, "method_not_allowed"))
      #expect(api["Allow"] == "GET, HEAD, PATCH")
      let page = try await served.stranger.call(method, "/a-summit", headers: ["Accept: text/html"])
      #expect(page.status == 405)
      #expect(page["Allow"]?.contains("GET, HEAD") == true)
      #expect(page["Content-Type"]?.hasPrefix("text/html") == true)
      #expect(try await served.stranger.call(method, "/api/v1/nowhere").status == 404)
    }
  }
}
