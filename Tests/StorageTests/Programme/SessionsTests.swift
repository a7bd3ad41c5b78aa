import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Sessions", .timeLimit(.minutes(10)))
struct SessionsTests {
  @Test("a session is read as it was added, with its room and its speakers in their order")
  func added() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      for name in ["Zoé Exemple", "Ada Exemple"] {
        _ = try await store.add(NewSpeakerRecord(name: name), in: programme.summit.id)
      }
      let added = try await programme.session("L’héritage digital") {
        $0.abstract = "Ce qui reste."
        $0.room = "Grande salle"
        $0.speakers = ["zoe-exemple", "ada-exemple", "zoe-exemple"]
        $0.moderation = .reviewed
        $0.audience = 300
      }
      #expect(added.slug == "l-heritage-digital")
      #expect(added.room?.slug == "grande-salle")
      #expect(added.speakers.map(\.name) == ["Zoé Exemple", "Ada Exemple"])
      #expect(added.moderation == .reviewed)
      #expect(added.box == .scheduled)
      #expect(added.threshold == nil)
      let read = try await store.session(added.slug, in: programme.summit.id)
      let listed = try await store.sessions(of: programme.summit.id)
      #expect(read == added)
      #expect(listed == [added])
    }
  }

  @Test("sessions are listed in the order of the day")
  func order() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      _ = try await programme.session("Second", beganMinutesAgo: -60, endsInMinutes: 120)
      _ = try await programme.session("First")
      let titles = try await store.sessions(of: programme.summit.id).map(\.title)
      #expect(titles == ["First", "Second"])
    }
  }

  @Test("a change leaves what it does not name, and an empty text takes away")
  func changed() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let before = try await programme.session {
        $0.abstract = "What remains."
        $0.room = "Hall A"
        $0.audience = 40
      }
      let renamed = try await programme.edit(before) { $0.title = "The opening" }
      #expect(renamed.title == "The opening")
      #expect(renamed.slug == before.slug)
      #expect(renamed.abstract == "What remains.")
      #expect(renamed.room == before.room)
      #expect(renamed.audience == 40)
      #expect(renamed.version == before.version + 1)
      let emptied = try await programme.edit(before) {
        $0.abstract = ""
        $0.room = ""
      }
      #expect(emptied.abstract == nil)
      #expect(emptied.room == nil)
    }
  }

  @Test("a change that changes nothing counts as none")
  func unchanged() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let before = try await programme.session()
      let after = try await programme.edit(before) { $0.title = before.title }
      #expect(after == before)
    }
  }

  @Test("the programme's version grows with each change of a session")
  func versions() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.title = "Other" }
      _ = try await programme.edit(session) { $0.box = .open }
      let summit = try await store.summit(programme.summit.slug)
      #expect(summit?.version == programme.summit.version + 3)
    }
  }

  @Test("sessions of one room share it; its code finds it whatever the case")
  func rooms() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let one = try await programme.session("One") { $0.room = "Hall A" }
      let two = try await programme.session("Two") { $0.room = "Hall A" }
      let other = try await programme.session("Three") { $0.room = "Hall a!" }
      #expect(one.room == two.room)
      #expect(other.room?.slug == "hall-a-2")
      let room = try #require(one.room)
      let found = try #require(try await store.room(withCode: room.code.uppercased()))
      #expect(found.summit == "a-summit")
      #expect(found.room == room)
      let rooms = try await store.rooms(of: programme.summit.id)
      #expect(rooms.count == 2)
      #expect(rooms.allSatisfy { $0.code.count == 5 })
    }
  }

  @Test(
    "a value that breaks a rule is refused by field and rule, and nothing is changed",
    arguments: [
      ("title", "length"), ("audience", "range"), ("endsAt", "order"), ("speakers", "known"),
      ("slug", "reserved"), ("slug", "shape"),
    ])
  func refused(field: String, rule: String) async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let before = try await programme.session()
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(before) { edit in
          edit.abstract = "Changed"
          edit.room = "New"
          switch (field, rule) {
          case ("title", _): edit.title = ""
          case ("audience", _): edit.audience = 0
          case ("endsAt", _): edit.end = .at(before.startsAt)
          case ("speakers", _): edit.speakers = ["nobody"]
          case (_, "reserved"): edit.slug = "rooms"
          default: edit.slug = "Ä b"
          }
        }
      }
      #expect(refusal?.kind == .invalid)
      #expect(refusal?.field == field)
      #expect(refusal?.rule == rule)
      let after = try await store.session(before.slug, in: programme.summit.id)
      let rooms = try await store.rooms(of: programme.summit.id)
      #expect(after == before)
      #expect(rooms.isEmpty)
    }
  }

  @Test("two sessions of a summit do not share a slug; titles alike get another")
  func slugs() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let one = try await programme.session("Panel")
      let two = try await programme.session("Panel")
      let reserved = try await programme.session("Rooms")
      #expect([one.slug, two.slug, reserved.slug] == ["panel", "panel-2", "rooms-2"])
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(two) { $0.slug = "panel" }
      }
      #expect(refusal?.code == "slug_taken")
      #expect(refusal?.kind == .conflict)
    }
  }

  @Test("who accepted owes by name whoever is on stage, until an organizer lets them go, in the ledger")
  func acceptance() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let summit = programme.summit.id
      for name in ["Ada", "Zoé", "Max"] { _ = try await store.add(NewSpeakerRecord(name: name), in: summit) }
      let session = try await programme.session { $0.speakers = ["ada", "zoe"] }
      func owing() async throws -> String {
        try await store.value(
          """
          select coalesce(string_agg(k.name, ', ' order by d.position, k.name), '') as value
          from session_debtors d
          join speakers k on k.summit_id = d.summit_id and k.id = d.speaker_id
          """)
      }
      _ = try await store.accept(session: session.slug, in: summit, named: "Ada", by: .organizer(nil))
      let fewer = try await programme.edit(session) { $0.speakers = ["ada", "max"] }
      #expect(fewer.acceptedBy == "Ada")
      #expect(try await owing() == "Ada, Zoé")
      #expect(try await programme.ledger() == ["session.accepted"])
      _ = try await store.accept(session: session.slug, in: summit, named: "Max", by: .organizer(nil))
      #expect(try await programme.ledger() == ["session.accepted", "session.accepted"])

      for slug in ["zoe", "ada"] {
        _ = try await store.release(speaker: slug, from: session.slug, in: summit)
      }
      #expect(try await owing() == "Max")
      let last = try await store.release(speaker: "max", from: session.slug, in: summit)
      #expect(last.acceptedAt == nil)
      #expect(try await programme.ledger().suffix(3) == Array(repeating: "session.released", count: 3)[...])
      #expect(try await programme.said("owing", in: "session.released") == "0")
      await #expect(throws: StorageRefusal.self) {
        try await store.release(speaker: "max", from: session.slug, in: summit)
      }
    }
  }

  @Test("a session that is not there, or of another summit, is not found")
  func notFound() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let other = try await ProgrammeFixture(store, slug: "other")
      let session = try await programme.session()
      let missing = try await store.session(session.slug, in: other.summit.id)
      #expect(missing == nil)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await other.edit(session) { $0.title = "Mine now" }
      }
      #expect(refusal?.kind == .notFound)
    }
  }

  @Test("the programme of a closed summit stands")
  func closedSummit() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await programme.edit(session) { $0.box = .open } }
      await #expect(throws: Refusal.summitClosed) { try await programme.session("Late") }
    }
  }
}
