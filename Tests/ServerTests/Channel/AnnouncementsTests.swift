import API
import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

@Suite("Announcements over HTTP", .timeLimit(.minutes(10)))
struct AnnouncementsTests {
  private static let path = "/announcements"

  @Test("organizers tell the summit or any session; everybody reads it, the newest first")
  func organizers() async throws {
    try await served { app in
      try await app.makeSession("debate")
      let toAll = try await app.organizer.post(Self.path, #"{"text":" Le déjeuner est servi "}"#)
      #expect(toAll.status == 201)
      #expect(try toAll.string("text") == "Le déjeuner est servi")
      #expect(try toAll.string("from") == "organizers")
      #expect(try toAll.isNull("session"))
      #expect(
        try toAll.string("announcedAt").hasSuffix("+02:00") || toAll.string("announcedAt").hasSuffix("+01:00")
      )
      let toOne = try await app.organizer.post(Self.path, #"{"text":"Salle 2","session":"debate"}"#)
      #expect(try toOne.string("session") == "debate")

      #expect(try await app.texts() == ["Salle 2", "Le déjeuner est servi"])
      #expect(try await app.texts("?session=opening") == ["Le déjeuner est servi"])
      #expect(try await app.texts("?session=debate") == ["Salle 2", "Le déjeuner est servi"])
      let first = try await app.stranger.get(Self.path + "?limit=1")
      let next = try first.string("next")
      #expect(try await app.texts("?limit=1&after=\(next)") == ["Le déjeuner est servi"])
      let tag = try #require(first["ETag"])
      let unchanged = try await app.stranger.get(Self.path + "?limit=1", ["If-None-Match: \(tag)"])
      #expect(unchanged.status == 304)
    }
  }

  @Test("speakers tell their own session under their names, moderators theirs for the organizers")
  func speakers() async throws {
    try await served { app in
      try await app.makeSession("debate")
      let speaker = try await app.official("speaker")
      let mine = #"{"text":"Merci à tous","session":"opening"}"#
      #expect(try await speaker.post(Self.path, mine).string("from") == "speakers")
      for name in ["Ana Exemple", "Bob Exemple"] {
        _ = try await app.store.add(NewSpeakerRecord(name: name), in: app.summit.id)
      }
      var edit = SessionEdit()
      edit.speakers = ["ana-exemple", "bob-exemple"]
      _ = try await app.store.edit("opening", in: app.summit.id, edit)
      #expect(try await speaker.post(Self.path, mine).string("from") == "Ana Exemple, Bob Exemple")
      let moderator = try await app.official("moderator", ofSession: true)
      #expect(try await moderator.post(Self.path, mine).string("from") == "organizers")
      let roaming = try await app.official("moderator")
      let theirs = #"{"text":"Merci","session":"debate"}"#
      #expect(try await roaming.post(Self.path, theirs).status == 201)

      for (caller, body, status) in [
        (speaker, theirs, 403), (speaker, #"{"text":"À tous"}"#, 403), (moderator, theirs, 403),
        (roaming, #"{"text":"À tous"}"#, 403), (try await app.attendee(), mine, 403),
        (app.stranger, mine, 401),
      ] {
        let answer = try await caller.post(Self.path, body)
        #expect(answer.status == status)
        #expect(try answer.string("code") == (status == 401 ? "unauthorized" : "forbidden"))
      }
      #expect(try await app.texts().count == 4)
    }
  }

  @Test("what breaks a rule is refused with its field, and announces nothing")
  func refused() async throws {
    try await served { app in
      let long = String(repeating: "x", count: 281)
      for (body, problem) in [
        (#"{"text":"  "}"#, ["too_short", "text", "too_short"]),
        (#"{"text":"\#(long)"}"#, ["too_long", "text", "too_long"]),
        (#"{"text":"a\u001b[2J"}"#, ["control_character", "text", "control_character"]),
        (#"{"text":"x","session":"nowhere"}"#, ["session_not_found", nil, nil]),
        (#"{"text":"x","to":"all"}"#, ["unknown_key", "to", "unknown_key"]),
        (#"{}"#, ["required", "text", "required"]),
      ] as [(String, [String?])] {
        let answer = try await app.organizer.post(Self.path, body)
        #expect(answer.status == (problem[1] == nil ? 404 : 422), "\(body)")
        #expect(Array(answer.problem.dropFirst()) == Array(problem.dropFirst()), "\(body)")
      }
      let badCursor = try await app.stranger.get(Self.path + "?after=x")
      #expect(badCursor.problem == ["rule_broken", "after", "cursor"])
      #expect(try await app.stranger.get(Self.path + "?session=nowhere").status == 404)
      #expect(try await app.texts().isEmpty)
    }
  }

  @Test("a request repeated with its key announces once; another under the same key is refused")
  func idempotency() async throws {
    try await served { app in
      let key = ["Idempotency-Key: k1"]
      let first = try await app.organizer.post(Self.path, #"{"text":"Une fois"}"#, key)
      let again = try await app.organizer.post(Self.path, #"{"text":"Une fois"}"#, key)
      #expect(again.status == 201)
      #expect(try again.string("id") == first.string("id"))
      let other = try await app.organizer.post(Self.path, #"{"text":"Deux fois"}"#, key)
      #expect(other.status == 422)
      #expect(try other.string("code") == "idempotency_key_reused")
      #expect(try await app.texts() == ["Une fois"])
    }
  }

  @Test("the eleventh within a minute has to wait")
  func tooMany() async throws {
    try await served { app in
      for number in 1...10 { _ = try await app.organizer.post(Self.path, #"{"text":"n\#(number)"}"#) }
      let answer = try await app.organizer.post(Self.path, #"{"text":"n11"}"#)
      #expect(answer.status == 429)
      #expect(try answer.string("code") == "too_many_announcements")
      #expect(answer["Retry-After"] != nil)
    }
  }

  @Test("whoever said it takes it back, and organizers do; a second time changes nothing")
  func withdraw() async throws {
    try await served { app in
      let speaker = try await app.official("speaker")
      let body = #"{"text":"Une erreur","session":"opening"}"#
      let said = try await speaker.post(Self.path, body)
      let path = try Self.path + "/" + said.string("id")
      let moderator = try await app.official("moderator", ofSession: true)
      let other = try await moderator.delete(path)
      #expect(other.status == 403)
      #expect(try other.string("code") == "not_announcer")
      #expect(try await app.stranger.delete(path).status == 401)
      #expect(try await speaker.delete(path).status == 204)
      #expect(try await speaker.delete(path).status == 204)
      #expect(try await app.texts().isEmpty)
      let again = try await speaker.post(Self.path, body)
      let second = try Self.path + "/" + again.string("id")
      #expect(try await app.organizer.delete(second).status == 204)
      let unknown = try await app.organizer.delete(Self.path + "/999")
      #expect(unknown.status == 404)
      #expect(try unknown.string("code") == "announcement_not_found")
    }
  }

  @Test("a closed summit announces nothing any more")
  func closed() async throws {
    try await served { app in
      _ = try await app.organizer.patch("", #"{"closed":true}"#)
      let answer = try await app.organizer.post(Self.path, #"{"text":"Trop tard"}"#)
      #expect(answer.status == 409)
      #expect(try answer.string("code") == "summit_closed")
    }
  }
}

extension Served {
  fileprivate func texts(_ query: String = "") async throws -> [String] {
    try await stranger.get("/announcements" + query).json(AnnouncementList.self).announcements.map(\.text)
  }
}
