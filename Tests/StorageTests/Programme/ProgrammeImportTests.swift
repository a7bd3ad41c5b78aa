import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Importing a programme", .timeLimit(.minutes(10)))
struct ProgrammeImportTests {
  @Test("makes a summit with rooms, speakers and sessions, and once more changes nothing")
  func twice() async throws {
    try await TestDatabase.migrated { store in
      let file = try Programme.sample()
      let first = try await store.importProgramme(file)
      #expect(first.created && first.slug == "sample")
      #expect(first.added.map(\.slug) == ["opening", "panel", "coffee"])
      let before = try await store.sessions(of: first.summit)
      #expect(before.map(\.title) == ["Opening", "Panel", "Coffee"])
      #expect(before.map { $0.room?.name } == ["Hall", "Hall", nil])
      #expect(before[1].speakers.map(\.name) == ["Grace", "Ada"])
      let summit = try #require(try await store.summit("sample"))
      #expect(summit.timeZone == "Europe/Paris" && summit.expectedAttendees == 500)

      let second = try await store.importProgramme(file)
      #expect(!second.created && second.summit == first.summit && second.unchanged == 3)
      #expect(second.added.isEmpty && second.changed.isEmpty && second.cancelled.isEmpty)
      #expect(try await store.sessions(of: first.summit) == before)
      #expect(try await store.summit("sample") == summit)
      let ledger = try await store.ledger(of: first.summit, limit: 10)
      #expect(ledger.entries.count == 1)
      #expect(ledger.entries.first?.entry.contains(#""kind": "programme.imported""#) == true)
    }
  }

  @Test("says what changed, adds what is new, cancels what is gone and takes it back when it returns")
  func changes() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      let coffee = file.sessions.removeLast()
      file.sessions[0].title = "The opening"
      file.sessions[0].abstract = "At last."
      file.sessions[1].room = "Salon"
      file.sessions[1].speakers = ["a"]
      file.sessions[1].startsAt += 300
      file.sessions.append(.sample("d", "Workshop", hour: 15, room: "Salon", speakers: ["n"]))
      file.people.append(.init(key: "n", name: "Newcomer"))

      let report = try await store.importProgramme(file)
      #expect(report.summit == summit)
      #expect(report.added.map(\.title) == ["Workshop"])
      #expect(report.changed.map(\.slug) == ["opening", "panel"])
      #expect(report.changed.map(\.fields) == [["title", "abstract"], ["startsAt", "room", "speakers"]])
      #expect(report.cancelled.map(\.title) == ["Coffee"])
      let sessions = try await store.sessions(of: summit)
      #expect(sessions.map(\.title) == ["The opening", "Panel", "Coffee", "Workshop"])
      #expect(sessions.map { $0.cancelledAt != nil } == [false, false, true, false])
      #expect(sessions.map(\.version) == [2, 2, 2, 1])
      // Grace speaks nowhere any more.
      #expect(try await store.speakers(of: summit).map(\.name) == ["Ada", "Newcomer"])

