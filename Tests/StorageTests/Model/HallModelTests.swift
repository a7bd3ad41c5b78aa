import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// Random acts, held against the rules: what PostgreSQL did and refused is what the rules on plain values say.
@Suite("Random acts in the rules and in PostgreSQL", .timeLimit(.minutes(20)))
struct HallModelTests {
  /// Of both tests together, a run.
  static let steps = 10_000

  @Test("one after the other, through several processes: every outcome and every state agrees")
  func sequence() async throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    print("random acts: seed \(seed)")
    var random = SeededNumbers(seed)
    let start = Date(timeIntervalSince1970: 1_497_340_800)
    try await TestDatabase.timed(from: start, stores: 3) { stores, clock in
      var done = 0
      while done < Self.steps {
        let sessions = Self.sessions(at: clock.now)
        let driver = try await HallDriver(stores, clock, people: 30, sessions: sessions)
        var model = driver.model(sessions)
        // A summit's worth of acts: then another, so that questions stay few and much happens to each.
        for step in 1...1000 {
          try await clock.pass(1)
          model.now = clock.now
          let act = Act.random(in: model, people: driver.people, using: &random)
          let outcome = try await driver.perform(act)
          let before = model
          let code = model.apply(act, asked: outcome.asked)
          try #require(
            outcome.code == code, "seed \(seed), step \(done + step): \(act) on \(before.described(act))")
          guard step.isMultiple(of: 10) else { continue }
          let found = try await HallState(stores[step % 3], driver.summit).differences(
            from: HallState(model))
          try #require(found.isEmpty, "seed \(seed), step \(done + step), after \(act): \(found)")
        }
        done += 1000
        try await driver.end()
      }
    }
  }

  /// One open and one reviewed, both on.
  static func sessions(at now: Date) -> [HallModel.Session] {
    [Moderation.open, .reviewed].map { moderation in
      let end = now.addingTimeInterval(90 * 60)
      return HallModel.Session(
        times: BoxTimes(said: .open, closesAt: BoxTimes.closesAt(openedAt: now, sessionEndsAt: end)),
        startsAt: now.addingTimeInterval(-60), endsAt: end, threshold: 9, moderation: moderation)
    }
  }
}

extension HallDriver {
  func model(_ made: [HallModel.Session]) -> HallModel {
    var model = HallModel(now: clock.now)
    for (id, session) in zip(sessions.keys.sorted(), made) { model.sessions[id] = session }
    return model
  }

  /// The next summit may have its slug.
  func end() async throws {
    _ = try await stores[0].database.query(
      "update summits set slug = 'ended-' || id where id = \(summit)")
  }
}

extension HallModel {
  func described(_ act: Act) -> String {
    switch act {
    case .edit(let id, _, _), .sign(let id, _), .unsign(let id, _), .withdraw(let id, _), .report(let id, _),
      .curate(let id, _, _):
      "\(questions[id].map { "\($0)" } ?? "nothing")"
    default: "\(sessions)"
    }
  }
}
