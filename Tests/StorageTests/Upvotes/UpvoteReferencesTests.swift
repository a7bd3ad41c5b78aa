import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What upvotes refer to", .timeLimit(.minutes(10)))
struct UpvoteReferencesTests {
  @Test(
    "a row for a question or an attendee that is not there is refused, by the constraint's name",
    arguments: [
      ("999999", "id", "upvote_question_exists"), ("question_id", "999999", "upvote_attendee_exists"),
    ])
  func missing(question: String, attendee: String, constraint: String) async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store)
      _ = try await hall.ask("Qui a signé cette question ?", by: 0)
      let error = await #expect(throws: PostgresError.self) {
        _ = try await owner.query(
          """
          insert into upvotes (summit_id, question_id, attendee_id, created_at)
          select summit_id, \(unsafeSQL: question), \(unsafeSQL: attendee == "id" ? "attendee_id" : attendee), now()
          from upvotes
          """)
      }
      #expect(error?.constraint == constraint)
    }
  }

  @Test("questions and attendees are never deleted", arguments: ["questions", "attendees"])
  func removal(table: String) async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store)
      _ = try await hall.ask("Qui a signé cette question ?", by: 0)
      let error = await #expect(throws: PostgresError.self) {
        _ = try await owner.query("delete from \(unsafeSQL: table)")
      }
      #expect(error?.sqlState == "23001")
    }
  }
}
