import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What people set by hand, and the next import", .timeLimit(.minutes(10)))
struct ProgrammeMergeTests {
  @Test("what was set by hand stays, and is said, while the file says what it said")
  func stays() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      var edit = SessionEdit()
      (edit.title, edit.abstract, edit.room, edit.speakers) = ("Ours", "By hand.", "Salon", ["ada"])
      edit.end = .extended(minutes: 30)
      _ = try await store.edit("panel", in: hall.summit, edit)
      _ = try await store.edit(
        speaker: "ada", in: hall.summit, SpeakerEdit(name: "Ada Lovelace", affiliation: "Own"))
      var summit = SummitEdit()
      (summit.name, summit.expectedAttendees, summit.languages) = ("Our name", 90, ["de"])
      _ = try await store.edit(hall.summit, summit)
      let before = try await hall.shown()

      let dry = try await store.importProgramme(hall.file, dryRun: true)
      let report = try await store.importProgramme(hall.file)
      #expect(report.changed.isEmpty && report.summitChanges.isEmpty && report.unchanged == 3)
      #expect(report.kept == dry.kept)
      #expect(report.kept.allSatisfy { $0.reason == .setByHand })
      #expect(
        Set(report.kept.map { "\($0.slug ?? "") \($0.field)" }) == [
          " name", " expectedAttendees", "panel title", "panel abstract", "panel endsAt", "panel room",
          "panel speakers", "ada speaker.name",
        ])
      let end = try #require(report.kept.first { $0.field == "endsAt" })
      #expect(end.here == .time(hall.file.sessions[1].endsAt + 1800))
      #expect(end.file == .time(hall.file.sessions[1].endsAt))
      #expect(try await hall.shown() == before)
      #expect(try await store.importProgramme(hall.file).kept == report.kept)
    }
  }

  @Test("what only the file changed is taken beside it; what both changed is a conflict, said once and left")
  func conflicts() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      var edit = SessionEdit()
      edit.title = "Ours"
      _ = try await store.edit("panel", in: hall.summit, edit)
      var file = hall.file
      file.sessions[1].title = "Theirs"
      file.sessions[1].abstract = "New in the file."
      let report = try await store.importProgramme(file)
      #expect(report.changed.map(\.fields) == [["abstract"]])
      #expect(report.kept.map(\.reason) == [.conflict])
      #expect(report.kept.map(\.here) == [.text("Ours")] && report.kept.map(\.file) == [.text("Theirs")])
      let panel = try await store.session("panel", in: hall.summit)
      #expect(panel?.title == "Ours" && panel?.abstract == "New in the file.")
      // The file has said so now; from here on it is only something set by hand.
      #expect(try await store.importProgramme(file).kept.map(\.reason) == [.setByHand])

      let taken = try await store.importProgramme(file, consents: [.handEdits])
      #expect(taken.changed.map(\.fields) == [["title"]] && taken.kept.isEmpty)
      #expect(try await store.session("panel", in: hall.summit)?.title == "Theirs")
    }
  }

  @Test("an extension stays, the box stays open and what is owed stays due; so does an end")
  func extended() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      let question = try await hall.owedQuestion()
      var edit = SessionEdit()
      edit.end = .extended(minutes: 30)
      let extended = try await store.edit("opening", in: hall.summit, edit)
      let due: Date = try await store.value("select live_due_at as value from promises")
      let report = try await store.importProgramme(hall.file)
      #expect(report.kept.map(\.field) == ["endsAt"])
      #expect(try await store.session("opening", in: hall.summit) == extended)
      let still: Date = try await store.value(
        "select live_due_at as value from promises where question_id = \(question)")
      #expect(still == due && due == extended.endsAt)

      edit.end = .now
      let ended = try await store.edit("opening", in: hall.summit, edit)
      #expect(try await store.importProgramme(hall.file).changed.isEmpty)
      let stays = try #require(try await store.session("opening", in: hall.summit))
      #expect(stays.endsAt == ended.endsAt && stays.closesAt == ended.closesAt && stays.box == .open)
      // The file moves the session, which was extended: neither start nor end is taken.
      var file = hall.file
      file.sessions[0].startsAt -= 3600
      file.sessions[0].endsAt -= 3600
      #expect(try await store.importProgramme(file).kept.map(\.field) == ["startsAt", "endsAt"])
      #expect(try await store.session("opening", in: hall.summit) == stays)
    }
  }

  @Test("what a person cancelled stays cancelled, also when it was gone from the file and comes back")
  func cancelled() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await RunningProgramme(store)
      _ = try await store.cancel("coffee", in: hall.summit)
      let report = try await store.importProgramme(hall.file)
      #expect(report.kept.map(\.field) == ["cancelled"] && report.changed.isEmpty)
      var file = hall.file
      file.sessions.removeLast()
      _ = try await store.importProgramme(file)
      _ = try await store.importProgramme(hall.file)
      #expect(try await store.session("coffee", in: hall.summit)?.cancelledAt != nil)
      let told = try await store.importProgramme(hall.file, consents: [.handEdits])
      #expect(told.changed.map(\.fields) == [["cancelled"]])
      // A file that lacked it came first, and a person says so too.
      _ = try await store.importProgramme(file)
      _ = try await store.cancel("coffee", in: hall.summit)
      _ = try await store.importProgramme(hall.file)
      #expect(try await store.session("coffee", in: hall.summit)?.cancelledAt != nil)
      _ = try await store.importProgramme(hall.file, consents: [.handEdits])
      #expect(try await store.session("coffee", in: hall.summit)?.cancelledAt == nil)
    }
  }

  @Test(
    "a change of the summit itself is in the report, the dry run and the ledger, and days that leave out sessions"
  )
  func summit() async throws {
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      file.summit.name = "Sample, again"
      file.summit.startsOn = try #require(Day(rawValue: "2016-06-13"))
      file.summit.endsOn = try #require(Day(rawValue: "2016-06-14"))
      file.summit.timeZone = .said("Europe/London")
      let dry = try await store.importProgramme(file, dryRun: true)
      #expect(dry.summitChanges.map(\.field) == ["name", "timeZone", "startsOn", "endsOn"])
      #expect(dry.summitChanges.map(\.from) == ["Sample", "Europe/Paris", "2017-06-13", "2017-06-14"])
      #expect(dry.notes == ["the summit ends on 2016-06-14, and its last session is on 2017-06-13"])
      let done = try await store.importProgramme(file)
      #expect(done.summitChanges == dry.summitChanges && done.unchanged == 3)
      let last = try await store.lastEntry()
      #expect(last.contains(#""kind": "summit.changed""#) && last.contains("2016-06-14"))
      #expect(try await store.importProgramme(file).summitChanges.isEmpty)
      #expect(try await store.verifyLedger(of: summit).isWhole)
    }
  }

  @Test("random edits by hand and in the file: each field is what the three-way merge says")
  func oracle() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(seed)
    try await TestDatabase.migrated { store in
      var file = try Programme.sample()
      let summit = try await store.importProgramme(file).summit
      var base = file.sessions.map(Fields.init)
      var here = base
      for step in 1...25 {
        for index in here.indices where numbers.next() % 2 == 0 {
          var edit = SessionEdit()
          let choice = Int(numbers.next() % 3)
          if numbers.next() % 2 == 0 { edit.title = "Title \(choice)" }
          if numbers.next() % 2 == 0 { edit.abstract = "Abstract \(choice)" }
          if numbers.next() % 2 == 0 { edit.room = ["Hall", "Salon", "Foyer"][choice] }
          let slug = ["opening", "panel", "coffee"][index]
          here[index] = Fields(try await store.edit(slug, in: summit, edit))
        }
        for index in file.sessions.indices where numbers.next() % 2 == 0 {
          let choice = Int(numbers.next() % 3)
          if numbers.next() % 2 == 0 { file.sessions[index].title = "Title \(choice)" }
          if numbers.next() % 2 == 0 { file.sessions[index].abstract = "Abstract \(choice)" }
          if numbers.next() % 2 == 0 { file.sessions[index].room = ["Hall", "Salon", "Foyer"][choice] }
        }
        let says = file.sessions.map(Fields.init)
        let expected = here.indices.map { Fields.merged(base: base[$0], here: here[$0], file: says[$0]) }
        let report = try await store.importProgramme(file)
        let sessions = try await store.sessions(of: summit)
        let found = ["opening", "panel", "coffee"].compactMap { slug in
          sessions.first { $0.slug == slug }.map(Fields.init)
        }
        try #require(found == expected, "step \(step), seed \(seed)")
        let kept = here.indices.reduce(0) { $0 + expected[$1].differences(from: says[$1]) }
        try #require(report.kept.count == kept, "step \(step), seed \(seed)")
        (base, here) = (says, expected)
      }
    }
  }

  /// What both a person and a file can change of a session.
  private struct Fields: Equatable {
    var title: String
    var abstract: String?
    var room: String?

    init(_ item: Programme.Item) { (title, abstract, room) = (item.title, item.abstract, item.room) }
    init(_ session: SessionRecord) {
      (title, abstract, room) = (session.title, session.abstract, session.room?.name)
    }

    static func merged(base: Fields, here: Fields, file: Fields) -> Fields {
      var result = here
      result.title = Petitions.merged(base: base.title, here: here.title, file: file.title).value
      result.abstract = Petitions.merged(base: base.abstract, here: here.abstract, file: file.abstract).value
      result.room = Petitions.merged(base: base.room, here: here.room, file: file.room).value
      return result
    }

    func differences(from other: Fields) -> Int {
      [title == other.title, abstract == other.abstract, room == other.room].count { !$0 }
    }
  }
}

