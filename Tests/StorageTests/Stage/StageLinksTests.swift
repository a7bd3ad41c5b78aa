import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Links that sign a stage in", .timeLimit(.minutes(10)))
struct StageLinksTests {
  private func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  /// By an organizer of its own, unless a maker is given.
  private func link(
    _ hall: Hall, role: AccessToken.Role = .speaker, minutes: Int = 30, digest byte: UInt8 = 1,
    by maker: AccessToken.ID? = nil
  ) async throws -> AccessTokenRecord {
    var maker = maker
    if maker == nil { maker = try await organizer(hall, digest: 255 - byte).id }
    return try await hall.store.addStageLink(
      NewStageLinkRecord(role: role, named: "tablet", session: "opening", minutes: minutes),
      digest: digest(byte), by: try #require(maker), in: hall.summit)
  }

  private func organizer(_ hall: Hall, digest byte: UInt8) async throws -> AccessTokenRecord {
    try await hall.store.addAccessToken(
      role: .organizer, named: "Inès", digest: digest(byte), in: hall.summit)
  }

  @Test("a link signs in one monitor; what that holds is no bearer token, and ends when it is revoked")
  func once() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let made = try await link(hall)
      #expect(made.session == hall.session && made.stage?.signedInAt == nil)
      #expect(try await store.stageLink(digest: digest(1), in: hall.summit) == .valid(made))
      let first = try await store.signIn(
        stageLink: digest(1), key: digest(2), token: digest(3), in: hall.summit)
      let second = try await store.signIn(
        stageLink: digest(1), key: digest(4), token: digest(5), in: hall.summit)
      #expect(first?.id == made.id && second == nil)
      #expect(try await store.stageLink(digest: digest(1), in: hall.summit) == .used)
      #expect(try await store.stage(digest: digest(3), in: hall.summit)?.role == .speaker)
      #expect(try await store.stage(digest: digest(5), in: hall.summit) == nil)
      #expect(try await store.accessToken(digest: digest(3)) == nil)
      try await store.revokeAccessToken(made.id, in: hall.summit)
      #expect(try await store.stage(digest: digest(3), in: hall.summit) == nil)
    }
  }

  @Test("a stage left at once was the wrong browser: its link is as before; left later it is over")
  func left() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let made = try await link(hall)
      for byte: UInt8 in [3, 5] {
        _ = try await store.signIn(
          stageLink: digest(1), key: digest(byte), token: digest(byte + 1), in: hall.summit)
        try await store.leaveStage(made.id, in: hall.summit)
        #expect(try await store.stage(digest: digest(byte + 1), in: hall.summit) == nil)
        #expect(try await store.stageLink(digest: digest(1), in: hall.summit) == .valid(made))
      }
      _ = try await store.signIn(stageLink: digest(1), key: digest(7), token: digest(8), in: hall.summit)
      _ = try await store.database.query(
        "update access_tokens set linked_at = now() - interval '2 minutes' where link_digest is not null")
      try await store.leaveStage(made.id, in: hall.summit)
      #expect(try await store.stage(digest: digest(8), in: hall.summit) == nil)
      #expect(try await store.stageLink(digest: digest(1), in: hall.summit) == .used)
      // Nor does leaving bring a link back that was revoked meanwhile.
      let other = try await link(hall, digest: 20)
      _ = try await store.signIn(stageLink: digest(20), key: digest(21), token: digest(22), in: hall.summit)
      try await store.revokeAccessToken(other.id, in: hall.summit)
      try await store.leaveStage(other.id, in: hall.summit)
      #expect(try await store.stageLink(digest: digest(20), in: hall.summit) == .used)
    }
  }

  @Test("of many monitors that use a link at the same moment exactly one gets in")
  func race() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for round in 0..<5 {
        let code = digest(UInt8(100 + round))
        _ = try await link(hall, digest: UInt8(100 + round))
        // Transactions hold connections of their own: they are really at it at once.
        let monitors = (0..<6).map { monitor in
          Task { @Loop in
            try await store.signIn(
              stageLink: code, key: digest(UInt8(10 + monitor)),
              token: digest(UInt8(20 + round * 6 + monitor)),
              in: hall.summit) != nil
          }
        }
        var entered = 0
        for monitor in monitors where try await monitor.value { entered += 1 }
        #expect(entered == 1)
      }
    }
  }

  @Test("the page whose answer was lost asks again and gets in; what it was sent first is worthless")
  func lostAnswer() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await link(hall)
      let first = try await store.signIn(
        stageLink: digest(1), key: digest(2), token: digest(3), in: hall.summit)
      let again = try await store.signIn(
        stageLink: digest(1), key: digest(2), token: digest(4), in: hall.summit)
      #expect(again?.stage?.signedInAt == first?.stage?.signedInAt && again != nil)
      #expect(try await store.stage(digest: digest(3), in: hall.summit) == nil)
      #expect(try await store.stage(digest: digest(4), in: hall.summit) != nil)
    }
  }

  @Test("a link that has expired, was revoked, or is another summit's signs nobody in")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let expired = try await link(hall, digest: 1)
      let revoked = try await link(hall, digest: 2)
      _ = try await store.database.query(
        "update access_tokens set link_expires_at = now() - interval '1 second' where id = \(expired.id)")
      try await store.revokeAccessToken(revoked.id, in: hall.summit)
      for code: UInt8 in 1...3 {
        let entered = try await store.signIn(
          stageLink: digest(code), key: digest(8), token: digest(9), in: hall.summit)
        #expect(entered == nil)
      }
      #expect(try await store.stageLink(digest: digest(1), in: hall.summit) == .expired)
      #expect(try await store.stageLink(digest: digest(2), in: hall.summit) == .expired)
      #expect(try await store.stageLink(digest: digest(3), in: hall.summit) == .unknown)
      let other = try await ProgrammeFixture(store, slug: "other")
      _ = try await link(hall, digest: 4)
      #expect(try await store.stageLink(digest: digest(4), in: other.summit.id) == .unknown)
    }
  }

  @Test("with whoever made it ends a link, and the stage that it signed in; those that others linked go on")
  func maker() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (lost, other) = (try await organizer(hall, digest: 50), try await organizer(hall, digest: 51))
      let used = try await link(hall, digest: 1, by: lost.id)
      let unused = try await link(hall, digest: 2, by: lost.id)
      let kept = try await link(hall, digest: 3, by: other.id)
      #expect(used.stage?.maker?.id == lost.id && used.stage?.maker?.name == "Inès")
      func signIn(_ link: UInt8) async throws -> AccessTokenRecord? {
        try await store.signIn(
          stageLink: digest(link), key: digest(10 + link), token: digest(20 + link), in: hall.summit)
      }
      #expect(try await signIn(1)?.id == used.id)
      #expect(try await signIn(3)?.id == kept.id)
      try await store.revokeAccessToken(lost.id, in: hall.summit)
      #expect(try await store.stage(digest: digest(21), in: hall.summit) == nil)
      #expect(try await signIn(1) == nil)
      #expect(try await store.stageLink(digest: digest(2), in: hall.summit) == .expired)
      #expect(try await signIn(2) == nil)
      let revoked = try await store.accessTokens(of: hall.summit).filter { $0.revokedAt != nil }.map(\.id)
      #expect(revoked == [unused.id, used.id, lost.id])
      #expect(try await store.stage(digest: digest(23), in: hall.summit)?.id == kept.id)
    }
  }

  @Test("whoever is signed in is until the summit closes, and twelve hours at least where its days are over")
  func end() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await link(hall)
      let holder = try #require(
        try await store.signIn(stageLink: digest(1), key: digest(2), token: digest(3), in: hall.summit))
      let hours: Double = try await store.value(
        """
        select extract(epoch from expires_at - linked_at)::double precision / 3600 as value
        from access_tokens
        where linked_at is not null
        """)
      #expect(hours == 12)
      #expect(holder.stage?.expiresAt != nil)
      _ = try await store.database.query("update summits set closed_at = now()")
      #expect(try await store.stage(digest: digest(3), in: hall.summit) == nil)
      let refusal = await #expect(throws: Refusal.self) { try await link(hall, digest: 7) }
      #expect(refusal == .summitClosed)
    }
  }

  @Test("a link is of one session or one room that is there, for a day at most")
  func scope() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let maker = try await organizer(hall, digest: 9)
      let cases: [(session: String?, room: String?, minutes: Int, field: String, rule: String)] = [
        (nil, nil, 30, "session", "scope"), ("opening", "hall", 30, "session", "scope"),
        ("nothing", nil, 30, "session", "known"), (nil, "nothing", 30, "room", "known"),
        ("opening", nil, 0, "minutes", "range"), ("opening", nil, 1441, "minutes", "range"),
      ]
      for wanted in cases {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await store.addStageLink(
            NewStageLinkRecord(
              role: .speaker, named: "x", session: wanted.session, room: wanted.room, minutes: wanted.minutes),
            digest: digest(1), by: maker.id, in: hall.summit)
        }
        #expect(refusal?.field == wanted.field && refusal?.rule == wanted.rule)
      }
      #expect(try await store.accessTokens(of: hall.summit).map(\.id) == [maker.id])
    }
  }

  @Test(
    "what waits on stage: the highlighted one, then those with the most upvotes; what was answered does not")
  func queue() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let first = try await hall.ask("La première question ?", by: 0)
      let second = try await hall.ask("La deuxième question ?", by: 1)
      let third = try await hall.ask("La troisième question ?", by: 2)
      try await hall.upvote(second.id, by: [3, 4])
      func waiting() async throws -> [Question.ID] {
        try await store.stageQueue(of: hall.session, in: hall.summit).map(\.id)
      }
      #expect(try await waiting() == [second.id, first.id, third.id])
      _ = try await store.curate(third.id, in: hall.summit, .highlight, by: nil)
      #expect(try await waiting() == [third.id, second.id, first.id])
      _ = try await link(hall)
      let holder = try #require(
        try await store.signIn(stageLink: digest(1), key: digest(2), token: digest(3), in: hall.summit))
      let speaker = Answerer.speaker(of: hall.session, holder.id)
      _ = try await store.answer(Answering(to: third.id, .live(nil), by: speaker), in: hall.summit)
      #expect(try await waiting() == [second.id, first.id])
      func undo() async throws -> StageUndo? {
        try await store.stageUndo(by: holder.id, of: hall.session, in: hall.summit, within: 10)
      }
      let offered = try #require(try await undo())
      #expect(offered.number == third.number && offered.kind == .live && (0...10).contains(offered.left))
      _ = try await store.retractAnswer(to: third.id, in: hall.summit, by: speaker)
      #expect(try await undo() == nil)
      #expect(try await waiting() == [third.id, second.id, first.id])
    }
  }
}