      file.sessions.append(coffee)
      let back = try await store.importProgramme(file)
      #expect(back.changed.map(\.fields) == [["cancelled"]])
      #expect(back.unchanged == 3)
      #expect(try await store.session("coffee", in: summit)?.cancelledAt == nil)
      #expect(try await store.verifyLedger(of: summit).isWhole)
    }
  }

  @Test("tried only, it says the same and changes nothing")
  func dryRun() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let tried = try await store.importProgramme(file, dryRun: true)
      #expect(tried.created && tried.added.count == 3)
      #expect(try await store.summits().isEmpty)
      let summit = try await store.importProgramme(file).summit
      let before = try await store.sessions(of: summit)
      file.sessions.removeFirst()
      file.sessions[0].title = "Other"
      let again = try await store.importProgramme(file, dryRun: true)
      #expect(again.changed.count == 1 && again.cancelled.count == 1)
      #expect(try await store.sessions(of: summit) == before)
    }
  }

  @Test("what cannot be stored changes nothing")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      let before = try await store.sessions(of: summit)
      file.sessions[0].title = "Other"
      file.sessions[1].endsAt = file.sessions[1].startsAt
      await #expect(throws: StorageRefusal.self) { try await store.importProgramme(file) }
      #expect(try await store.sessions(of: summit) == before)
      file = try Programme.sample()
      file.summit.timeZone = .said("Nowhere/Land")
      await #expect(throws: StorageRefusal.self) { try await store.importProgramme(file) }
    }
  }

  @Test("an open box keeps its state and threshold; its closing and what is owed move with the session's end")
  func moving() async throws {
    try await TestDatabase.migrated { store in
      let begin = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 60).rounded() * 60)
      var file = try Programme.sample()
      file.sessions[0].startsAt = begin - 600
      file.sessions[0].endsAt = begin + 3600
      let summit = try await store.importProgramme(file).summit
      var edit = SessionEdit()
      edit.box = .open
      edit.moderation = .reviewed
      let opened = try await store.edit("opening", in: summit, edit)
      let rows = try await store.database.query(
        """
        insert into questions (summit_id, session_id, number, state, upvotes, asked_at)
        values (\(summit), \(opened.id), 1, 'published', 99, now())
        returning id
        """)
      let question: Question.ID = try #require(rows.first)["id"]
      _ = try await store.database.query("select latch(\(summit), \([question]))")

      file.sessions[0].endsAt += 1200
      let report = try await store.importProgramme(file)
      #expect(report.changed.map(\.fields) == [["endsAt"]])
      let session = try #require(try await store.session("opening", in: summit))
      #expect(session.box == .open && session.moderation == .reviewed)
      #expect(session.threshold == opened.threshold && session.openedAt == opened.openedAt)
      #expect(session.closesAt == begin + 4800 + 900)
      let due: Date = try await store.value("select live_due_at as value from promises")
      #expect(due == begin + 4800)

      let whole = file
      file.sessions.removeFirst()
      let without = try await store.importProgramme(file)
      #expect(without.cancelled.isEmpty && without.kept.map(\.reason) == [.running])
      #expect(try await store.session("opening", in: summit)?.box == .open)
      let told = try await store.importProgramme(file, consents: [.runningCancelled])
      #expect(told.cancelled.map(\.slug) == ["opening"])
      #expect(try await store.session("opening", in: summit)?.box == .closed)
      #expect(try await store.importProgramme(whole).changed.map(\.fields) == [["cancelled"]])
      let back = try #require(try await store.session("opening", in: summit))
      #expect(back.box == .open && back.closesAt == session.closesAt && back.threshold == opened.threshold)
      let kept = try await store.database.query("select from questions where session_id = \(opened.id)")
      #expect(kept.count == 1)
    }
  }

  @Test("sessions and speakers added by hand stay")
  func byHand() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      _ = try await store.add(NewSpeakerRecord(name: "Helper"), in: summit)
      var new = NewSessionRecord(
        title: "By hand", startsAt: file.sessions[0].startsAt, endsAt: file.sessions[0].endsAt)
      new.guid = "hand"
      _ = try await store.add(new, in: summit)
      #expect(try await store.importProgramme(file).cancelled.isEmpty)
      #expect(try await store.speakers(of: summit).map(\.name).contains("Helper"))
      // Once a file has named it, it is the file's.
      file.sessions.append(.sample("hand", "By hand", hour: 9))
      #expect(try await store.importProgramme(file).unchanged == 4)
      file.sessions.removeLast()
      #expect(try await store.importProgramme(file).cancelled.map(\.slug) == ["by-hand"])
    }
  }

  @Test("a person is found again by key, else by name")
  func people() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      let before = try await store.speakers(of: summit)
      file.people[0] = .init(key: "other-key", name: "Ada", biography: "First of all.")
      file.people[1].name = "Grace H."
      for index in file.sessions.indices {
        file.sessions[index].speakers = file.sessions[index].speakers.map { $0 == "a" ? "other-key" : $0 }
      }
      let report = try await store.importProgramme(file)
      #expect(report.changed.map(\.fields) == [["speakers"], ["speakers"]])
      let after = try await store.speakers(of: summit)
      #expect(after.map(\.id) == before.map(\.id))
      #expect(after.map(\.slug) == before.map(\.slug))
      #expect(after.map(\.name) == ["Ada", "Grace H."])
      #expect(after[0].biography == "First of all.")
    }
  }

  @Test("of another summit with the same acronym it makes one with the year in its slug")
  func acronym() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      _ = try await store.importProgramme(file)
      var slugs: [String] = []
      for edition in 2...3 {
        for index in file.sessions.indices { file.sessions[index].guid = "\(edition)-\(index)" }
        let report = try await store.importProgramme(file)
        // That it may be the same one whose sessions were numbered anew is said.
        #expect(report.notes.count == edition - 1 && report.notes[0].hasPrefix("sample has the same acronym"))
        slugs.append(report.slug)
      }
      #expect(slugs == ["sample-2017", "sample-2017-2"])
    }
  }

  @Test("can be told which summit is meant")
  func forced() async throws {
    try await TestDatabase.migrated { store in
      let fixture = try await ProgrammeFixture(store)
      var file = try Programme.sample()
      file.summit.timeZone = .guessed("Etc/GMT-2")
      let report = try await store.importProgramme(file, into: fixture.summit.slug)
      #expect(!report.created && report.summit == fixture.summit.id && report.added.count == 3)
      let summit = try #require(try await store.summit(fixture.summit.slug))
      #expect(summit.name == "Sample" && summit.timeZone == "Europe/Paris" && summit.place == "Biarritz")
      await #expect(throws: StorageRefusal.notFound("summit_not_found", field: "summit")) {
        try await store.importProgramme(file, into: "nowhere")
      }
    }
  }

  @Test("at once from several hands makes one summit")
  func together() async throws {
    try await TestDatabase.migrated { store in
      let file = try Programme.sample()
      let hands = (0..<4).map { _ in Task { @Loop in try await store.importProgramme(file) } }
      var created = 0
      for hand in hands { if try await hand.value.created { created += 1 } }
      #expect(created == 1)
      #expect(try await store.summits().count == 1)
      let sessions: Int = try await store.value("select count(*) as value from sessions")
      #expect(sessions == 3)
    }
  }

  @Test("into a closed summit is refused")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let file = try Programme.sample()
      _ = try await store.importProgramme(file)
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await store.importProgramme(file) }
    }
  }
}

