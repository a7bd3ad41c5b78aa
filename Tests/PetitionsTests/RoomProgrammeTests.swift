import Foundation
import Petitions
import Testing

private typealias Programme = RoomProgramme<String>
private typealias State = Programme.State

/// Of 13 June in Biarritz; hours beyond 24 are of the days after.
private func at(_ hour: Int, _ minute: Int = 0) -> Date {
  Date(timeIntervalSince1970: 1_497_304_800 + Double(hour * 3600 + minute * 60))
}

@Suite("What is on in a room", .timeLimit(.minutes(5)))
struct RoomProgrammeTests {
  private func programme(_ change: (inout [String: Programme.Slot]) -> Void = { _ in }) throws -> Programme {
    var slots = [
      "opening": Programme.Slot(id: "opening", startsAt: at(9, 30), endsAt: at(10, 15)),
      "debate": Programme.Slot(id: "debate", startsAt: at(10, 15), endsAt: at(11)),
      "evening": Programme.Slot(id: "evening", startsAt: at(17), endsAt: at(18)),
      "morrow": Programme.Slot(id: "morrow", startsAt: at(24 + 9), endsAt: at(24 + 10)),
    ]
    change(&slots)
    return Programme(Array(slots.values), in: try #require(TimeZone(identifier: "Europe/Paris")))
  }

  private func open(_ slot: inout Programme.Slot?, at time: Date) {
    guard let end = slot?.endsAt else { return }
    slot?.box = .open
    slot?.openedAt = time
    slot?.closesAt = BoxTimes.closesAt(openedAt: time, sessionEndsAt: end)
  }

  @Test(
    "the clock leads through the day, and from day to day",
    arguments: [
      (at(-3), State(phase: .next, session: "opening", next: "debate")),
      (at(8), State(phase: .next, session: "opening", next: "debate")),
      (at(9, 30), State(phase: .on, session: "opening", next: "debate")),
      (at(10, 15), State(phase: .on, session: "debate", next: "evening")),
      (at(11), State(phase: .next, session: "evening", next: "morrow")),
      (at(17, 59), State(phase: .on, session: "evening", next: "morrow")),
      (at(18), State(phase: .over, session: "evening", next: "morrow")),
      (at(24 + 3, 59), State(phase: .over, session: "evening", next: "morrow")),
      (at(24 + 4), State(phase: .next, session: "morrow", next: nil)),
      (at(24 + 10), State(phase: .over, session: "morrow", next: nil)),
    ])
  func clock(now: Date, expected: RoomProgramme<String>.State) throws {
    #expect(try programme().state(at: now) == expected)
  }

  @Test("it knows when it will be otherwise, as far as time alone decides")
  func changes() throws {
    var seen: [Date] = []
    var now: Date? = at(-3)
    while let time = now, seen.count < 20 {
      now = try programme().nextChange(after: time)
      if let now { seen.append(now) }
    }
    #expect(
      seen == [
        at(9, 30), at(10, 15), at(11), at(17), at(18), at(24 + 4), at(24 + 9), at(24 + 10),
      ])
  }

  @Test("a talk that runs late keeps the room until the next box is opened, for 15 minutes at most")
  func late() throws {
    let running = try programme { open(&$0["opening"], at: at(9, 30)) }
    #expect(running.state(at: at(10, 29)).session == "opening")
    #expect(running.state(at: at(10, 30)).session == "debate")
    #expect(running.nextChange(after: at(9, 30)) == at(10, 30))
    let relieved = try programme {
      open(&$0["opening"], at: at(9, 30))
      open(&$0["debate"], at: at(10, 20))
    }
    #expect(relieved.state(at: at(10, 21)).session == "debate")
  }

  @Test("boxes that were all opened in the morning do not change whose hour it is")
  func openedEarly() throws {
    let programme = try programme { slots in
      for slug in ["opening", "debate", "evening"] { open(&slots[slug], at: at(8)) }
    }
    #expect(programme.state(at: at(8, 30)) == State(phase: .on, session: "opening", next: "debate"))
    #expect(programme.state(at: at(9, 45)).session == "opening")
    #expect(programme.state(at: at(10, 15)).session == "debate")
    #expect(programme.state(at: at(11, 14)).session == "debate")
    #expect(programme.state(at: at(11, 15)) == State(phase: .next, session: "evening", next: "morrow"))
  }

