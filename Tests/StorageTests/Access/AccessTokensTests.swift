import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// What servers on one machine share.
@Loop private final class TokenFile {
  var digest: [UInt8]?
}

@Suite("Access tokens and keys", .timeLimit(.minutes(10)))
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
      let cases: [(AccessToken.Role, String?, String)] = [
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

  @Test(
    "what lies in the file is adopted; where it is absent or worthless one is minted, and those before are revoked"
  )
  func serverOrganizer() async throws {
    try await TestDatabase.migrated { store in
      var file: [UInt8]?
      func start(_ next: UInt8) async throws -> Int? {
        try await store.ensureServerOrganizer(named: "organizer.token") {
          file
        } mint: {
          let digest = digest(next)
          file = digest
          return digest
        }
      }
      file = digest(7)
      let adopted = try await start(8)
      #expect(adopted == nil)
      let token = try #require(try await store.accessToken(digest: digest(7)))
      #expect(token.role == .organizer && token.summit == nil)
      // Somebody took the file away.
      file = nil
      let revoked = try await start(8)
      #expect(revoked == 1 && file == digest(8))
      let stolen = try await store.accessToken(digest: digest(7))
      #expect(stolen == nil)
      let again = try await start(9)
      #expect(again == nil)
      let listed = try await store.serverTokens()
      #expect(listed.map { $0.revokedAt == nil } == [true, false])
      try await store.revokeServerToken(listed[0].id)
      let minted = try await start(9)
      #expect(minted == 0)
      let valid = try await store.accessToken(digest: digest(9))
      #expect(valid != nil)
    }
  }

  @Test("servers that start together with no file mint one token, which the file holds")
  func startingTogether() async throws {
    try await TestDatabase.migrated { store in
      let file = TokenFile()
      let servers = (1...4).map { place in
        Task { @Loop in
          try await store.ensureServerOrganizer(named: "organizer.token") {
            file.digest
          } mint: {
            file.digest = digest(UInt8(place))
            return digest(UInt8(place))
          }
        }
      }
      for server in servers { _ = try await server.value }
      let tokens = try await store.serverTokens()
      #expect(tokens.count == 1)
      let held = try await store.accessToken(digest: try #require(file.digest))
      #expect(held != nil)
    }
  }

  @Test("a token speaks until it expires, and says when it was last used")
  func expires() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      func add(_ date: Date, _ byte: UInt8) async throws -> AccessTokenRecord {
        try await store.addAccessToken(
          role: .moderator, named: "Inès", expiresAt: date, digest: digest(byte), in: programme.summit.id)
      }
      let added = try await add(Date(timeIntervalSinceNow: 60), 1)
      #expect(added.lastUsedAt == nil)
      let found = try await store.accessToken(digest: digest(1))
      #expect(found?.expiresAt == added.expiresAt)
      var used: Date?
      while used == nil {
        used = try await store.accessTokens(of: programme.summit.id).first?.lastUsedAt
        await Loop.turn()
      }
      _ = try await store.database.query("update access_tokens set expires_at = now()")
      let late = try await store.accessToken(digest: digest(1))
      #expect(late == nil)
      let refusal = await #expect(throws: StorageRefusal.self) { try await add(Date(), 2) }
      #expect(refusal?.field == "expiresAt" && refusal?.rule == "future")
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
