import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Access tokens and keys")
struct AccessTokensTests {
  private func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  @Test("a token speaks for its role in its summit until it is revoked")
  func revoked() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let added = try await store.addAccessToken(
        role: .speaker, named: "Ada", session: session.slug, digest: digest(1), in: programme.summit.id)
      #expect(added.sessionSlug == session.slug)
      #expect(added.session == session.id)
      #expect(added.summitSlug == "a-summit")
      let found = try await store.accessToken(digest: digest(1))
      let stranger = try await store.accessToken(digest: digest(2))
      #expect(found == added)
      #expect(stranger == nil)
      try await store.revokeAccessToken(added.id, in: programme.summit.id)
      try await store.revokeAccessToken(added.id, in: programme.summit.id)
      let gone = try await store.accessToken(digest: digest(1))
      let listed = try await store.accessTokens(of: programme.summit.id)
      #expect(gone == nil)
      #expect(listed.map(\.id) == [added.id])
      #expect(listed.first?.revokedAt != nil)
    }
  }

  @Test("a token of another summit is not revoked from here")
  func otherSummit() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let other = try await ProgrammeFixture(store, slug: "other")
      let added = try await store.addAccessToken(
        role: .organizer, named: "Zoé", digest: digest(1), in: programme.summit.id)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.revokeAccessToken(added.id, in: other.summit.id)
      }
      #expect(refusal?.code == "token_not_found")
      let found = try await store.accessToken(digest: digest(1))
      #expect(found == added)
    }
  }

  @Test("a speaker's token needs a session that is there; an organizer's has none")
  func scope() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let cases: [(AccessTokenRecord.Role, String?, String)] = [
        (.speaker, nil, "scope"), (.speaker, "nothing", "known"), (.organizer, session.slug, "scope"),
      ]
      for (role, slug, rule) in cases {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await store.addAccessToken(
            role: role, named: "x", session: slug, digest: digest(1), in: programme.summit.id)
        }
        #expect(refusal?.field == "session")
        #expect(refusal?.rule == rule)
      }
    }
  }

  @Test("the server's own organizer is ensured once, and not brought back after being revoked")
  func serverOrganizer() async throws {
    try await TestDatabase.migrated { store in
      for _ in 0..<2 {
        let isLive = try await store.ensureServerOrganizer(named: "first", digest: digest(7))
        #expect(isLive)
      }
      let token = try #require(try await store.accessToken(digest: digest(7)))
      #expect(token.role == .organizer)
      #expect(token.summit == nil)
      _ = try await store.database.query("update access_tokens set revoked_at = now()")
      let isLive = try await store.ensureServerOrganizer(named: "first", digest: digest(7))
      #expect(!isLive)
    }
  }

  @Test("servers that ask for a key at once get the same one")
  func keys() async throws {
    try await TestDatabase.migrated { store in
      let servers = (0..<8).map { _ in Task { @Loop in try await store.signingKey(named: "attendees") } }
      var keys: Set<[UInt8]> = []
      for server in servers { keys.insert(try await server.value) }
      let other = try await store.signingKey(named: "receipts")
      #expect(keys.count == 1)
      #expect(keys.first?.count == 32)
      #expect(!keys.contains(other))
    }
  }
}