@Suite("Uploads of a programme", .timeLimit(.minutes(10)))
struct ProgrammeUploadTests {
  @Test("come in parts, in any order and more than once")
  func parts() async throws {
    try await TestDatabase.migrated { store in
      let upload = try await store.openUpload()
      try await store.put(part: 1, [4, 5], of: upload)
      await #expect(throws: StorageRefusal.conflict("upload_incomplete", "part 0 is missing")) {
        try await store.bytes(of: upload)
      }
      try await store.put(part: 0, [9], of: upload)
      try await store.put(part: 0, [1, 2, 3], of: upload)
      #expect(try await store.bytes(of: upload) == [1, 2, 3, 4, 5])
      try await store.delete(upload: upload)
      await #expect(throws: StorageRefusal.notFound("upload_not_found")) { try await store.bytes(of: upload) }
    }
  }

  @Test("refuse parts of what was never opened, and parts that cannot be")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      await #expect(throws: StorageRefusal.notFound("upload_not_found")) {
        try await store.put(part: 0, [1], of: UUID())
      }
      let upload = try await store.openUpload()
      for (part, bytes) in [
        (-1, [1]), (512, [1]), (.max, [1]), (0, []), (0, [UInt8](repeating: 0, count: 65_537)),
      ] {
        await #expect(throws: StorageRefusal.self) { try await store.put(part: part, bytes, of: upload) }
      }
    }
  }

  @Test("that nobody imported are deleted after a day")
  func old() async throws {
    try await TestDatabase.migrated { store in
      let upload = try await store.openUpload()
      try await store.put(part: 0, [1], of: upload)
      _ = try await store.database.query(
        "update programme_uploads set created_at = now() - interval '25 hours'")
      _ = try await store.openUpload()
      await #expect(throws: StorageRefusal.notFound("upload_not_found")) { try await store.bytes(of: upload) }
    }
  }
}

extension Programme {
  /// Three sessions of an invented summit, two of them with speakers.
  static func sample() throws -> Programme {
    var summit = Details(
      acronym: "Sample", name: "Sample", timeZone: .said("Europe/Paris"),
      startsOn: try #require(Day(rawValue: "2017-06-13")), endsOn: try #require(Day(rawValue: "2017-06-14")))
    summit.expectedAttendees = 500
    return Programme(
      summit: summit,
      sessions: [
        .sample("a", "Opening", hour: 9, room: "Hall", speakers: ["a"]),
        .sample("b", "Panel", hour: 11, room: "Hall", speakers: ["g", "a"]),
        .sample("c", "Coffee", hour: 13),
      ],
      people: [.init(key: "a", name: "Ada"), .init(key: "g", name: "Grace")])
  }
}

extension Programme.Item {
  static func sample(
    _ guid: String, _ title: String, hour: Double, room: String? = nil, speakers: [String] = []
  ) -> Programme.Item {
    let start = Date(timeIntervalSince1970: 1_497_312_000 + hour * 3600)
    return Programme.Item(
      guid: guid, title: title, startsAt: start, endsAt: start + 3600, room: room, speakers: speakers)
  }
}
