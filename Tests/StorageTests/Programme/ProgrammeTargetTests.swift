import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Which summit a file brings up to date, and what it asks before", .timeLimit(.minutes(10)))
struct ProgrammeTargetTests {
  @Test(
    "another conference whose sessions are numbered the same is another summit, and the other one is named")
  func numbered() async throws {
    try await TestDatabase.migrated { store in
      let alpha = try Programme.edition("alpha-2026", "Conférence Alpha", "2026-12-08", guids: ["1", "2"])
      let beta = try Programme.edition("beta-2026", "Conférence Beta", "2026-12-09", guids: ["1", "2"])
      let first = try await store.importProgramme(alpha)
      let second = try await store.importProgramme(beta)
      #expect(second.created && second.slug == "beta-2026")
      #expect(second.notes.contains { $0.contains("alpha-2026") && $0.contains("Conférence Alpha") })
      #expect(try await store.sessions(of: first.summit).allSatisfy { $0.title.hasPrefix("alpha") })
      #expect(try await store.importProgramme(beta).summit == second.summit)
    }
  }

  @Test("named for another summit it is refused with both names, unless a person says that it is this one's")
  func named() async throws {
    try await TestDatabase.migrated { store in
      let alpha = try Programme.edition("alpha-2026", "Conférence Alpha", "2026-12-08", guids: ["1", "2"])
      let beta = try Programme.edition("beta-2026", "Conférence Beta", "2026-12-09", guids: ["1", "2"])
      let summit = try await store.importProgramme(alpha).summit
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.importProgramme(beta, into: "alpha-2026")
      }
      #expect(refusal?.kind == .conflict && refusal?.code == "summit_unclear")
      for name in ["alpha-2026", "Conférence Alpha", "Conférence Beta", "beta-2026"] {
        #expect(refusal?.detail?.contains(name) == true)
      }
      #expect(try await store.sessions(of: summit).map(\.title) == ["alpha-2026 1", "alpha-2026 2"])
      let told = try await store.importProgramme(beta, into: "alpha-2026", consents: [.summitUnclear])
      #expect(told.summit == summit && told.changed.count == 2)
    }
  }

  @Test(
    "last year's programme, copied for this year's, does not move last year's promises under other titles")
  func copied() async throws {
    try await TestDatabase.migrated { store in
      let guids = (11...12).map { "7e57ca5e-9999-4000-8000-0000000000\($0)" }
      let last = try Programme.edition("rencontres-2026", "Rencontres 2026", "2026-06-10", guids: guids)
      let summit = try await store.importProgramme(last).summit
      for name in ["Rencontres 2027", "Rencontres 2026"] {
        let next = try Programme.edition(
          name == "Rencontres 2026" ? "rencontres-2026" : "rencontres-2027", name, "2027-06-10",
          guids: guids + ["7e57ca5e-9999-4000-8000-000000000013"])
        await #expect(throws: StorageRefusal.self) { try await store.importProgramme(next) }
        let dry = try await store.importProgramme(next, dryRun: true)
        #expect(dry.questions.map(\.consent) == [.summitUnclear] && dry.summit == summit)
      }
      #expect(
        try await store.sessions(of: summit).map(\.title) == ["rencontres-2026 1", "rencontres-2026 2"])
      let next = try Programme.edition("rencontres-2027", "Rencontres 2027", "2027-06-10", guids: guids)
      let new = try await store.importProgramme(next, isNew: true)
      #expect(new.created && new.slug == "rencontres-2027")
      #expect(try await store.importProgramme(next).summit == new.summit)
      #expect(try await store.importProgramme(last).summit == summit)
    }
  }

  @Test("last year's header over this year's sessions is the same summit's, and stays so")
  func header() async throws {
    try await TestDatabase.migrated { store in
      let guids = (1...2).map { "a98d0773-1c18-5643-8448-b287c299c84\($0)" }
      let right = try Programme.edition("early-end", "Essai", "2026-12-08", guids: guids)
      let summit = try await store.importProgramme(right).summit
      var wrong = right
      wrong.summit.startsOn = try #require(Day(rawValue: "2025-12-08"))
      wrong.summit.endsOn = wrong.summit.startsOn
      #expect(try await store.importProgramme(wrong).summit == summit)
      let back = try await store.importProgramme(right)
      #expect(back.summit == summit && back.summitChanges.map(\.field) == ["startsOn", "endsOn"])
    }
  }

  @Test("a file without sessions changes nothing")
  func empty() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      let before = try await store.sessions(of: summit)
      file.sessions = []
      let refusal = await #expect(throws: StorageRefusal.self) { try await store.importProgramme(file) }
      #expect(refusal?.field == "sessions")
      #expect(try await store.sessions(of: summit) == before)
    }
  }

  @Test("a file that lacks most of the programme needs a word of its own")
  func mostlyGone() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      let before = try await store.sessions(of: summit)
      file.sessions.removeLast(2)
      let refusal = await #expect(throws: StorageRefusal.self) { try await store.importProgramme(file) }
      #expect(refusal?.code == "programme_mostly_gone" && refusal?.detail?.hasPrefix("2 of the 3") == true)
      #expect(try await store.sessions(of: summit) == before)
      let told = try await store.importProgramme(file, consents: [.programmeMostlyGone])
      #expect(told.cancelled.map(\.slug) == ["panel", "coffee"])
    }
  }

  @Test("days, by a file or by hand, after which people would be unlinked at once are asked about first")
  func unlinked() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      _ = try await store.join(hall.summit)
      var edit = SummitEdit()
      edit.retentionDays = 30
      _ = try await store.edit(hall.summit, edit)
      var file = hall.file
      file.summit.startsOn = try #require(Day(rawValue: "2017-06-13"))
      file.summit.endsOn = try #require(Day(rawValue: "2017-06-15"))
      let dry = try await store.importProgramme(file, dryRun: true)
      #expect(dry.questions.map(\.consent) == [.peopleUnlinked])
      let refused = await #expect(throws: StorageRefusal.self) { try await store.importProgramme(file) }
      #expect(refused?.code == "people_unlinked")
      for change in [{ $0.endsOn = Day(rawValue: "2017-06-15") }, { $0.retentionDays = 1 }]
        as [@Sendable (inout SummitEdit) -> Void]
      {
        var edit = SummitEdit()
        edit.startsOn = Day(rawValue: "2017-06-13")
        change(&edit)
        if edit.endsOn == nil { edit.endsOn = Day(rawValue: "2017-06-14") }
        let refusal = await #expect(throws: StorageRefusal.self) { try await store.edit(hall.summit, edit) }
        #expect(refusal?.kind == .conflict && refusal?.code == "people_unlinked")
      }
      #expect(try await store.unlinkPeople().isEmpty)
      _ = try await store.importProgramme(file, consents: [.peopleUnlinked])
      #expect(try await store.unlinkPeople().map(\.attendees) == [1])
      // With nobody left to unlink nothing is asked.
      file.summit.endsOn = try #require(Day(rawValue: "2017-06-14"))
      #expect(try await store.importProgramme(file).questions.isEmpty)
    }
  }
}

extension Programme {
  /// An hour a session on one day, in Paris.
  static func edition(
    _ acronym: String, _ name: String, _ day: String, guids: [String]
  ) throws -> Programme {
    let day = try #require(Day(rawValue: day))
    let morning = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 8 * 3600)
    return Programme(
      summit: Details(
        acronym: acronym, name: name, timeZone: .said("Europe/Paris"), startsOn: day, endsOn: day),
      sessions: guids.enumerated().map { index, guid in
        Item(
          guid: guid, title: "\(acronym) \(index + 1)", startsAt: morning + Double(index) * 3600,
          endsAt: morning + Double(index) * 3600 + 2700)
      },
      people: [])
  }
}
