import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// On the hot path SQL decides over upvotes; here it is held to the rule, in every combination of person, question,
/// box and summit.
@Suite("Upvotes in SQL and in the rules", .timeLimit(.minutes(10)))
struct UpvoteOracleTests {
  @Test("SQL and the rule agree on every outcome, and the counts with the people who count")
  func agree() async throws {
    try await TestDatabase.migrated { store in
      for summitClosed in [false, true] {
        let hall = try await EveryCase(store, summitClosed: summitClosed)
        var signed: [Question.ID: Set<Attendee.ID>] = [:]
        for signs in [true, true, false, true] {
          for question in hall.questions {
            let outcomes = try await store.write(
              hall.people.map { person in
                UpvoteOperation(
                  question: question.id, attendee: person.id, generation: Int32(person.token), signs: signs)
              }, in: hall.summit)
            for (person, outcome) in zip(hall.people, outcomes) {
              let code = hall.code(person, question)
              #expect(
                outcome.code.rawValue == code, "\(person) on \(question), summit closed: \(summitClosed)")
              guard code == "done" else { continue }
              if signs {
                signed[question.counts, default: []].insert(person.id)
              } else {
                signed[question.counts]?.remove(person.id)
              }
            }
            let counting = signed[question.counts, default: []].count { !hall.quarantined.contains($0) }
            for outcome in outcomes where outcome.code == .done {
              #expect(outcome.question == question.counts)
              #expect(outcome.upvotes == counting)
            }
          }
        }
        let wrong = try await store.database.query(
          """
          select q.id
          from questions q
          where q.upvotes <> (
            select count(distinct u.attendee_id)
            from upvotes u
            join attendees p on p.id = u.attendee_id and p.quarantined_at is null
            where u.question_id = q.id)
          """)
        #expect(wrong.isEmpty)
      }
    }
  }
}

/// A summit with every kind of box, of question in it and of person.
@Loop private struct EveryCase {
  struct Person {
    let id: Attendee.ID
    let token: Int
    /// Nil where unknown or erased.
    let generation: Int?
  }
  struct Asked {
    let id: Question.ID
    /// The question that counts its upvotes.
    let counts: Question.ID
    let state: Question.State
    let author: Attendee.ID
    let box: BoxTimes?
    let cancelled: Bool
  }

  let summit: Summit.ID
  let summitClosed: Bool
  private(set) var people: [Person] = []
  private(set) var questions: [Asked] = []
  private(set) var quarantined: Set<Attendee.ID> = []
  let now = Date()
  private let database: Database

  init(_ store: Store, summitClosed: Bool) async throws {
    (database, self.summitClosed) = (store.database, summitClosed)
    summit = try await store.database.query(
      """
      insert into summits (slug, name, time_zone, starts_on, ends_on, closed_at)
      values (
        \(summitClosed ? "closed" : "open"), 'A summit', 'Europe/Paris', '2017-06-13', '2017-06-14',
        case when \(summitClosed) then now() end)
      returning id
      """
    ).first.required()["id"]
    let plain = try await attendee()
    let author = try await attendee()
    let renewed = try await attendee("generation = 3")
    let erased = try await attendee("erased_at = now()")
    let burst = try await attendee("quarantined_at = now(), quarantine_reason = 'burst'")
    quarantined = [burst]
    people = [
      Person(id: plain, token: 1, generation: 1), Person(id: author, token: 2, generation: 1),
      Person(id: renewed, token: 2, generation: 3), Person(id: erased, token: 1, generation: nil),
      Person(id: burst, token: 1, generation: 1),
      Person(id: Attendee.ID(rawValue: .max), token: 1, generation: nil),
    ]
    func minutes(_ minutes: Double) -> Date { now.addingTimeInterval(minutes * 60) }
    try await ask(author: author, box: nil)
    for box in [
      BoxTimes(said: .scheduled), BoxTimes(said: .open), BoxTimes(said: .open, closesAt: minutes(5)),
      BoxTimes(said: .open, closesAt: minutes(-14)), BoxTimes(said: .open, closesAt: minutes(-16)),
      BoxTimes(said: .paused), BoxTimes(said: .paused, closesAt: minutes(-16)),
      BoxTimes(said: .closed, closedAt: minutes(-14)), BoxTimes(said: .closed, closedAt: minutes(-16)),
      BoxTimes(said: .closed, closesAt: minutes(5), closedAt: minutes(-16)),
    ] {
      try await ask(author: author, box: box)
      try await ask(author: author, box: box, cancelled: true)
    }
  }

  /// What the rule says.
  func code(_ person: Person, _ question: Asked) -> String {
    let upvote = Upvote(
      signer: person.generation.map { Upvote.Signer(generation: $0, token: person.token) },
      petition: Upvote.Petition(state: question.state, isOfSigner: question.author == person.id),
      summitClosed: summitClosed, sessionCancelled: question.cancelled, box: question.box)
    do {
      try upvote.check(at: now)
      return "done"
    } catch {
      return error.rawValue
    }
  }

  private func attendee(_ change: String = "generation = 1") async throws -> Attendee.ID {
    let id: Attendee.ID = try await database.query(
      "insert into attendees (summit_id) values (\(summit)) returning id"
    ).first.required()["id"]
    _ = try await database.query("update attendees set \(unsafeSQL: change) where id = \(id)")
    return id
  }

  /// A session with a question of each state, and one merged into each of them.
  private mutating func ask(author: Attendee.ID, box: BoxTimes?, cancelled: Bool = false) async throws {
    var session: Session.ID?
    if let box {
      let name = "s\(questions.count)"
      session = try await database.query(
        """
        insert into sessions (
          summit_id, slug, guid, title, starts_at, ends_at, box_said, opened_at, threshold, closes_at, closed_at,
          cancelled_at)
        values (
          \(summit), \(name), \(name), 'A session', now(), now() + interval '1 hour', \(box.said.rawValue), now(),
          1000, \(box.closesAt), \(box.closedAt), case when \(cancelled) then now() end)
        returning id
        """
      ).first.required()["id"]
    }
    var number = 1
    func question(_ state: Question.State, into survivor: Question.ID? = nil) async throws -> Question.ID {
      defer { number += 1 }
      return try await database.query(
        """
        insert into questions (
          summit_id, session_id, number, author_id, state, held_for, merged_into_id, asked_at)
        values (
          \(summit), \(session), \(number), \(author), \(state.rawValue),
          \(state == .pending ? "review" : nil as String?), \(survivor), now())
        returning id
        """
      ).first.required()["id"]
    }
    for state in Question.State.allCases where state != .merged {
      let survivor = try await question(state)
      let merged = try await question(.merged, into: survivor)
      for id in [survivor, merged] {
        questions.append(
          Asked(id: id, counts: survivor, state: state, author: author, box: box, cancelled: cancelled))
      }
    }
  }
}

extension Row? {
  fileprivate func required() throws -> Row { try #require(self) }
}
