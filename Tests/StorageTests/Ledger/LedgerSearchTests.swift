import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Searching the ledger", .timeLimit(.minutes(10)))
struct LedgerSearchTests {
  @Test("a number is looked for as a whole, a word also within another")
  func numbers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for text in ["Pourquoi 10 hôtesses sur 21 ?", "Que fera-t-on en 2017 ?", "Un budget de 1 million ?"] {
        _ = try await hall.ask(text, by: 0)
      }
      func found(_ text: String) async throws -> [Int] {
        try await store.questions(saying: text, in: hall.summit).map(\.number).sorted()
      }
      #expect(try await found("1") == [1, 3])
      #expect(try await found("21") == [1])
      #expect(try await found("201") == [])
      #expect(try await found("2017 fera") == [2])
      #expect(try await found("hote 10") == [1])
    }
  }

  @Test("of a long text the first ten words are looked for")
  func bound() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask("un deux trois quatre cinq six sept huit neuf dix ?", by: 0)
      let first = "Un deux UN trois quatre cinq six sept huit neuf dix"
      let all = try await store.questions(saying: first + " onze douze", in: hall.summit)
      #expect(all.map(\.id) == [question.id])
      let other = try await store.questions(saying: "onze " + first, in: hall.summit)
      #expect(other.isEmpty)
    }
  }

  @Test(
    "the entries of a question are those that name it, whatever digits others have, and are found by an index"
  )
  func entries() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      func record(_ details: String) async throws {
        _ = try await store.database.query(
          "select record(\(hall.summit), 'question.approved', \(details)::jsonb)")
      }
      try await record(#"{"question": 1}"#)
      try await record(#"{"question": 10, "into": 21, "digest": "a1b", "number": 1}"#)
      try await record(#"{"questions": [2, 1]}"#)
      try await record(#"{"questions": [11, 12]}"#)
      try await record(#"{"number": 1, "questions": 1, "session": "1", "threshold": 1}"#)
      let entries = try await store.ledger(of: hall.summit, about: Question.ID(rawValue: 1), limit: 10)
      #expect(entries.map(\.seq) == [3, 1])
      // What holds a number that is no question's, or a threshold's, names none.
      for (kind, names) in [("threshold.lowered", 0), ("question.moved", 1)] {
        let named: Int = try await store.value(
          """
          select cardinality(questions_named(jsonb_build_object('kind', \(kind), 'from', 7)::text)) as value
          """)
        #expect(named == names)
      }
    }
  }
}
