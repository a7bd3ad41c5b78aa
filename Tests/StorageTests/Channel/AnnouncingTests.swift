import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Announcing", .timeLimit(.minutes(10)))
struct AnnouncingTests {
  @Test(
    "to the summit it reaches every session, to a session that one alone; each counts it by a new version")
  func reach() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let other = try await hall.anotherSession("debate")
      let token = try await hall.token()
      let before = try await hall.version()
      let toAll = try await store.announce("Le déjeuner est servi", to: nil, by: token, in: hall)
      #expect(toAll.sessions == [hall.session, other])
      #expect(toAll.announcement.session == nil)
      #expect(toAll.announcement.voice == .organizers)
      let toOne = try await store.announce("Salle 2 au lieu de 1", to: other, by: token, in: hall)
      #expect(toOne.sessions == [other])
      #expect(toOne.announcement.session == "debate")
      #expect(try await hall.version() == before + 1)
      #expect(try await hall.version(of: other) == before + 2)

      #expect(try await hall.texts(.session(hall.session)) == ["Le déjeuner est servi"])
      #expect(try await hall.texts(.session(other)) == ["Salle 2 au lieu de 1", "Le déjeuner est servi"])
      #expect(try await hall.texts(.summit) == ["Le déjeuner est servi"])
      #expect(try await hall.texts(.everything) == ["Salle 2 au lieu de 1", "Le déjeuner est servi"])
    }
  }

  @Test("speakers are called by the names that the programme says now")
  func speakers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for (position, name) in ["Zoé Exemple", "Ana Exemple"].enumerated() {
        let speaker = try await store.add(NewSpeakerRecord(name: name), in: hall.summit)
        _ = try await store.database.query(
          """
          insert into session_speakers (summit_id, session_id, speaker_id, position)
          values (\(hall.summit), \(hall.session), \(speaker.id), \(position))
          """)
      }
      let said = try await store.announce(
        "Merci à vous", to: hall.session, as: .speakers, by: try await hall.token(), in: hall)
      #expect(said.announcement.speakers == ["Zoé Exemple", "Ana Exemple"])
      let organizers = try await store.announce(
        "Merci", to: hall.session, by: try await hall.token(), in: hall)
      #expect(organizers.announcement.speakers.isEmpty)
    }
  }

  @Test("pages go on after the last, without gaps")
  func pages() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let token = try await hall.token()
      for number in 1...5 { _ = try await store.announce("n\(number)", to: nil, by: token, in: hall) }
      let first = try await store.announcements(of: .everything, in: hall.summit, limit: 3)
      #expect(first.announcements.map(\.text) == ["n5", "n4", "n3"])
      let second = try await store.announcements(
        of: .everything, in: hall.summit, limit: 3, after: first.next)
      #expect(second.announcements.map(\.text) == ["n2", "n1"])
      #expect(second.next == nil)
    }
  }

  @Test("it is news for a minute; what was taken back is news for a minute too, and its words are gone")
  func news() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let other = try await hall.anotherSession("debate")
      let token = try await hall.token()
      let old = try await store.announce("Bientôt fini", to: nil, by: token, in: hall).announcement
      try await hall.letPass(seconds: 61)
      let fresh = try await store.announce("On reprend", to: nil, by: token, in: hall).announcement
      _ = try await store.announce("Ailleurs", to: other, by: token, in: hall)
      try await hall.letPass(seconds: 20)
      let news = try await store.announcementNews(of: hall.session, in: hall.summit)
      #expect(news.map(\.what) == [.announced(try #require(await hall.standing(fresh.id)))])
      #expect(news.allSatisfy { (20..<40).contains($0.age) })

      let sessions = try await store.withdraw(old.id, in: hall.summit)
      #expect(sessions == [hall.session, other])
      #expect(try await store.withdraw(old.id, in: hall.summit).isEmpty)
      let after = try await store.announcementNews(of: hall.session, in: hall.summit)
      #expect(after.map(\.what).last == .withdrawn(old.id))
      #expect(try await hall.texts(.summit) == ["On reprend"])
      #expect(try await hall.count("select from announcements where text like '%fini%'") == 0)
    }
  }

  @Test("the same key is the same announcement; another text under it is refused")
  func idempotency() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let token = try await hall.token()
      let first = try await store.announce("On commence", to: nil, by: token, key: "k", in: hall)
      let again = try await store.announce("On commence", to: nil, by: token, key: "k", in: hall)
      #expect(again.announcement == first.announcement)
      #expect(again.sessions.isEmpty)
      for session in [nil, hall.session] {
        let text = session == nil ? "On finit" : "On commence"
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await store.announce(text, to: session, by: token, key: "k", in: hall)
        }
        #expect(refusal?.code == "idempotency_key_reused")
      }
      let others = try await store.announce(
        "On commence", to: nil, by: try await hall.token(), key: "k", in: hall)
      #expect(others.announcement.id != first.announcement.id)
      #expect(try await hall.texts(.everything).count == 2)
    }
  }

  @Test("more than ten a minute to the same people are refused until some time has passed")
  func tooMany() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let token = try await hall.token()
      for number in 1...10 { _ = try await store.announce("n\(number)", to: nil, by: token, in: hall) }
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.announce("n11", to: nil, by: token, in: hall)
      }
      #expect(refusal?.code == "too_many_announcements")
      guard case .tooMany(let wait) = refusal?.kind else { throw try #require(refusal) }
      #expect((1...60).contains(wait))
      _ = try await store.announce("À vous seuls", to: hall.session, by: token, in: hall)
      try await hall.letPass(seconds: 60)
      _ = try await store.announce("n11", to: nil, by: token, in: hall)
    }
  }

  @Test("who may take back: whoever said it, and nobody else's token; what there is not is not found")
  func whoTakesBack() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (mine, theirs) = (try await hall.token(), try await hall.token())
      let said = try await store.announce("Une erreur", to: nil, by: mine, in: hall).announcement
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.withdraw(said.id, in: hall.summit, saidBy: theirs)
      }
      #expect(refusal?.code == "not_announcer")
      #expect(try await hall.texts(.everything) == ["Une erreur"])
      #expect(try await store.withdraw(said.id, in: hall.summit, saidBy: mine) == [hall.session])
      let unknown = await #expect(throws: StorageRefusal.self) {
        try await store.withdraw(Announcement.ID(rawValue: 999), in: hall.summit)
      }
      #expect(unknown?.code == "announcement_not_found")
    }
  }

  @Test("a closed summit announces nothing any more")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let token = try await hall.token()
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) {
        try await store.announce("Trop tard", to: nil, by: token, in: hall)
      }
      #expect(try await hall.count("select from announcements") == 0)
    }
  }
}

