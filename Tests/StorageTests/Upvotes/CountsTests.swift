import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// Whatever many people do at once, in whatever order: what is counted is what is there.
@Suite("Counts", .timeLimit(.minutes(10)))
struct CountsTests {
  @Test(
    "after a random mix of acts at once, counts equal rows, numbers have no gap and the ledger is whole",
    arguments: [1, 2, 3] as [UInt64])
  func mix(seed: UInt64) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 24, threshold: 6)
      var random = SeededNumbers(seed)
      for attendee in 0..<8 { try await hall.ask(by: attendee) }
      let before = try await hall.version()
      let questions = try await store.petitions(of: .session(hall.session), in: hall.summit).petitions.map(
        \.id)
      let acts = (0..<400).map { _ in
        (
          kind: Int.random(in: 0..<20, using: &random), attendee: Int.random(in: 0..<24, using: &random),
          question: questions.randomElement(using: &random) ?? questions[0]
        )
      }
      let phones = acts.map { act in
        Task { @Loop in try await Self.act(act.kind, by: act.attendee, on: act.question, in: hall) }
      }
      var refused = 0
      for phone in phones {
        do { try await phone.value } catch {
          guard error is Refusal || error is StorageRefusal else { throw error }
          refused += 1
        }
      }
      #expect(refused < acts.count)
      try await expectTrueCounts(hall, since: before)
    }
  }

  /// A random act; what a rule refuses is thrown.
  @Loop private static func act(_ kind: Int, by attendee: Int, on question: Question.ID, in hall: Hall)
    async throws
  {
    let store = hall.store
    switch kind {
    case 0..<10: _ = try await hall.upvote(question, by: [attendee])
    case 10, 11: _ = try await hall.upvote(question, by: [attendee], signs: false)
    case 12: _ = try await hall.ask(by: attendee, key: "key-\(attendee)")
    case 13: _ = try await store.withdraw(question, in: hall.summit, by: hall.author(attendee))
    case 14: _ = try await store.curate(question, in: hall.summit, .hide(.offTopic), by: nil)
    case 15: _ = try await store.curate(question, in: hall.summit, .restore, by: nil)
    case 16: _ = try await hall.report(question, by: attendee)
    case 17: _ = try await store.curate(question, in: hall.summit, .approve, by: nil)
    case 18:
      _ = try await store.edit(
        question, in: hall.summit, by: hall.author(attendee),
        text: QuestionText("En d'autres mots, \(attendee) ?"))
    default:
      if attendee % 6 == 0 {
        _ = try await store.erase(hall.attendees[attendee], generation: 1, in: hall.summit)
      } else {
        _ = try await store.curate(
          question, in: hall.summit, .correct(QuestionText("Corrigée, \(attendee) fois ?")), by: nil)
      }
    }
  }

  private func expectTrueCounts(_ hall: Hall, since version: Int64) async throws {
    let miscounted = try await hall.count(
      """
      select
      from questions q
      where q.upvotes <> (
          select count(distinct u.attendee_id)
          from upvotes u
          join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id and a.quarantined_at is null
          where u.summit_id = q.summit_id and u.question_id = q.id)
        or q.author_id is not null and q.others <> (
          select count(distinct u.attendee_id)
          from upvotes u
          where u.summit_id = q.summit_id and u.question_id = q.id and u.attendee_id <> q.author_id)
        or q.reports <> (
          select count(*) from reports r where r.summit_id = q.summit_id and r.question_id = q.id)
        or q.revision <> (
          select count(*) from wordings w where w.summit_id = q.summit_id and w.question_id = q.id)
      """)
    #expect(miscounted == 0)
    let misnumbered = try await hall.count(
      """
      select
      from sessions s
      cross join (select max(number) as highest, count(*) as all_of_them from questions) q
      where s.last_number <> q.highest or s.last_number <> q.all_of_them
      """)
    #expect(misnumbered == 0)
    let unlatched = try await hall.count(
      """
      select
      from questions q
      join sessions s on s.id = q.session_id
      where q.state = 'published'
        and q.upvotes >= s.threshold
        and not exists (select from promises p where p.question_id = q.id)
      """)
    #expect(unlatched == 0)
    let brokenPromises = try await hall.count(
      "select from promises p join questions q on q.id = p.question_id where q.state in ('withdrawn', 'rejected')"
    )
    #expect(brokenPromises == 0)
    let forged = try await hall.count(
      "select from wordings where text is not null and digest <> sha256(salt || convert_to(text, 'UTF8'))")
    #expect(forged == 0)
    let verified = try await hall.store.verifyLedger(of: hall.summit)
    #expect(verified.isWhole)
    #expect(verified.entries > 0)
    let now = try await hall.version()
    #expect(now > version)
  }
}
