import Foundation
import Petitions
import Storage
import TestSupport
import Testing

@Suite("Importing a talk in several slots", .timeLimit(.minutes(10)))
struct ProgrammeSlotImportTests {
  @Test("finds each slot again, when one has moved past the other and when one is gone")
  func slots() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      file.sessions = [
        .sample("w", "Workshop", hour: 10, room: "Hall"), .sample("w#2", "Workshop", hour: 16, room: "Hall"),
        .sample("c", "Coffee", hour: 13),
      ]
      let summit = try await store.importProgramme(file).summit
      #expect(try await store.importProgramme(file).unchanged == 3)
      let slugs = try await store.sessions(of: summit).map { [$0.guid, $0.slug] }

      // The first is moved behind the second, so that a file numbers them the other way round.
      file.sessions[0] = .sample("w#2", "Workshop", hour: 18, room: "Hall")
      file.sessions[1].guid = "w"
      let moved = try await store.importProgramme(file)
      #expect(
        moved.changed.map(\.slug) == ["workshop"] && moved.changed.map(\.fields) == [["startsAt", "endsAt"]])
      #expect(moved.added.isEmpty && moved.cancelled.isEmpty && moved.unchanged == 2)
      #expect(Set(try await store.sessions(of: summit).map { [$0.guid, $0.slug] }) == Set(slugs))

      file.sessions.remove(at: 0)
      let gone = try await store.importProgramme(file)
      #expect(gone.cancelled.map(\.slug) == ["workshop"] && gone.unchanged == 2)
    }
  }
}
