import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Imports beside others, and cut short", .timeLimit(.minutes(10)))
struct ProgrammeRacesTests {
  @Test("an import and an extension at once: the extension stays, whichever came first")
  func extending() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      let end = hall.file.sessions[0].endsAt
      var extended = 0.0
      for round in 1...5 {
        var file = hall.file
        file.sessions[1].title = "Round \(round)"
        let importing = Task { @Loop [file] in try await store.importProgramme(file) }
        let extending = Task { @Loop in
          var edit = SessionEdit()
          edit.end = .extended(minutes: 5)
          return try await store.edit("opening", in: hall.summit, edit)
        }
        _ = try await (importing.value, extending.value)
        extended += 300
        let session = try #require(try await store.session("opening", in: hall.summit))
        #expect(session.endsAt == end + extended && session.closesAt == end + extended + 900)
        #expect(try await store.session("panel", in: hall.summit)?.title == "Round \(round)")
      }
    }
  }

  @Test("two files at once: the programme is one of them, whole")
  func two() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      let imports = ["one", "other"].map { name in
        var file = hall.file
        for index in file.sessions.indices { file.sessions[index].title += " \(name)" }
        return Task { @Loop [file] in try await store.importProgramme(file) }
      }
      for importing in imports { #expect(try await importing.value.changed.count == 3) }
      let titles = try await store.sessions(of: hall.summit).map(\.title)
      #expect(Set(titles.compactMap { $0.split(separator: " ").last }).count == 1)
    }
  }

  @Test("an import whose connection is lost in the middle has changed nothing", .timeLimit(.minutes(5)))
  func cut() async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await RunningProgramme(store)
      let before = try await hall.shown()
      let rooms = try await store.rooms(of: hall.summit)
      var file = hall.file
      file.summit.name = "Other"
      for index in file.sessions.indices { file.sessions[index].title += "!" }
      file.sessions[2].room = "New room"
      file.people.append(.init(key: "n", name: "Newcomer"))
      file.sessions[2].speakers = ["n"]
      // Somebody holds the row of one session, so that the import waits with half of it written.
      try await store.database.transaction { transaction in
        _ = try await transaction.query("select from sessions where slug = 'panel' for update")
        let importing = Task { @Loop [file] in try await store.importProgramme(file) }
        var ended = false
        while !ended {
          await Loop.turn()
          ended = try await !owner.query(
            """
            select pg_terminate_backend(pid, 5000)
            from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%title = file.title%'
            """
          ).isEmpty
        }
        await #expect(throws: (any Error).self) { try await importing.value }
      }
      #expect(try await hall.shown() == before)
      #expect(try await store.rooms(of: hall.summit) == rooms)
      #expect(try await store.speaker("newcomer", in: hall.summit) == nil)
      #expect(try await store.importProgramme(file).changed.count == 3)
      #expect(try await store.verifyLedger(of: hall.summit).isWhole)
    }
  }

  @Test("twelve hundred sessions take the same few statements as three, and are unchanged the second time")
  func large() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      file.people = (0..<900).map { .init(key: "code:\($0)", name: "Person \($0)") }
      file.sessions = (0..<1200).map { index in
        .sample(
          "guid-of-session-\(index)", "Session \(index)", hour: Double(index % 40),
          room: "Room \(index % 30)", speakers: ["code:\(index % 900)"])
      }
      #expect(try await store.importProgramme(file).added.count == 1200)
      let again = try await store.importProgramme(file)
      #expect(again.unchanged == 1200 && again.changed.isEmpty && again.kept.isEmpty)
      for index in file.sessions.indices { file.sessions[index].title += "!" }
      #expect(try await store.importProgramme(file).changed.count == 1200)
      file.sessions.removeLast(500)
      #expect(try await store.importProgramme(file).cancelled.count == 500)
    }
  }
}
