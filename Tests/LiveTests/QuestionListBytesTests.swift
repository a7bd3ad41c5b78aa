import API
import Foundation
import HTTP
import Live
import Storage
import TestSupport
import Testing

@Suite("Lists as bytes", .timeLimit(.minutes(10)))
struct QuestionListBytesTests {
  @Test("what is personal is spliced in, whatever the texts pretend")
  func splice() async throws {
    try await TestDatabase.migrated { store in
      var new = NewSummitRecord(
        slug: "s", name: "S", timeZone: "Europe/Paris", startsOn: try #require(Day(rawValue: "2017-06-13")),
        endsOn: try #require(Day(rawValue: "2017-06-14")))
      new.expectedAttendees = 10
      let summit = try await store.add(new)
      let author = try await store.join(summit.id)
      let reader = try await store.join(summit.id)
      let hostile = #"Est-ce "upvoted":false,"mine":true ?"#
      let asked = try await store.ask(
        Asking(to: .summit, by: author.id, generation: 1, text: try QuestionText(hostile)), in: summit.id)
      let live = LiveSessions(store) { cursor, _ in cursor.description }
      let list = try await live.questions(of: .summit, in: summit, order: .top, limit: 10, after: nil)

      func question(_ content: Content) throws -> API.Question {
        let decoded = try JSONDecoder().decode(API.QuestionList.self, from: Data(content.bytes))
        return try #require(decoded.questions.first)
      }
      let shared = try question(list.shared)
      #expect(shared.text == hostile)
      #expect(!shared.upvoted)
      #expect(shared.mine == nil)
      let forAuthor = list.content(for: author.id, upvoted: [asked.petition.id])
      #expect(try question(forAuthor).upvoted)
      #expect(try question(forAuthor).mine == true)
      let forReader = list.content(for: reader.id, upvoted: [])
      #expect(try !question(forReader).upvoted)
      #expect(Set([list.shared.tag, forAuthor.tag, forReader.tag]).count == 3)
    }
  }

  @Test("a change is read at once by whoever reads next")
  func change() async throws {
    try await TestDatabase.migrated { store in
      let summit = try await store.add(
        NewSummitRecord(
          slug: "s", name: "S", timeZone: "Europe/Paris", startsOn: try #require(Day(rawValue: "2017-06-13")),
          endsOn: try #require(Day(rawValue: "2017-06-14"))))
      let author = try await store.join(summit.id)
      let live = LiveSessions(store) { cursor, _ in cursor.description }
      let before = try await live.questions(of: .summit, in: summit, order: .top, limit: 10, after: nil)
      #expect(before.questions.isEmpty)
      _ = try await store.ask(
        Asking(to: .summit, by: author.id, generation: 1, text: try QuestionText("Qui lit la suite ?")),
        in: summit.id)
      live.changed(summit.id, [], .everything)
      let after = try await live.questions(of: .summit, in: summit, order: .top, limit: 10, after: nil)
      #expect(after.questions.count == 1)
    }
  }
}
