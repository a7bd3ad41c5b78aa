import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Schedule
@testable import Server

@Suite("The seeds", .timeLimit(.minutes(10)))
struct SeedsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Seeds").standardized

  private var schedule: ScheduleFile {
    get throws {
      let file = Self.folder.appending(path: "imedia-2017/schedule.json")
      return try ScheduleFile.read([UInt8](Data(contentsOf: file)))
    }
  }

  private var questions: [SeedFile.Question] {
    get throws {
      let file = Self.folder.appending(path: "imedia-2017/questions.json")
      let seeds = try SeedFile(json: Data(contentsOf: file))
      return seeds.sessions.flatMap(\.questions) + (seeds.organisations ?? []).flatMap(\.questions)
        + (seeds.summit?.questions ?? [])
    }
  }

  @Test("say of the summit what was announced, and are read without a warning")
  func facts() throws {
    let file = try schedule
    let summit = file.programme.summit
    #expect(file.warnings.isEmpty)
    #expect(summit.acronym == "imedia-2017" && summit.name == "iMedia Brand Summit")
    #expect(summit.place == "Biarritz" && summit.timeZone == .said("Europe/Paris"))
    #expect(summit.startsOn.rawValue == "2017-06-13" && summit.endsOn.rawValue == "2017-06-14")
    #expect(summit.expectedAttendees == 500 && summit.languages == ["fr", "en"])
  }

  @Test("mark everything else as an example, where a reader sees it")
  func examples() throws {
    let programme = try schedule.programme
    for session in programme.sessions where session.slug?.value != "obama" {
      #expect(session.title.hasPrefix("Exemple\u{A0}: "))
      #expect(session.abstract?.contains("inventée") == true)
    }
    #expect(programme.sessions.allSatisfy { $0.room?.hasSuffix("(exemple)") == true })
    for person in programme.people where person.name != "Tom Cochran" {
      #expect(person.name.hasSuffix("(exemple)") && person.affiliation?.hasSuffix("(exemple)") == true)
    }
    for question in try questions {
      #expect(question.text.hasSuffix("(exemple)"))
      #expect(question.name?.hasSuffix("(exemple)") ?? true)
      #expect((question.answers ?? []).allSatisfy { $0.text?.hasSuffix("(exemple)") ?? true })
    }
  }

  @Test("are set as French is")
  func typography() throws {
    let programme = try schedule.programme
    let texts =
      try questions.flatMap { [$0.text, $0.note ?? ""] + ($0.answers ?? []).map { $0.text ?? "" } }
      + programme.sessions.flatMap { [$0.title, $0.abstract ?? ""] }
    for text in texts {
      #expect(!text.contains("'") && !text.contains("\""))
      for (before, mark) in zip(text, text.dropFirst()) {
        if "?!;".contains(mark) { #expect(before == "\u{202F}", "\(text)") }
        if mark == ":" || mark == "»" { #expect(before == "\u{A0}", "\(text)") }
        if before == "«" { #expect(mark == "\u{A0}", "\(text)") }
      }
    }
  }

  @Test("are loaded into an empty database, once")
  func load() async throws {
    try await TestDatabase.migrated { store in
      try await Seeds.load(folder: Self.folder, store: store)
      let summit = try #require(try await store.summit("imedia-2017"))
      let sessions = try await store.sessions(of: summit.id)
      #expect(sessions.count == 11)
      let opening = try #require(sessions.first { $0.slug == "obama" })
      #expect(opening.box == .open && opening.closesAt == nil && opening.threshold == 50)
      #expect(sessions.first { $0.slug == "transparence" }?.box == .closed)
      let top = try await store.petitions(of: .session(opening.id), in: summit.id).petitions
      #expect(top.map(\.upvotes) == [38, 31, 27, 22, 19, 16, 14, 11, 8, 6, 4, 3])
      let pending = try await store.petitions(of: .everything, in: summit.id, states: [.pending]).petitions
      #expect(pending.count == 2)

      let before = try await store.petitions(of: .everything, in: summit.id, limit: 100).petitions
      try await Seeds.load(folder: Self.folder, store: store)
      let after = try await store.petitions(of: .everything, in: summit.id, limit: 100).petitions
      #expect(after == before)
    }
  }

  @Test("show what can become of a question; of what was announced, nothing is owed")
  func states() async throws {
    try await TestDatabase.migrated { store in
      try await Seeds.load(folder: Self.folder, store: store)
      let summit = try #require(try await store.summit("imedia-2017")).id
      let all = try await store.petitions(
        of: .everything, in: summit, states: Set(Petitions.Question.State.allCases), limit: 200
      ).petitions
      let promises = all.compactMap(\.promise)
      #expect(Set(promises.map(\.state)) == Set(Petitions.Promise.State.allCases))
      #expect(promises.contains { $0.isOverdue })
      #expect(promises.contains { $0.state == .owed && !$0.isOverdue })
      #expect(promises.contains { $0.deferredTo != nil })
      #expect(promises.contains { $0.debtor == "Hugo Delmas (exemple)" })
      #expect(promises.contains { $0.debtor == "Maison Exemple" })
      #expect(all.contains { $0.verdicts.isDisputed })
      #expect(Set(all.map(\.state)).isSuperset(of: [.pending, .published, .rejected, .merged]))
      #expect(all.filter { $0.sessionSlug == "obama" }.allSatisfy { $0.promise == nil && $0.answer == nil })
      let entries = try await store.ledger(of: summit, limit: 500).entries
      let times = entries.compactMap { entry in
        entry.entry.firstMatch(of: /"at": "([^"]*)"/).map { String($0.output.1) }
      }
      #expect(times.count == entries.count && times == times.sorted())
    }
  }

  @Test("whose loading was cut short are completed, and doubled by no second server")
  func resumed() async throws {
    try await TestDatabase.migrated { store in
      try await Seeds.load(folder: Self.folder, store: store)
      let summit = try #require(try await store.summit("imedia-2017"))
      let before = try await store.petitions(of: .everything, in: summit.id, limit: 100).petitions
      _ = try await store.database.query("update seedings set completed_at = null")
      let servers = (0..<3).map { _ in
        Task { @Loop in try await Seeds.load(folder: Self.folder, store: store) }
      }
      for server in servers { try await server.value }
      let after = try await store.petitions(of: .everything, in: summit.id, limit: 100).petitions
      #expect(after.map(\.id) == before.map(\.id) && after.map(\.upvotes) == before.map(\.upvotes))
    }
  }

  @Test("leave a database alone that has a summit")
  func notEmpty() async throws {
    try await TestDatabase.migrated { store in
      let day = try #require(Day(rawValue: "2017-06-13"))
      _ = try await store.add(
        NewSummitRecord(slug: "own", name: "Own", timeZone: "Europe/Paris", startsOn: day, endsOn: day))
      try await Seeds.load(folder: Self.folder, store: store)
      #expect(try await store.summits().map(\.slug) == ["own"])
    }
  }
}
