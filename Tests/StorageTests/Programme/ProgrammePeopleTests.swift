import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("People and rooms of an imported programme", .timeLimit(.minutes(10)))
struct ProgrammePeopleTests {
  @Test("who accepted owes by name, whoever the next files have on stage, and the import says so")
  func debtors() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      var file = hall.file
      file.sessions[0].speakers = ["a", "g"]
      _ = try await store.importProgramme(file)
      _ = try await store.accept(session: "opening", in: hall.summit, named: "Ada", by: .organizer(nil))
      try await hall.owedQuestion()
      func owedBy() async throws -> String? {
        try await store.board(of: hall.summit).promises.first?.promise.debtor
      }
      #expect(try await owedBy() == "Ada, Grace")
      for stage in [["g"], ["g", "n"], []] as [[String]] {
        file.sessions[0].speakers = stage
        file.sessions[1].speakers = ["g"]
        file.people = [.init(key: "g", name: "Grace"), .init(key: "n", name: "Newcomer")]
        let report = try await store.importProgramme(file)
        #expect(report.kept.first?.reason == .owes && report.kept.first?.here == .text("Ada"))
        #expect(try await owedBy() == "Ada, Grace")
        let shown = try #require(try await store.session("opening", in: hall.summit))
        #expect(shown.speakers.count == stage.count && shown.acceptedAt != nil)
      }
      _ = try await store.release(speaker: "ada", from: "opening", in: hall.summit)
      #expect(try await owedBy() == "Grace")
      let last = try await store.lastEntry()
      #expect(last.contains("session.released") && !last.contains("Ada"))
      _ = try await store.importProgramme(file)
      #expect(try await store.speaker("ada", in: hall.summit) == nil)
      #expect(try await store.verifyLedger(of: hall.summit).isWhole)
    }
  }

  @Test("a known key with another name is another person, who owes nothing of the first one's")
  func otherPerson() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      _ = try await store.accept(session: "opening", in: hall.summit, named: "Ada", by: .organizer(nil))
      try await hall.owedQuestion()
      var file = hall.file
      file.people[0].name = "Margaret Hamilton"
      let report = try await store.importProgramme(file)
      #expect(report.notes.contains { $0.contains("Ada") && $0.contains("Margaret Hamilton") })
      let shown = try #require(try await store.session("opening", in: hall.summit))
      #expect(shown.speakers.map(\.name) == ["Margaret Hamilton"])
      #expect(try await store.board(of: hall.summit).promises.first?.promise.debtor == "Ada")
      #expect(try await store.importProgramme(file).unchanged == 3)
    }
  }

  @Test("keys that were swapped follow the names; another spelling is the same person")
  func swapped() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      file.people = [.init(key: "1", name: "Ada Lovelace"), .init(key: "2", name: "Grace Hopper")]
      file.sessions[0].speakers = ["1"]
      file.sessions[1].speakers = ["2"]
      let summit = try await store.importProgramme(file).summit
      let before = try await store.speakers(of: summit)
      file.people = [.init(key: "2", name: "Ada Lovelace"), .init(key: "1", name: "Grace Hopper")]
      file.sessions[0].speakers = ["2"]
      file.sessions[1].speakers = ["1"]
      #expect(try await store.importProgramme(file).unchanged == 3)
      #expect(try await store.speakers(of: summit) == before)
      file.people[0].name = "ADA LOVELACE"
      #expect(try await store.importProgramme(file).changed.map(\.fields) == [["speakers"]])
      #expect(try await store.speakers(of: summit).map(\.id).sorted() == before.map(\.id).sorted())
    }
  }

  @Test("rooms that differ by case or spaces are one, in a file and by hand")
  func rooms() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let names = ["1 Komet nord", "1 komet Nord", "1 Komet  nord"]
      for index in names.indices { file.sessions[index].room = names[index] }
      let report = try await store.importProgramme(file)
      #expect(try await store.rooms(of: report.summit).map(\.name) == ["1 Komet nord"])
      #expect(report.notes.filter { $0.contains("taken for one") }.count == 2)
      let room = try #require(try await store.rooms(of: report.summit).first)
      #expect(try await store.sessions(of: report.summit, in: room.id).count == 3)
      var edit = SessionEdit()
      edit.room = "1 KOMET NORD"
      _ = try await store.edit("panel", in: report.summit, edit)
      #expect(try await store.rooms(of: report.summit).count == 1)
      #expect(try await store.importProgramme(file).unchanged == 3)
    }
  }

  @Test("a room that was renamed keeps its code, by the file's own id of it; without one both are named")
  func renamed() async throws {
    try await TestDatabase.migrated { store in
      for ids in [
        Programme.Room(name: "Hall", guid: "g-1"), .init(name: "Hall", slug: "hall"),
        .init(name: "Hall", id: "7"),
      ] {
        var file = try Programme.sample()
        file.summit.acronym = "s\(ids)"
        for index in file.sessions.indices { file.sessions[index].guid += "\(ids)" }
        file.rooms = [ids]
        let summit = try await store.importProgramme(file).summit
        let before = try #require(try await store.rooms(of: summit).first)
        file.rooms[0].name = "Great hall (1st floor)"
        for index in 0...1 { file.sessions[index].room = file.rooms[0].name }
        let report = try await store.importProgramme(file)
        #expect(report.notes.contains { $0.contains("Hall") && $0.contains("Great hall") })
        let after = try await store.rooms(of: summit)
        #expect(after.map(\.code) == [before.code] && after.map(\.slug) == [before.slug])
        #expect(after.map(\.name) == ["Great hall (1st floor)"])
        #expect(report.sessions.count == 2)
      }
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      for index in 0...1 { file.sessions[index].room = "Elsewhere" }
      let report = try await store.importProgramme(file)
      #expect(report.changed.map(\.fields) == [["room"], ["room"]])
      #expect(report.notes.contains { $0.contains("“Hall”") && $0.contains("“Elsewhere”") })
      #expect(try await store.rooms(of: summit).map(\.name) == ["Elsewhere", "Hall"])
    }
  }

  @Test("an id that several rooms of a file have is none of theirs")
  func sharedIDs() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      file.sessions[2].room = "Salon"
      file.rooms = [.init(name: "Hall", guid: "same"), .init(name: "Salon", guid: "same")]
      let summit = try await store.importProgramme(file).summit
      let before = try await store.rooms(of: summit)
      file.sessions.reverse()
      #expect(try await store.importProgramme(file).unchanged == 3)
      #expect(try await store.rooms(of: summit) == before)
    }
  }

  @Test("names that two rooms swapped go with their ids, not with their codes")
  func swappedRooms() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      file.sessions[2].room = "Salon"
      file.rooms = [.init(name: "Hall", guid: "h"), .init(name: "Salon", guid: "s")]
      let summit = try await store.importProgramme(file).summit
      let before = try await store.rooms(of: summit)
      file.rooms = [.init(name: "Salon", guid: "h"), .init(name: "Hall", guid: "s")]
      for index in 0...1 { file.sessions[index].room = "Salon" }
      file.sessions[2].room = "Hall"
      _ = try await store.importProgramme(file)
      let after = try await store.rooms(of: summit)
      #expect(after.map(\.code) == before.map(\.code).reversed())
      #expect(after.map(\.slug) == before.map(\.slug).reversed())
    }
  }
}
