import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// The same random acts, many at once through several processes: in which order they happen nobody knows, but whatever
/// it was, what they leave is what the rules say of what lies in the rows.
@Suite("Random acts at once", .timeLimit(.minutes(20)))
struct HallStormTests {
  private static let rounds = 40
  private static let atOnce = 50

  @Test("leave counts, promises, answers and merges as the rules have them, and a ledger that is whole")
  func storm() async throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    print("random acts at once: seed \(seed)")
    var random = SeededNumbers(seed)
    let start = Date(timeIntervalSince1970: 1_497_340_800)
    try await TestDatabase.timed(from: start, stores: 4) { stores, clock in
      let sessions = HallModelTests.sessions(at: clock.now)
      let driver = try await HallDriver(stores, clock, people: 40, sessions: sessions)
      var known = driver.model(sessions)
      for round in 1...Self.rounds {
        try await clock.pass(61)
        known.now = clock.now
        let acts = (0..<Self.atOnce).map { _ in
          Act.random(in: known, people: driver.people, using: &random)
        }
        let doing = acts.map { act in Task { @Loop in try await driver.perform(act) } }
        for task in doing {
          let outcome = try await task.value
          if let id = outcome.asked, let session = known.sessions.keys.first {
            // Of what was asked, enough is known for the next acts to be about it.
            let question = HallModel.Question(
              author: driver.people[0], session: session, askedAt: clock.now, standing: .published)
            known.questions[id] = question
          }
        }
        let broken = try await Self.broken(stores[round % 4], driver.summit)
        try #require(broken.isEmpty, "seed \(seed), round \(round): \(broken)")
      }
      #expect(try await stores[0].verifyLedger(of: driver.summit).isWhole)
    }
  }

  /// What contradicts a rule, in words.
  @Loop private static func broken(_ store: Store, _ summit: Summit.ID) async throws -> [String] {
    let rows = try await store.database.query(
      """
      select
        q.id, q.state, q.upvotes, q.others, q.reports, q.verdicts_yes, q.verdicts_no, s.threshold,
        q.wording_locked_at is not null as locked, p.state as promise,
        -- Wherever it was when people stopped counting: it may have been carried over since.
        least(p.threshold, (select min(threshold) from sessions where summit_id = q.summit_id)) as needed,
        carried_by(p) as carried, a.kind as answer, survivor.state as survivor,
        (
          select count(distinct u.attendee_id)
          from upvotes u
          join attendees a on a.id = u.attendee_id and a.quarantined_at is null
          where u.question_id = q.id
        ) as signers,
        (
          select count(*)
          from reports r
          join attendees a on a.id = r.attendee_id and a.quarantined_at is null
          where r.question_id = q.id
        ) as reporters,
        (
          select count(*)
          from verdicts v
          join attendees a on a.id = v.attendee_id and a.quarantined_at is null
          where v.question_id = q.id
        ) as judges
      from questions q
      join sessions s on s.id = q.session_id
      left join promises p on p.question_id = q.id
      left join answers a on a.id = q.answer_id
      left join questions survivor on survivor.id = q.merged_into_id
      where q.summit_id = \(summit)
      order by q.id
      """)
    return try rows.flatMap(Self.broken)
  }

  private static func broken(_ row: Row) throws -> [String] {
    let id: Question.ID = try row["id"]
    let state: Question.State = try row["state"]
    let (upvotes, signers): (Int, Int) = (try row["upvotes"], try row["signers"])
    let (yes, no): (Int, Int) = (try row["verdicts_yes"], try row["verdicts_no"])
    let others: Int = try row["others"]
    let promise: Promise.State? = try row["promise"]
    let answer: Answer.Kind? = try row["answer"]
    let survivor: Question.State? = try row["survivor"]
    let isLocked: Bool = try row["locked"]
    let threshold: Int = try row["threshold"]
    var broken: [String] = []
    func check(_ holds: Bool, _ rule: String) { if !holds { broken.append("question \(id): \(rule)") } }
    check(upvotes == signers, "\(upvotes) upvotes of \(signers) people")
    check(try row["reports"] == row["reporters"] as Int, "reports")
    check(yes + no == (try row["judges"]), "verdicts")
    check(isLocked || others < Publication.othersThatVouch, "wording open though \(others) others signed")
    check((state == .merged) == (survivor != nil) && survivor != .merged, "chain of merges")
    if state == .published, upvotes >= threshold {
      check(promise != nil && promise != .void, "past its threshold, and not owed")
    }
    if promise == .owed, state != .merged {
      let stands = Promise.stands(
        carriedBy: try row["carried"], signedNow: upvotes, threshold: try row["needed"])
      check(stands, "owed on those who count no more")
    }
    if let promise, let answer, answer.settles {
      check(promise == HallModel.promiseState(after: answer), "\(promise) though answered \(answer)")
    }
    return broken
  }
}
