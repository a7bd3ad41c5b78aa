import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// A hall that signs at once: what is owed, and since when, is the same as if people had come one by one.
@Suite("A thousand upvotes at once", .timeLimit(.minutes(10)))
struct ThresholdStormTests {
  private static let threshold = 500

  @Test("make one promise at the time of the one who crossed; withdrawals leave it, quarantine voids it")
  func storm() async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store, attendees: 1001, threshold: Self.threshold)
      let question = try await hall.ask(by: 0).id
      // Four processes, a writer each; every attendee through all of them at once.
      let databases = (0..<4).map { _ in Database(store.database.configuration) }
      for database in databases { database.start() }
      defer { for database in databases { database.close() } }
      let writers = databases.map { UpvoteWriter(Store($0)) { _, _ in } }
      try await Self.atOnce(1..<1001) { attendee in
        for writer in [writers[attendee % 4], writers[(attendee + 1) % 4]] {
          let outcome = try await writer.submit(
            UpvoteOperation(
              question: question, attendee: hall.attendees[attendee], generation: 1, signs: true),
            in: hall.summit)
          #expect(outcome.code == .done)
        }
      }
      let met = try await hall.petition(question)
      #expect(met.upvotes == 1001)
      let promise = try #require(met.promise)
      try await expectMetWhenCrossed(promise, of: question, hall)

      // Half of the hall walks out: what was promised stays promised.
      let leaving = Array(1..<801)
      try await Self.atOnce(leaving) { attendee in
        let operation = UpvoteOperation(
          question: question, attendee: hall.attendees[attendee], generation: 1, signs: false)
        _ = try await writers[attendee % 4].submit(operation, in: hall.summit)
      }
      let after = try await hall.petition(question)
      #expect(after.upvotes == 201)
      #expect(after.promise == promise)

      try await expectVoidOnceStuffed(question, promise, hall)
    }
  }

  /// As soon as fewer count of those who carried it than were needed, and no sooner.
  @Loop private func expectVoidOnceStuffed(
    _ question: Question.ID, _ promise: QuestionRecord.Promise, _ hall: Hall
  ) async throws {
    let carriers: [Attendee.ID] = try await hall.store.database.query(
      "select attendee_id from promise_signers where question_id = \(question) order by attendee_id"
    ).map { try $0["attendee_id"] }
    #expect(carriers.count == promise.metUpvotes)
    let spare = carriers.count - Self.threshold
    let stuffed = Array(carriers.prefix(spare + 1))
    if spare > 0 {
      _ = try await hall.store.quarantine(
        Array(stuffed.prefix(spare)), for: .stuffing, in: hall.summit, by: nil)
    }
    let standing = try await hall.petition(question).promise
    #expect(standing == promise)
    let outcome = try await hall.store.quarantine(stuffed, for: .stuffing, in: hall.summit, by: nil)
    #expect(outcome.questions.map(\.after.promise) == [.void])
    let void = try await hall.petition(question).promise
    #expect(void?.state == .void)

    let quarantine = try #require(outcome.quarantine)
    _ = try await hall.store.release(quarantine: quarantine, in: hall.summit)
    let restored = try await hall.petition(question).promise
    #expect(restored == promise)
    let kinds: [String] = try await hall.store.database.query(
      "select entry::jsonb ->> 'kind' as kind from ledger where summit_id = \(hall.summit) order by seq"
    ).map { try $0["kind"] }
    #expect(kinds.filter { $0 == "promise.met" }.count == 1)
    #expect(kinds.filter { $0 == "promise.void" }.count == 1)
    #expect(kinds.filter { $0 == "promise.restored" }.count == 1)
  }

  /// Those who had signed by then are enough, those who had signed before are not.
  @Loop private func expectMetWhenCrossed(
    _ promise: QuestionRecord.Promise, of question: Question.ID, _ hall: Hall
  ) async throws {
    let counts = try #require(
      try await hall.store.database.query(
        """
        select
          count(*) filter (where u.created_at <= p.met_at) as by_then,
          count(*) filter (where u.created_at < p.met_at) as before
        from promises p
        join upvotes u on u.summit_id = p.summit_id and u.question_id = p.question_id
        where p.question_id = \(question)
        """
      ).first)
    let byThen: Int = try counts["by_then"]
    let before: Int = try counts["before"]
    #expect(byThen == promise.metUpvotes)
    #expect(byThen >= Self.threshold)
    #expect(before < Self.threshold)
    #expect(promise.threshold == Self.threshold)
  }

  /// All of them together, and all awaited.
  @Loop private static func atOnce(
    _ attendees: some Sequence<Int>, _ act: @escaping @Loop (Int) async throws -> Void
  ) async throws {
    let tasks = attendees.map { attendee in Task { @Loop in try await act(attendee) } }
    for task in tasks { try await task.value }
  }
}
