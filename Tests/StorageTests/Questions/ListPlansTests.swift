import EventLoop
import Foundation
import Petitions
import TestSupport
import Testing

@testable import Postgres
@testable import Storage

@Suite("What lists cost in a large session", .timeLimit(.minutes(10)))
struct ListPlansTests {
  /// One page of whole petitions looks at each of its rows in some tables, each by its key.
  private static let aPage = 101

  @Test("a page costs the page, not the summit: 10,000 questions of one session, by the plan that is kept")
  func pages() async throws {
    try await crowded { store, hall in
      let (summit, session) = (hall.summit, hall.session)
      let here = QuestionScope.session(session)
      let middle = try await store.petitions(of: here, in: summit, limit: 100)
      let behind = try #require(middle.next)
      let behindNew = try #require(
        try await store.petitions(of: here, in: summit, order: .new, limit: 100).next)
      let everywhere: [QuestionScope] = [
        here, .everything, .summit, .organisation(Organisation.ID(rawValue: 1)),
      ]
      for scope in everywhere {
        for (name, statement) in [
          ("top", Store.top(scope, summit, [.published], Self.aPage, nil)),
          ("top, further", Store.top(scope, summit, [.published], Self.aPage, behind)),
          ("new", Store.new(scope, summit, [.published], Self.aPage, nil)),
          ("new, further", Store.new(scope, summit, [.published], Self.aPage, behindNew)),
        ] {
          try await expect(name, of: scope, statement, on: store, rows: 4 * Self.aPage)
        }
      }
      let me = hall.attendees[0]
      let typed = try TypedText("Combien de campagnes numériques ?")
      for (name, statement) in [
        ("pending", Store.top(here, summit, [.pending], Self.aPage, nil)),
        ("one by its number", Store.petition(number: 77, of: .session(session), in: summit)),
        ("the stage's queue", Store.stageQueue(of: session, in: summit, limit: 40)),
        ("what one asked", Store.asked(by: me, of: here, in: summit)),
        ("what one signed", Store.signed(by: me, here, summit, 100)),
        ("news", Store.news(me, 1, .distantPast, summit, 20)),
        ("a rare word", Store.found(.init(words: "girafe"), here, summit, .top, 51, nil)),
        ("a number", Store.found(.init(words: "77"), here, summit, .top, 51, nil)),
        ("similar", Store.similar(to: typed, of: session, in: summit)),
        ("one promise", Store.boardPage(summit, Self.filter(try await store.first(summit)), 1, nil)),
      ] { try await expect(name, of: here, statement, on: store, rows: 4 * Self.aPage) }
    }
  }

  @Test(
    "what has to look at all questions of a session looks at each a few times, not once for each row of a page"
  )
  func wholes() async throws {
    try await crowded { store, hall in
      let (summit, session) = (hall.summit, hall.session)
      let here = QuestionScope.session(session)
      let all = Set(Question.State.allCases)
      for (name, statement) in [
        ("rising", Store.rising(here, summit, [.published], Self.aPage, nil)),
        ("all states", Store.top(here, summit, all, Self.aPage, nil)),
        ("owed", Store.found(.init(reply: .owed), here, summit, .top, 51, nil)),
        ("answered", Store.found(.init(reply: .answered), here, summit, .top, 51, nil)),
        ("a word of all", Store.found(.init(words: "question"), here, summit, .top, 51, nil)),
        ("the screens' state", Store.snapshot(of: session, in: summit)),
        ("the board", Store.board(summit, BoardFilter(), 101, nil)),
        ("the feed", Store.latestPromises(summit, 100)),
      ] { try await expect(name, of: here, statement, on: store, rows: 2 * Self.questions + 2000) }
    }
  }

  /// A page joined with the view itself builds the whole summit again for each of its rows. What reads the view does so
  /// through `wholeQuestion`, or for one question; a new statement of either kind is to be added to the tests above.
  @Test("every statement that reads whole petitions is among those looked at")
  func complete() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Storage")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .map { folder.appending(path: $0) }.filter { $0.pathExtension == "swift" }
    var (read, joined) = ([String: Int](), [String]())
    for file in files {
      let source = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      read[name] = source.ranges(of: "wholeQuestion(of:").count
      joined += source.matches(of: /(?:join|from)\s+petitions\b[^\n]*/).map { "\(name): \($0.0)" }
    }
    #expect(
      joined.sorted() == [
        #"QuestionRecord: from petitions where summit_id = \(summit) and id = \(id)""#,
        #"WholeQuestions: from petitions where summit_id = \(summit) and id = \(unsafeSQL: question) offset 0"#,
      ])
    #expect(
      read.filter { $0.value > 0 } == [
        "QuestionLists": 4, "QuestionSearch": 3, "StageQueue": 1, "SessionSnapshot": 1, "Similar": 1,
        "Board": 2,
        "QuestionRecord": 1,
        // Of one person, of one merge, of the questions that one answer covers.
        "BulkCuration": 1, "HeldData": 1, "QuestionMerge": 2, "Answerable": 1,
      ])
  }

  // MARK: The large session

  private static let questions = 10_000
  /// Of a table of a page or two PostgreSQL reads all, rightly; these are larger.
  private static let people = 3000

  private static func filter(_ question: Question.ID) -> BoardFilter {
    var filter = BoardFilter()
    filter.question = question
    return filter
  }

  private func expect(
    _ name: String, of scope: QuestionScope, _ statement: SQL, on store: Store, rows: Int
  ) async throws {
    let plan = try await GenericPlan(of: statement, on: store.database)
    let heaviest = plan.heaviest
    #expect(heaviest.rows <= Double(rows), "\(name) of \(scope): \(heaviest.name)")
  }

  /// A tenth of the questions is owed an answer; each has two upvotes of the last hours.
  private func crowded(_ test: @Loop (Store, Hall) async throws -> Void) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: Self.people)
      // As who owns the tables, and with all the time that so many rows take.
      var configuration = store.database.configuration
      configuration.role = nil
      configuration.statementTimeout = .seconds(120)
      (configuration.readers, configuration.workers) = (1, 1)
      let owner = Database(configuration)
      owner.start()
      defer { owner.close() }
      try await owner.transaction { transaction in
        for statement in Self.crowd(hall) { _ = try await transaction.query(statement) }
      }
      _ = try await owner.query("analyze")
      try await test(store, hall)
    }
  }

  private static func crowd(_ hall: Hall) -> [SQL] {
    let (summit, session) = (hall.summit, hall.session)
    return [
      // The words by which questions are alike are not looked at here.
      "alter table wordings disable trigger question_words_kept",
      """
      insert into questions (summit_id, session_id, number, author_id, state, asked_at, upvotes)
      select \(summit), \(session), n, \(hall.attendees[0]) + n % (\(people) - 1) + 1, 'published', now() - n * interval '1 second',
        (n * 7919) % 150
      from generate_series(1, \(questions)) n
      """,
      """
      insert into wordings (summit_id, question_id, revision, text, salt, digest, written_by, written_at)
      select summit_id, id, 1,
        'La question ' || number || ' : qui ' || left(md5(number::text), 6) || ' la campagne numérique de demain ?',
        decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 'author', asked_at
      from questions
      """,
      "alter table wordings enable trigger question_words_kept",
      """
      insert into upvotes (summit_id, question_id, attendee_id, created_at)
      select summit_id, id, \(hall.attendees[0]) + (id + k * 7) % \(people), now() - number * interval '1 second'
      from questions
      cross join generate_series(1, 2) k
      """,
      """
      insert into promises (summit_id, question_id, state, met_at, met_upvotes, threshold, first_due_at)
      select summit_id, id, 'owed', now(), 50, 50, now() + interval '14 days'
      from questions
      where number % 10 = 0
      """,
    ]
  }
}

extension Store {
  /// Some question that is owed an answer.
  fileprivate func first(_ summit: Summit.ID) async throws -> Question.ID {
    try await value("select min(question_id) as value from promises where summit_id = \(summit)")
  }
}
