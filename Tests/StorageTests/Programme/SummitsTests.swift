import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Summits", .timeLimit(.minutes(10)))
struct SummitsTests {
  @Test("a summit is read as it was added, with the rules it starts with")
  func added() async throws {
    try await TestDatabase.migrated { store in
      let summit = try await ProgrammeFixture(store, expected: 500).summit
      #expect(summit.place == "Biarritz")
      #expect(summit.startsOn.rawValue == "2017-06-13")
      #expect(summit.endsOn.rawValue == "2017-06-14")
      #expect(summit.languages == ["fr", "en"])
      #expect(summit.identity == .open)
      #expect(summit.thresholdShare == 10)
      #expect(summit.thresholdFloor == 5)
      #expect(summit.thresholdCeiling == 150)
      #expect(summit.answerPeriodDays == 14)
      let read = try await store.summit("a-summit")
      let listed = try await store.summits()
      let missing = try await store.summit("another")
      #expect(read == summit)
      #expect(listed == [summit])
      #expect(missing == nil)
    }
  }

  @Test("a change leaves what it does not name, and an empty text takes away")
  func changed() async throws {
    try await TestDatabase.migrated { store in
      let summit = try await ProgrammeFixture(store, expected: 500).summit
      var edit = SummitEdit()
      edit.name = "iMedia Brand Summit"
      edit.place = ""
      edit.thresholdCeiling = 60
      edit.controller = "Example SAS"
      let edited = try await store.edit(summit.id, edit)
      #expect(edited.name == "iMedia Brand Summit")
      #expect(edited.place == nil)
      #expect(edited.thresholdCeiling == 60)
      #expect(edited.thresholdShare == 10)
      #expect(edited.controller == "Example SAS")
      #expect(edited.expectedAttendees == 500)
      #expect(edited.version == summit.version + 1)
      let again = try await store.edit(summit.id, edit)
      #expect(again == edited)
    }
  }

  @Test(
    "a value that breaks a rule is refused by field and rule",
    arguments: [
      ("timeZone", "known"), ("endsOn", "order"), ("languages", "tag"), ("languages", "count"),
      ("thresholdRule.ceiling", "order"), ("expectedAttendees", "range"), ("name", "length"),
    ])
  func refused(field: String, rule: String) async throws {
    try await TestDatabase.migrated { store in
      let summit = try await ProgrammeFixture(store).summit
      for zone in field == "timeZone"
        ? ["Europe/Biarritz", "GMT+3", "CET", "+02:00", "", "../etc/passwd"] : [""]
      {
        var edit = SummitEdit()
        switch (field, rule) {
        case ("timeZone", _): edit.timeZone = zone
        case ("endsOn", _): edit.endsOn = Day(rawValue: "2017-06-12")
        case ("languages", "tag"): edit.languages = ["fr", "English"]
        case ("languages", _): edit.languages = []
        case ("thresholdRule.ceiling", _): edit.thresholdCeiling = 4
        case ("expectedAttendees", _): edit.expectedAttendees = 0
        default: edit.name = "  "
        }
        let refusal = await #expect(throws: StorageRefusal.self) { try await store.edit(summit.id, edit) }
        #expect(refusal?.field == field)
        #expect(refusal?.rule == rule)
      }
      let after = try await store.summit(summit.slug)
      #expect(after == summit)
    }
  }

  @Test("a slug belongs to one summit, and is no word of other addresses")
  func slugs() async throws {
    try await TestDatabase.migrated { store in
      _ = try await ProgrammeFixture(store)
      for (slug, code, rule) in [
        ("a-summit", "slug_taken", nil), ("api", "invalid", "reserved"), ("-", "invalid", "shape"),
      ] {
        let refusal = await #expect(throws: StorageRefusal.self) {
          _ = try await ProgrammeFixture(store, slug: slug)
        }
        #expect(refusal?.code == code)
        #expect(refusal?.rule == rule)
      }
    }
  }

  @Test("closing closes the boxes and gives every question its outcome, once, in public")
  func closing() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      let expected = [
        ("state = 'published'", "expired"), ("state = 'pending', held_for = 'review'", "expired"),
        ("state = 'rejected'", "rejected"), ("state = 'hidden'", "rejected"),
        ("state = 'withdrawn'", "withdrawn"),
      ]
      for (index, (change, _)) in expected.enumerated() {
        let question = try await programme.question(in: session, upvotes: 1, number: index + 1)
        _ = try await store.database.query("update questions set \(unsafeSQL: change) where id = \(question)")
      }
      let promises = [
        ("kept", "answered"), ("declined", "declined"), ("owed", "expired"), ("void", "expired"),
      ]
      for (index, (state, _)) in promises.enumerated() {
        let question = try await programme.question(in: session, upvotes: 9, number: 10 + index)
        _ = try await store.database.query(
          """
          insert into promises
            (summit_id, question_id, state, met_at, met_upvotes, threshold, first_due_at)
          values (\(programme.summit.id), \(question), \(state), now(), 9, 5, now() + interval '1 day')
          """)
      }
      var edit = SummitEdit()
      edit.closes = true
      let closed = try await store.edit(programme.summit.id, edit)
      let again = try await store.edit(programme.summit.id, edit)
      #expect(closed.closedAt != nil)
      #expect(again == closed)
      let outcomes: [String] = try await store.database.query("select outcome from questions order by number")
        .map {
          try $0["outcome"]
        }
      #expect(outcomes == expected.map(\.1) + promises.map(\.1))
      let box = try await store.session(session.slug, in: programme.summit.id)?.box
      #expect(box == .closed)
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "box.closed", "summit.closed"])
    }
  }
}
