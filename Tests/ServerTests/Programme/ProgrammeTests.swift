import API
import EventLoop
import Foundation
import TestSupport
import Testing

@Suite("Speakers, organisations, tokens and the ledger over HTTP", .timeLimit(.minutes(10)))
struct ProgrammeTests {
  @Test("speakers are made, changed, and removed while on no session")
  func speakers() async throws {
    try await served(boxOpen: false) { tribune in
      let path = "/summits/a-summit/speakers"
      let made = try await tribune.post(
        path, NewSpeaker(name: "Zoé Exemple", affiliation: "Marque"), token: tribune.organizerToken)
      #expect(made.status == 201)
      #expect(made["location"] == "/api/v1\(path)/zoe-exemple")
      let edited = try await tribune.patch(
        "\(path)/zoe-exemple", changed(SpeakerChange()) { $0.affiliation = "" }, token: tribune.organizerToken
      )
      #expect(try edited.json(API.Speaker.self).affiliation == nil)
      _ = try await tribune.patch(
        "/summits/a-summit/sessions/opening", changed(SessionChange()) { $0.speakers = ["zoe-exemple"] },
        token: tribune.organizerToken)
      let used = try await tribune.delete("\(path)/zoe-exemple", token: tribune.organizerToken)
      #expect(used.status == 409)
      #expect(used.problem.first == "speaker_in_use")
      _ = try await tribune.patch(
        "/summits/a-summit/sessions/opening", changed(SessionChange()) { $0.speakers = [] },
        token: tribune.organizerToken)
      let removed = try await tribune.delete("\(path)/zoe-exemple", token: tribune.organizerToken)
      #expect(removed.status == 204)
      let gone = try await tribune.get("\(path)/zoe-exemple")
      #expect(gone.problem.first == "speaker_not_found")
      let list = try await tribune.get(path).json(SpeakerList.self)
      #expect(list.speakers.isEmpty)
    }
  }

  @Test("organisations are made and listed; they accept later")
  func organisations() async throws {
    try await served(boxOpen: false) { tribune in
      let path = "/summits/a-summit/organisations"
      let made = try await tribune.post(
        path, NewOrganisation(name: "Marque A"), token: tribune.organizerToken)
      let expected = API.Organisation(slug: "marque-a", name: "Marque A", accepts: false)
      #expect(made.status == 201)
      #expect(try made.json(API.Organisation.self) == expected)
      let list = try await tribune.get(path).json(OrganisationList.self)
      #expect(list.organisations == [expected])
      let shown = try await tribune.get("\(path)/marque-a").json(API.Organisation.self)
      #expect(shown == expected)
    }
  }

  @Test("a token's secret is said once; it speaks for its role until it is revoked")
  func tokens() async throws {
    try await served(boxOpen: false) { tribune in
      let speaker = try await tribune.makeToken(.speaker, session: "opening")
      let secret = try #require(speaker.token)
      #expect(secret.hasPrefix("tribune_speaker_"))
      let me = try await tribune.get("/me", token: secret).json(Caller.self)
      #expect(me.role == .official(.speaker))
      #expect(me.summit == "a-summit")
      #expect(me.session == "opening")
      let listed = try await tribune.get("/summits/a-summit/tokens", token: tribune.organizerToken)
      let token = try #require(try listed.json(AccessTokenList.self).tokens.first)
      #expect(token.id == speaker.id)
      #expect(token.token == nil)
      #expect(token.revokedAt == nil)
      for _ in 0..<2 {
        let revoked = try await tribune.delete(
          "/summits/a-summit/tokens/\(speaker.id)", token: tribune.organizerToken)
        #expect(revoked.status == 204)
      }
      let after = try await tribune.get("/me", token: secret)
      #expect(after.status == 401)
      #expect(after["www-authenticate"] == "Bearer")
      let missing = try await tribune.delete("/summits/a-summit/tokens/999999", token: tribune.organizerToken)
      #expect(missing.status == 404)
    }
  }

  @Test("tokens are organizers' business; their scope is checked")
  func tokenRules() async throws {
    try await served(boxOpen: false) { tribune in
      let moderator = try await tribune.makeToken(.moderator).token
      let path = "/summits/a-summit/tokens"
      let listed = try await tribune.get(path, token: moderator)
      let made = try await tribune.post(path, NewAccessToken(role: .organizer), token: moderator)
      let stranger = try await tribune.get(path)
      #expect(listed.status == 403)
      #expect(made.status == 403)
      #expect(stranger.status == 401)
      let cases: [(NewAccessToken, String, String)] = [
        (NewAccessToken(role: .speaker), "session", "scope"),
        (NewAccessToken(role: .speaker, session: "nothing"), "session", "known"),
      ]
      for (new, field, rule) in cases {
        let answer = try await tribune.post(path, new, token: tribune.organizerToken)
        #expect(answer.problem == ["rule_broken", field, rule])
      }
      let king = try await tribune.post(path, ["role": "king"], token: tribune.organizerToken)
      #expect(king.problem == ["rule_broken", "role", "one_of"])
    }
  }

  @Test("me is whom the bearer speaks for: an organizer of the server, an attendee, or nobody")
  func me() async throws {
    try await served(boxOpen: false) { tribune in
      let organizer = try await tribune.get("/me", token: tribune.organizerToken).json(Caller.self)
      #expect(organizer.role == .official(.organizer))
      #expect(organizer.summit == nil)
      let token = try #require(try await tribune.attendee().token)
      let attendee = try await tribune.get("/me", token: token).json(Caller.self)
      #expect(attendee.role == .attendee)
      #expect(attendee.summit == "a-summit")
      _ = try await tribune.delete("/summits/a-summit/attendees/me", token: token)
      for token in [token, nil, "tribune_organizer_" + String(repeating: "x", count: 43)] {
        let answer = try await tribune.get("/me", token: token)
        #expect(answer.status == 401)
      }
    }
  }

  @Test("the ledger is read in pages")
  func ledger() async throws {
    try await served(boxOpen: false) { tribune in
      for box in Box.Setting.allCases {
        _ = try await tribune.patch(
          "/summits/a-summit/sessions/opening", changed(SessionChange()) { $0.box = box },
          token: tribune.organizerToken)
      }
      var seen: [Int] = []
      var next: String? = "0"
      while let after = next {
        let page = try await tribune.get("/summits/a-summit/ledger?limit=2&after=\(after)").json(Ledger.self)
        seen += page.entries.map(\.seq)
        #expect(page.head?.seq == 3)
        next = page.next
      }
      #expect(seen == [1, 2, 3])
      let broken = try await tribune.get("/summits/a-summit/ledger?after=-1")
      #expect(broken.problem == ["rule_broken", "after", "range"])
    }
  }
}
