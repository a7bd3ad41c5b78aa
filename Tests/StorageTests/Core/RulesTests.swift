import EventLoop
import Foundation
import Petitions
import Postgres
import TestSupport
import Testing

@testable import Storage

/// Each rule that statements need stands once in SQL and once in Petitions. Whoever changes one finds the other here.
@Suite("Rules in SQL and in Petitions")
struct RulesTests {
  private let now = Date(timeIntervalSince1970: 1_497_340_800)

  @Test("`grace` is `Box.grace`")
  func grace() async throws {
    try await TestDatabase.migrated { store in
      let seconds: Double = try await store.value(
        "select extract(epoch from grace())::double precision as value")
      #expect(seconds == Box.grace)
    }
  }

  @Test("`vouching` is `Publication.othersThatVouch`")
  func vouching() async throws {
    try await TestDatabase.migrated { store in
      let others: Int = try await store.value("select vouching() as value")
      #expect(others == Publication.othersThatVouch)
    }
  }

  @Test("`is_judged` and `settles` are `Answer.Kind`'s, `promise_after` is `Answer.promise`")
  func answers() async throws {
    try await TestDatabase.migrated { store in
      for kind in Answer.Kind.allCases {
        let row = try #require(
          try await store.database.query(
            """
            select
              is_judged(\(kind.rawValue)) as judged, settles(\(kind.rawValue)) as settles,
              promise_after(\(kind.rawValue)) as promise
            """
          ).first)
        #expect(try row["judged"] == kind.isJudged, "\(kind)")
        #expect(try row["settles"] == kind.settles, "\(kind)")
        let owed = Promise(liveDueAt: nil, firstDueAt: now)
        let content: Answer.Content =
          switch kind {
          case .live: .live(nil)
          case .written: .written(try AnswerText("Oui, dès janvier."))
          case .deferred: .deferred(to: now, nil)
          case .declined: .declined(.legal, nil)
          }
        #expect(content.kind == kind)
        #expect(try row["promise"] == Answer.promise(owed, after: content).state.rawValue, "\(kind)")
      }
      let none = try await store.database.query(
        "select promise_after(null) as promise, settles(null) is null and is_judged(null) is null as unknown")
      #expect(try none.first?["promise"] == Promise.State.owed.rawValue)
      #expect(try none.first?["unknown"] == true)
    }
  }

  @Test("`is_disputed` is `Verdict.isDisputed`")
  func disputed() async throws {
    try await TestDatabase.migrated { store in
      let rows = try await store.database.query(
        """
        select yes, no, upvotes, is_disputed(yes, no, upvotes) as disputed
        from generate_series(0, 13) yes
        cross join generate_series(0, 13) no
        cross join unnest(array[0, 9, 10, 49, 50, 51, 55, 56, 60, 61, 1000]) upvotes
        """)
      for row in rows {
        let (yes, no, upvotes): (Int, Int, Int) = (try row["yes"], try row["no"], try row["upvotes"])
        let disputed: Bool = try row["disputed"]
        #expect(
          disputed == Verdict.isDisputed(yes: yes, no: no, upvotes: upvotes), "\(yes) \(no) \(upvotes)")
      }
      #expect(rows.count == 14 * 14 * 11)
    }
  }

  @Test("`reports_that_hold` and `report_counts` are `Reports`'")
  func reports() async throws {
    try await TestDatabase.migrated { store in
      let rows = try await store.database.query(
        "select n, reports_that_hold(n::integer) as needed from generate_series(0, 2000) as n order by n")
      for row in rows {
        let (upvotes, needed): (Int, Int) = (try row["n"], try row["needed"])
        #expect(needed == Reports.holding(upvotes: upvotes))
      }
      for badge in [false, true] {
        for arrived in [nil, now - 3_600, now - 180, now - 179, now, now + 60] as [Date?] {
          let counts: Bool = try await store.value(
            "select report_counts(\(badge), \(arrived), \(now)) as value")
          #expect(
            counts == Reports.count(hasBadge: badge, arrivedAt: arrived, at: now),
            "\(badge) \(arrived as Any)")
        }
      }
    }
  }

  @Test("`threshold_by_rule` is `Threshold.value`")
  func threshold() async throws {
    try await TestDatabase.migrated { store in
      let rows = try await store.database.query(
        """
        select
          share, audience,
          threshold_by_rule(jsonb_populate_record(null::summits, jsonb_build_object(
            'threshold_share', share, 'threshold_floor', 5, 'threshold_ceiling', 150,
            'expected_attendees', audience))) as threshold
        from unnest(array[1, 7, 10, 99, 100]) share
        cross join unnest(array[1, 49, 50, 51, 60, 61, 1490, 1491, 1500, 1501, 1000000]) audience
        """)
      #expect(rows.count == 5 * 11)
      for row in rows {
        let (share, audience, threshold): (Int, Int, Int) = (
          try row["share"], try row["audience"], try row["threshold"]
        )
        let expected = Threshold.value(share: share, floor: 5, ceiling: 150, audience: audience)
        #expect(threshold == expected, "\(share) % of \(audience)")
      }
      let unknown: Int? = try await store.database.query(
        "select threshold_by_rule(null::summits) as threshold"
      ).first?["threshold"]
      #expect(unknown == nil)
    }
  }

  @Test("`box` and `closed_since` are `BoxTimes`'")
  func boxes() async throws {
    try await TestDatabase.migrated { store in
      try await store.database.transaction { transaction in
        _ = try await transaction.query("select set_config('tribune.now', \(now)::text, true)")
        for said in Box.allCases {
          for closesAt in [nil, now - 1, now, now + 1] as [Date?] {
            let closedAt = said == .closed ? now - 60 : nil
            let times = BoxTimes(said: said, closesAt: closesAt, closedAt: closedAt)
            let row = try #require(
              try await transaction.query(
                """
                select box(s) as box, closed_since(s) as closed_since
                from jsonb_populate_record(null::sessions, jsonb_build_object(
                  'box_said', \(said.rawValue), 'closes_at', \(closesAt)::timestamptz,
                  'closed_at', \(closedAt)::timestamptz)) s
                """
              ).first)
            #expect(try row["box"] == times.box(at: now).rawValue, "\(times)")
            #expect(try row["closed_since"] == times.closedSince(at: now), "\(times)")
          }
        }
      }
    }
  }

  @Test("`due_at` and `is_overdue` are the oracle's")
  func promises() async throws {
    try await TestDatabase.migrated { store in
      try await store.database.transaction { transaction in
        _ = try await transaction.query("select set_config('tribune.now', \(now)::text, true)")
        let dates: [Date?] = [nil, now - 60, now, now + 60]
        for state in Promise.State.allCases {
          for liveDueAt in dates {
            for firstDueAt in dates.compactMap({ $0 }) {
              for deferredTo in dates {
                let promise = Promise(
                  state: state, liveDueAt: liveDueAt, firstDueAt: firstDueAt, deferredTo: deferredTo)
                let row = try #require(
                  try await transaction.query(
                    """
                    select due_at(p) as due_at, is_overdue(p) as overdue
                    from jsonb_populate_record(null::promises, jsonb_build_object(
                      'state', \(state.rawValue), 'live_due_at', \(liveDueAt)::timestamptz,
                      'first_due_at', \(firstDueAt)::timestamptz,
                      'deferred_to', \(deferredTo)::timestamptz)) p
                    """
                  ).first)
                #expect(try row["due_at"] == promise.dueAt(at: now), "\(promise)")
                #expect(try row["overdue"] == promise.isOverdue(at: now), "\(promise)")
              }
            }
          }
        }
      }
    }
  }

  @Test("`outcome_of` gives every question an outcome, by what was said before what is owed")
  func outcomes() async throws {
    try await TestDatabase.migrated { store in
      for state in Question.State.allCases {
        for promise in [nil] + Promise.State.allCases.map(Optional.some) {
          for answer in [nil] + Answer.Kind.allCases.map(Optional.some) {
            let outcome: String = try await store.value(
              "select outcome_of(\(state.rawValue), \(promise?.rawValue), \(answer?.rawValue)) as value")
            let expected =
              if [.merged, .rejected, .withdrawn].contains(state) {
                state.rawValue
              } else if promise == .kept || answer?.isJudged == true {
                "answered"
              } else if promise == .declined || answer == .declined {
                "declined"
              } else if state == .hidden, promise != .owed {
                "rejected"
              } else {
                "expired"
              }
            #expect(outcome == expected, "\(state) \(promise as Any) \(answer as Any)")
          }
        }
      }
    }
  }

  @Test("`iso` gives a time in UTC, to the second")
  func iso() async throws {
    try await TestDatabase.migrated { store in
      let text: String = try await store.value("select iso(\(now + 0.75)) as value")
      #expect(text == "2017-06-13T08:00:00Z")
    }
  }
}