  @Test("whoever opens a box after the last session has ended begins early")
  func early() throws {
    let programme = try programme {
      open(&$0["debate"], at: at(10, 16))
      open(&$0["evening"], at: at(11, 5))
    }
    #expect(programme.state(at: at(11, 6)) == State(phase: .on, session: "evening", next: "morrow"))
  }

  @Test("a box opened after its session's end keeps the room until another session's hour")
  func reopened() throws {
    let programme = try programme { open(&$0["debate"], at: at(11, 30)) }
    #expect(programme.state(at: at(16)).session == "debate")
    #expect(programme.state(at: at(17)).session == "evening")
    #expect(programme.state(at: at(18)).session == "debate")
  }

  @Test("a box that was left open keeps the room until its own day is over")
  func forgotten() throws {
    let programme = try programme { open(&$0["evening"], at: at(18, 5)) }
    #expect(programme.state(at: at(24 + 3, 59)) == State(phase: .on, session: "evening", next: "morrow"))
    #expect(programme.state(at: at(24 + 4)) == State(phase: .next, session: "morrow", next: nil))
    #expect(programme.nextChange(after: at(20)) == at(24 + 4))
    #expect(programme.state(at: at(24 + 9)) == State(phase: .on, session: "morrow", next: nil))
    #expect(programme.state(at: at(24 + 10)) == State(phase: .over, session: "morrow", next: nil))
    // Nothing takes place any more: where questions can still be asked, the room leads to them.
    #expect(programme.state(at: at(48 + 4)) == State(phase: .on, session: "evening", next: nil))
    #expect(programme.nextChange(after: at(24 + 10)) == at(48 + 4))
  }

  @Test("a closed box does not keep the room")
  func closed() throws {
    let programme = try programme {
      open(&$0["opening"], at: at(9, 30))
      $0["opening"]?.box = .closed
    }
    #expect(programme.state(at: at(10, 15)).session == "debate")
  }

  @Test("what goes on after midnight belongs to the evening before")
  func night() throws {
    let programme = try programme {
      $0["party"] = Programme.Slot(id: "party", startsAt: at(24, 30), endsAt: at(26))
    }
    #expect(programme.state(at: at(18)) == State(phase: .next, session: "party", next: "morrow"))
    #expect(programme.state(at: at(26)) == State(phase: .over, session: "party", next: "morrow"))
  }

  @Test(
    "where clocks are changed that night, four in the morning is what the clocks say",
    arguments: [
      // From 2:00 to 3:00: four is at 2:00 UTC; from 3:00 to 2:00: at 3:00 UTC.
      ("2026-03-28T17:00:00Z", "2026-03-29T02:00:00Z"), ("2026-10-24T17:00:00Z", "2026-10-25T03:00:00Z"),
    ])
  func clocksChange(evening: String, four: String) throws {
    let format = ISO8601DateFormatter()
    let (evening, four) = (try #require(format.date(from: evening)), try #require(format.date(from: four)))
    let slots = [
      Programme.Slot(id: "evening", startsAt: evening, endsAt: evening + 3600),
      Programme.Slot(id: "morrow", startsAt: four + 6 * 3600, endsAt: four + 7 * 3600),
    ]
    let programme = Programme(slots, in: try #require(TimeZone(identifier: "Europe/Paris")))
    #expect(programme.state(at: four - 1) == State(phase: .over, session: "evening", next: "morrow"))
    #expect(programme.state(at: four) == State(phase: .next, session: "morrow", next: nil))
    #expect(programme.nextChange(after: evening + 3600) == four)
  }

  @Test("a room without sessions has nothing on, ever")
  func empty() throws {
    let programme = try programme { $0 = [:] }
    #expect(programme.state(at: at(9)) == State(phase: .over, session: nil, next: nil))
    #expect(programme.nextChange(after: at(9)) == nil)
  }
}