extension Store {
  /// The newest of the only ledger there is.
  func lastEntry() async throws -> String {
    try await value("select entry as value from ledger order by seq desc limit 1")
  }
}

/// The sample programme, imported, with an opening that is on and takes questions.
@Loop struct RunningProgramme {
  let store: Store
  let summit: Summit.ID
  let file: Programme

  init(_ store: Store) async throws {
    self.store = store
    let begin = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 60).rounded() * 60)
    var file = try Programme.sample()
    for (index, hours) in [-0.1, 2, 4].enumerated() {
      file.sessions[index].startsAt = begin + hours * 3600
      file.sessions[index].endsAt = begin + (hours + 1) * 3600
    }
    file.summit.startsOn = try #require(Day(rawValue: Self.day(begin, -1)))
    file.summit.endsOn = try #require(Day(rawValue: Self.day(begin, 1)))
    self.file = file
    summit = try await store.importProgramme(file).summit
    var edit = SessionEdit()
    edit.box = .open
    _ = try await store.edit("opening", in: summit, edit)
  }

  /// A question of the opening, to which an answer is owed by its end.
  @discardableResult
  func owedQuestion() async throws -> Question.ID {
    let session = try #require(try await store.session("opening", in: summit))
    let question: Question.ID = try await store.value(
      """
      with asked as (
        insert into questions (summit_id, session_id, number, state, upvotes, asked_at)
        values (\(summit), \(session.id), 1, 'published', 99, now())
        returning id, revision
      ), words as (
        insert into wordings
          (summit_id, question_id, revision, text, salt, digest, written_by, written_at)
        select
          \(summit), id, revision, 'Qui le doit, et quand ?', decode(repeat('00', 16), 'hex'), sha256(''), 'author',
          now()
        from asked
      )
      select id as value from asked
      """)
    _ = try await store.database.query("select latch(\(summit), \([question]))")
    return question
  }

  /// All that a page of the programme shows.
  func shown() async throws -> [String] {
    let sessions = try await store.sessions(of: summit).map { "\($0)" }
    return sessions + [String(describing: try await store.summit(summit))]
  }

  private static func day(_ date: Date, _ days: Double) -> String {
    String((date + days * 86_400).ISO8601Format().prefix(10))
  }
}
