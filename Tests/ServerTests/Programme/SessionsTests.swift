import API
import EventLoop
import Foundation
import TestSupport
import Testing

@Suite("Sessions over HTTP", .timeLimit(.minutes(10)))
struct SessionsTests {
  private let path = "/summits/a-summit/sessions"

  @Test("a session is made, listed and shown in the summit's zone")
  func made() async throws {
    try await served(boxOpen: false) { tribune in
      _ = try await tribune.post(
        "/summits/a-summit/speakers", NewSpeaker(name: "Ada Exemple"), token: tribune.organizerToken)
      let answer = try await tribune.post(
        path,
        NewSession(
          title: "L’héritage digital", abstract: "Ce qui reste.",
          startsAt: try #require(Timestamp("2017-06-13T07:30:00Z")),
          endsAt: try #require(Timestamp("2017-06-13T08:15:00Z")), room: "Grande salle",
          speakers: ["ada-exemple"], moderation: .reviewed, audience: 400), token: tribune.organizerToken)
      #expect(answer.status == 201)
      #expect(answer["location"] == "/api/v1/summits/a-summit/sessions/l-heritage-digital")
      let session = try answer.json(API.Session.self)
      #expect(session.startsAt.description == "2017-06-13T09:30:00+02:00")
      #expect(session.speakers.map(\.name) == ["Ada Exemple"])
      #expect(session.room == "Grande salle")
      #expect(session.box == .scheduled)
      #expect(session.threshold == nil)
      let shown = try await tribune.get("\(path)/l-heritage-digital").json(API.Session.self)
      let listed = try await tribune.get(path).json(SessionList.self)
      #expect(shown == session)
      #expect(listed.sessions.first == session)
      let rooms = try await tribune.get("/summits/a-summit/rooms").json(RoomList.self).rooms
      #expect(rooms.map(\.slug) == ["grande-salle"])
    }
  }

  @Test("opening is tried first without doing it, then done; the ledger says so")
  func opening() async throws {
    try await served(boxOpen: false) { tribune in
      let open = changed(SessionChange()) { $0.box = .open }
      let tried = try await tribune.patch("\(path)/opening?dryRun=true", open, token: tribune.organizerToken)
      #expect(try tried.json(API.Session.self).threshold == 10)
      let before = try await tribune.get("\(path)/opening").json(API.Session.self)
      #expect(before.box == .scheduled)
      let done = try await tribune.patch("\(path)/opening", open, token: tribune.organizerToken)
      let session = try done.json(API.Session.self)
      #expect(session.box == .open)
      #expect(session.closesAt?.date == session.endsAt.date.addingTimeInterval(15 * 60))
      let ledger = try await tribune.get("/summits/a-summit/ledger").json(API.Ledger.self)
      #expect(ledger.entries.count == 1)
      #expect(ledger.entries.first?.entry.contains(#""kind": "box.opened""#) == true)
      #expect(ledger.head?.hash == ledger.entries.first?.hash)
      #expect(ledger.next == nil)
    }
  }

  @Test("a session is extended and ended; only one of the ways to say its end is taken")
  func ends() async throws {
    try await served(boxOpen: false) { tribune in
      let session = try await tribune.get("\(path)/opening").json(API.Session.self)
      let extended = try await tribune.patch(
        "\(path)/opening", changed(SessionChange()) { $0.extendBy = 10 }, token: tribune.organizerToken)
      #expect(try extended.json(API.Session.self).endsAt.date == session.endsAt.date.addingTimeInterval(600))
      let both = try await tribune.patch(
        "\(path)/opening",
        changed(SessionChange()) { ($0.extendBy, $0.ended) = (10, true) }, token: tribune.organizerToken)
      #expect(both.problem == ["rule_broken", "ended", "exclusive"])
      let ended = try await tribune.patch(
        "\(path)/opening", changed(SessionChange()) { $0.ended = true }, token: tribune.organizerToken)
      #expect(try ended.json(API.Session.self).endsAt.date.timeIntervalSinceNow < 1)
      let again = try await tribune.patch(
        "\(path)/opening", changed(SessionChange()) { $0.ended = true }, token: tribune.organizerToken)
      #expect(again.problem.first == "session_over")
    }
  }

  @Test("rules that forbid a change are told by their code, or by field and rule")
  func refused() async throws {
    try await served(boxOpen: false) { tribune in
      let cases: [(SessionChange, Int, [String?])] = [
        (changed(SessionChange()) { $0.box = .closed }, 409, ["box_scheduled", nil, nil]),
        (changed(SessionChange()) { $0.threshold = 4 }, 409, ["threshold_not_fixed", "threshold", nil]),
        (changed(SessionChange()) { $0.speakers = ["nobody"] }, 422, ["rule_broken", "speakers", "known"]),
        (changed(SessionChange()) { $0.extendBy = 0 }, 422, ["rule_broken", "extendBy", "range"]),
      ]
      for (change, status, problem) in cases {
        let answer = try await tribune.patch("\(path)/opening", change, token: tribune.organizerToken)
        #expect(answer.status == status)
        #expect(answer.problem == problem)
      }
      for (field, word) in [("box", "ajar"), ("box", "scheduled"), ("moderation", "none")] {
        let answer = try await tribune.patch("\(path)/opening", [field: word], token: tribune.organizerToken)
        #expect(answer.status == 422)
        #expect(answer.problem == ["rule_broken", field, "one_of"])
      }
      let missing = try await tribune.patch("\(path)/nothing", SessionChange(), token: tribune.organizerToken)
      #expect(missing.problem.first == "session_not_found")
    }
  }

  @Test("whoever moderates a session runs its box and its end, and nothing else; a speaker neither")
  func roles() async throws {
    try await served(boxOpen: false) { tribune in
      _ = try await tribune.makeSession("other")
      let moderator = try await tribune.makeToken(.moderator, session: "opening").token
      let speaker = try await tribune.makeToken(.speaker, session: "opening").token
      let open = changed(SessionChange()) { $0.box = .open }
      let title = changed(SessionChange()) { ($0.box, $0.title) = (.open, "Mine") }
      let attempts: [(String?, String, SessionChange, Int)] = [
        (nil, "opening", open, 401), (speaker, "opening", open, 403), (moderator, "other", open, 403),
        (moderator, "opening", title, 403), (moderator, "opening", open, 200),
      ]
      for (token, session, change, status) in attempts {
        let answer = try await tribune.patch("\(path)/\(session)", change, token: token)
        #expect(answer.status == status)
      }
      let cancelled = try await tribune.delete("\(path)/opening", token: moderator)
      #expect(cancelled.status == 403)
    }
  }

  @Test("a cancelled session stays to be seen, cancelled")
  func cancelled() async throws {
    try await served(boxOpen: false) { tribune in
      let tried = try await tribune.delete("\(path)/opening?dryRun=true", token: tribune.organizerToken)
      #expect(try tried.json(API.Session.self).cancelled)
      let before = try await tribune.get("\(path)/opening").json(API.Session.self)
      #expect(!before.cancelled)
      let done = try await tribune.delete("\(path)/opening", token: tribune.organizerToken)
      #expect(done.status == 200)
      let after = try await tribune.get("\(path)/opening").json(API.Session.self)
      #expect(after.cancelled)
    }
  }
}
