import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Joining many at once", .timeLimit(.minutes(10)))
struct JoinWriterTests {
  private static func badge(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

  @Test("a thousand who join at once are a thousand people, in few transactions")
  func storm() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      let writer = JoinWriter(store)
      let phones = (0..<1000).map { _ in Task { @Loop in try await writer.join(hall.summit) } }
      var people: Set<Attendee.ID> = []
      for phone in phones { people.insert(try await phone.value.id) }
      #expect(people.count == 1000)
      let rows = try await hall.count("select from attendees")
      #expect(rows == 1000)
      let transactions = try await hall.count("select distinct xmin::text from attendees")
      #expect(transactions < 100)
    }
  }

  @Test("each of a batch is answered for itself: badges, refusals and other summits side by side")
  func mixed() async throws {
    try await TestDatabase.migrated { store in
      let summits: [Summit.ID] = try await store.database.query(
        """
        insert into summits (slug, name, time_zone, starts_on, ends_on, identity, closed_at)
        values
          ('open', 'Open', 'UTC', '2017-06-13', '2017-06-14', 'open', null),
          ('badged', 'Badged', 'UTC', '2017-06-13', '2017-06-14', 'badge', null),
          ('closed', 'Closed', 'UTC', '2017-06-13', '2017-06-14', 'open', now())
        returning id
        """
      ).map { try $0["id"] }
      let (open, badged, closed) = (summits[0], summits[1], summits[2])
      _ = try await store.database.query(
        """
        insert into badges (summit_id, digest, imported_at)
        values (\(badged), \(Self.badge(1)), now()), (\(badged), \(Self.badge(2)), now())
        """)
      let writer = JoinWriter(store)
      func join(_ summit: Summit.ID, badge: [UInt8]? = nil) -> Task<KnownAttendee, any Error> {
        Task.immediate { @Loop in try await writer.join(summit, badge: badge) }
      }
      let asked = [
        join(open), join(badged), join(badged, badge: Self.badge(1)),
        join(closed), join(badged, badge: Self.badge(9)), join(Summit.ID(rawValue: 999)),
        join(badged, badge: Self.badge(2)), join(open), join(badged, badge: Self.badge(1)),
      ]
      var answers: [Result<KnownAttendee, any Error>] = []
      for one in asked { answers.append(await one.result) }
      func person(_ index: Int) -> KnownAttendee? { try? answers[index].get() }
      func refusal(_ index: Int) -> String? {
        guard case .failure(let error) = answers[index] else { return nil }
        return (error as? StorageRefusal)?.code ?? (error as? Refusal)?.rawValue
      }
      #expect(person(0)?.hasBadge == false && person(7)?.hasBadge == false)
      #expect(person(0)?.id != person(7)?.id)
      #expect(refusal(1) == "invalid")
      #expect(person(2)?.hasBadge == true && person(2)?.generation == 1)
      #expect(refusal(3) == "summit_closed")
      #expect(refusal(4) == "badge_unknown")
      #expect(refusal(5) == "summit_not_found")
      #expect(person(6)?.hasBadge == true && person(6)?.id != person(2)?.id)
      #expect(person(8)?.id == person(2)?.id && person(8)?.generation == 2)
      for (index, hall) in [(0, open), (2, badged), (6, badged)] {
        guard let one = person(index) else { continue }
        let known = try await store.attendee(one.id, generation: 1, in: hall)
        #expect((known == nil) == (index == 2))
      }
    }
  }

  @Test("an upvote does not wait for a transaction of joins")
  func apart() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 2)
      let question = try await hall.ask().id
      let joins = JoinWriter(store)
      let votes = UpvoteWriter(store) { _, _ in }
      let join = try await store.database.transaction { other in
        _ = try await other.query("lock table badges in access exclusive mode")
        let join = Task.immediate { @Loop in try await joins.join(hall.summit) }
        try await until { try await !other.query(TestDatabase.waiting(for: "relation")).isEmpty }
        let outcome = try await votes.submit(
          UpvoteOperation(question: question, attendee: hall.attendees[1], generation: 1, signs: true),
          in: hall.summit)
        #expect(outcome.code == .done)
        return join
      }
      _ = try await join.value
    }
  }
}