extension Hall {
  /// An organizer's.
  func token() async throws -> AccessToken.ID {
    try await store.value(
      """
      insert into access_tokens (role, name, digest)
      values ('organizer', 'o', sha256(uuid_send(gen_random_uuid())))
      returning id as value
      """)
  }

  fileprivate func texts(_ scope: AnnouncementScope) async throws -> [String] {
    try await store.announcements(of: scope, in: summit, limit: 100).announcements.map(\.text)
  }

  fileprivate func standing(_ id: Announcement.ID) async throws -> AnnouncementRecord? {
    try await store.announcements(of: .everything, in: summit, limit: 100).announcements.first { $0.id == id }
  }

  /// For everything that was announced.
  fileprivate func letPass(seconds: Double) async throws {
    _ = try await store.database.query(
      "update announcements set announced_at = announced_at - make_interval(secs => \(seconds))")
  }
}

extension Store {
  @discardableResult
  fileprivate func announce(
    _ text: String, to session: Session.ID?, as voice: Announcement.Voice = .organizers,
    by token: AccessToken.ID, key: String? = nil, in hall: Hall
  ) async throws -> AnnouncementWrite {
    try await announce(
      Announcing(AnnouncementText(text), to: session, as: voice, by: token, idempotencyKey: key),
      in: hall.summit)
  }
}
