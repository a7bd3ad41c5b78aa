import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// Does acts in PostgreSQL, each through whichever process comes next.
@Loop final class HallDriver {
  let stores: [Store]
  let clock: TestClock
  let summit: Summit.ID
  let people: [Attendee.ID]
  let sessions: [Session.ID: String]
  private var turn = 0

  init(_ stores: [Store], _ clock: TestClock, people count: Int, sessions: [HallModel.Session]) async throws {
    (self.stores, self.clock) = (stores, clock)
    let store = stores[0]
    let summit: Summit.ID = try await store.value(
      """
      insert into summits (slug, name, time_zone, starts_on, ends_on)
      values ('a-summit', 'A summit', 'Europe/Paris', '2017-06-13', '2017-06-14')
      returning id as value
      """)
    self.summit = summit
    people = try await store.database.query(
      "insert into attendees (summit_id) select \(summit) from generate_series(1, \(count)) returning id"
    ).map { try $0["id"] }
    var made: [Session.ID: String] = [:]
    for (index, session) in sessions.enumerated() {
      let slug = "session-\(index)"
      let id: Session.ID = try await store.value(
        """
        insert into sessions (
          summit_id, slug, guid, title, starts_at, ends_at, moderation, box_said, opened_at, closes_at, threshold)
        values (
          \(summit), \(slug), \(slug), \(slug), \(session.startsAt), \(session.endsAt), \(session.moderation),
          \(session.times.said), \(clock.now), \(session.times.closesAt), \(session.threshold))
        returning id as value
        """)
      made[id] = slug
    }
    self.sessions = made
  }

  private var store: Store {
    turn += 1
    return stores[turn % stores.count]
  }

  /// A refusal is an outcome; a fault is thrown.
  func perform(_ act: Act) async throws -> Outcome {
    do {
      return try await attempt(act)
    } catch let refusal as Refusal {
      return Outcome(code: refusal.rawValue)
    } catch let refused as RefusedQuestion {
      return Outcome(code: refused.refusal.rawValue)
    } catch let refusal as StorageRefusal {
      return Outcome(code: refusal.code)
    }
  }

  private func attempt(_ act: Act) async throws -> Outcome {
    switch act {
    case .ask(let person, let session, let text):
      let asking = Asking(to: .session(session), by: person, generation: 1, text: try QuestionText(text))
      return Outcome(code: "done", asked: try await store.ask(asking, in: summit).petition.id)
    case .edit(let id, let person, let text):
      _ = try await store.edit(
        id, in: summit, by: .attendee(person, generation: 1), text: try QuestionText(text))
    case .sign(let id, let person): return try await sign(id, person, true)
    case .unsign(let id, let person): return try await sign(id, person, false)
    case .withdraw(let id, let person):
      _ = try await store.withdraw(id, in: summit, by: .attendee(person, generation: 1))
    case .report(let id, let person):
      try await store.stay([person], summit: summit)
      _ = try await store.report(id, in: summit, by: person, generation: 1)
    case .curate(let id, let action, let text):
      try await curate(id, try action.act(text))
    case .merge(let id, let other): try await curate(id, .merge(into: other))
    case .unmerge(let id): try await curate(id, .unmerge)
    case .move(let id, let session): try await curate(id, .move(to: .session(session)))
    case .answer(let id, let others, let content):
      _ = try await store.answer(
        Answering(to: id, andTo: others, content, by: .organizer(nil)), in: summit)
    case .retract(let id): _ = try await store.retractAnswer(to: id, in: summit, by: .organizer(nil))
    case .judge(let id, let person, let answered):
      _ = try await store.judge(id, in: summit, answered: answered, by: person, generation: 1)
    case .quarantine(let people):
      _ = try await store.quarantine(people.sorted(), for: .stuffing, in: summit, by: nil)
    case .release(let people): _ = try await store.release(people.sorted(), in: summit)
    case .lower(let session, let threshold): try await edit(session) { $0.threshold = threshold }
    case .extend(let session, let minutes): try await edit(session) { $0.end = .extended(minutes: minutes) }
    case .end(let session): try await edit(session) { $0.end = .now }
    case .box(let session, let box): try await edit(session) { $0.box = box }
    case .pass(let minutes): try await clock.pass(Double(minutes) * 60)
    }
    return .done
  }

  private func sign(_ id: Question.ID, _ person: Attendee.ID, _ signs: Bool) async throws -> Outcome {
    let operation = UpvoteOperation(question: id, attendee: person, generation: 1, signs: signs)
    let outcomes = try await store.write([operation], in: summit)
    return Outcome(code: try #require(outcomes.first).code.rawValue)
  }

  private func curate(_ id: Question.ID, _ act: CuratorAct) async throws {
    _ = try await store.curate(id, in: summit, act, by: nil)
  }

  private func edit(_ session: Session.ID, _ change: (inout SessionEdit) -> Void) async throws {
    var edit = SessionEdit()
    change(&edit)
    _ = try await store.edit(try #require(sessions[session]), in: summit, edit)
  }
}

extension Curation.Action {
  fileprivate func act(_ text: String) throws -> CuratorAct {
    switch self {
    case .approve: .approve
    case .reject: .reject(.offTopic)
    case .hide: .hide(.offTopic)
    case .restore: .restore
    case .highlight: .highlight
    case .unhighlight: .unhighlight
    default: .correct(try QuestionText(text))
    }
  }
}
