import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What is of no more use", .timeLimit(.minutes(10)))
struct ExpiredTests {
  @Test(
    "keys of requests go after seven days, a part at a time; until then a repeated request is the same one")
  func idempotencyKeys() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for person in 0..<3 { try await hall.ask(by: person, key: "a-key") }
      try await hall.ask(by: 3, key: "another")
      _ = try await store.database.query(
        """
        update idempotency_keys
        set created_at = now() - case key when 'a-key' then 8 else 6 end * interval '1 day'
        """)
      var purged: [Int] = []
      for _ in 1...3 { purged.append(try await store.purgeExpired(most: 2).idempotencyKeys) }
      #expect(purged == [2, 1, 0])
      let again = try await store.ask(hall.asking(by: 3, key: "another"), in: hall.summit)
      #expect(!again.changed)
    }
  }

  @Test("links of stages go seven days after they expired, unless somebody decided something there")
  func stageLinks() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }
      let maker = try await store.addAccessToken(
        role: .organizer, named: "Inès", digest: digest(99), in: hall.summit)
      var links: [AccessToken.ID] = []
      for byte: UInt8 in 1...4 {
        let link = NewStageLinkRecord(role: .moderator, named: "tablet", session: "opening", minutes: 30)
        links.append(
          try await store.addStageLink(link, digest: digest(byte), by: maker.id, in: hall.summit).id)
      }
      // Never used; used and idle; used and acted; still to be told that it has expired.
      for byte: UInt8 in [2, 3] {
        _ = try await store.signIn(
          stageLink: digest(byte), key: digest(byte + 100), token: digest(byte + 110), in: hall.summit)
      }
      let question = try await hall.ask()
      _ = try await store.curate(question.id, in: hall.summit, .highlight, by: links[2])
      _ = try await store.addOverviewLink(digest: digest(50), by: maker.id, in: hall.summit)
      var purge = try await store.purgeExpired()
      #expect(purge == Purge(idempotencyKeys: 0, stageLinks: 0, overviewPasses: 0))
      _ = try await store.database.query(
        """
        update access_tokens
        set
          link_expires_at = now() - case id when \(links[3]) then 6 else 8 end * interval '1 day',
          expires_at = case when linked_at is not null then now() - interval '8 days' end
        where link_digest is not null
        """)
      _ = try await store.database.query(
        "update overview_passes set link_expires_at = now() - interval '1 second'")
      purge = try await store.purgeExpired()
      #expect(purge == Purge(idempotencyKeys: 0, stageLinks: 2, overviewPasses: 1))
      let left = try await store.accessTokens(of: hall.summit).map(\.id)
      #expect(left == [links[3], links[2], maker.id])
    }
  }
}
