import Foundation
import Petitions
import Testing

@Suite("Publication", .timeLimit(.minutes(5)))
struct PublicationTests {
  @Test("a question to an open session is public at once, unless its name looks like a speaker's")
  func open() {
    #expect(Publication.standing(ofNew: .open, nameMatches: false) == .published)
    #expect(Publication.standing(ofNew: .open, nameMatches: true) == .pending(.name))
  }

  @Test("in a reviewed session questions and edits wait", arguments: [true, false])
  func reviewed(nameMatches: Bool) {
    #expect(Publication.standing(ofNew: .reviewed, nameMatches: nameMatches) == .pending(.review))
    #expect(
      Publication.standing(ofEdited: .published, hold: nil, moderation: .reviewed, nameMatches: nameMatches)
        == .pending(.edit))
  }

  @Test("an edit frees a question held for its name, not one held for reports")
  func edited() {
    func standing(_ state: Question.State, _ hold: Question.Hold?, _ matches: Bool) -> Question.Standing {
      Publication.standing(ofEdited: state, hold: hold, moderation: .open, nameMatches: matches)
    }
    #expect(standing(.published, nil, false) == .published)
    #expect(standing(.published, nil, true) == .pending(.name))
    #expect(standing(.pending, .name, false) == .published)
    #expect(standing(.pending, .reports, false) == .pending(.reports))
    #expect(standing(.rejected, nil, false) == .pending(.edit))
  }

  @Test("five reports hold what no person approved and nobody is owed an answer to")
  func reports() {
    func holds(
      _ reports: Int, _ state: Question.State = .published, approved: Bool = false, promised: Bool = false
    ) -> Bool {
      Publication.holds(reports: reports, upvotes: 1, state: state, approved: approved, promised: promised)
    }
    #expect(!holds(4))
    #expect(holds(5))
    #expect(!holds(9, approved: true))
    #expect(!holds(9, promised: true))
    #expect(!holds(9, .pending))
  }

  @Test("what many signed takes more reports: one for ten", arguments: [(1, 5), (50, 5), (51, 6), (200, 20)])
  func reportsForMany(upvotes: Int, needed: Int) {
    #expect(Reports.holding(upvotes: upvotes) == needed)
  }

  @Test("a report counts from somebody with a badge, or who has been in the room for three minutes")
  func present() {
    let now = Date(timeIntervalSince1970: 1_497_340_800)
    #expect(Reports.count(hasBadge: true, arrivedAt: nil, at: now))
    #expect(!Reports.count(hasBadge: false, arrivedAt: nil, at: now))
    #expect(!Reports.count(hasBadge: false, arrivedAt: now - 179, at: now))
    #expect(Reports.count(hasBadge: false, arrivedAt: now - 180, at: now))
  }
}

@Suite("Authorship", .timeLimit(.minutes(5)))
struct AuthorshipTests {
  private func author(
    _ state: Question.State = .published, locked: Bool = false, latched: Bool = false,
    reason: Curation.Reason? = nil
  ) -> Authorship {
    Authorship(state: state, wordingLocked: locked, promiseLatched: latched, rejectedFor: reason)
  }

  @Test("an author may edit until three others have upvoted")
  func editing() {
    #expect(throws: Never.self) { try author().checkEditing() }
    #expect(throws: Never.self) { try author(.pending).checkEditing() }
    #expect(throws: Refusal.wordingLocked) { try author(locked: true).checkEditing() }
    #expect(throws: Refusal.promiseLatched) { try author(latched: true).checkEditing() }
  }

  @Test("what was turned down as unclear may be rewritten, nothing else that is not public")
  func rewriting() {
    #expect(throws: Never.self) { try author(.rejected, reason: .unclear).checkEditing() }
    #expect(throws: Refusal.questionNotPublished) {
      try author(.rejected, reason: .offensive).checkEditing()
    }
    for state in [Question.State.hidden, .merged, .withdrawn] {
      #expect(throws: Refusal.questionNotPublished) { try author(state).checkEditing() }
    }
  }

  @Test("an author may withdraw until a promise is latched, locked wording or not")
  func withdrawing() {
    #expect(throws: Never.self) { try author(locked: true).checkWithdrawing() }
    #expect(throws: Refusal.promiseLatched) { try author(latched: true).checkWithdrawing() }
    #expect(throws: Refusal.questionNotPublished) { try author(.withdrawn).checkWithdrawing() }
  }

  @Test("a closed summit changes nothing any more")
  func closed() {
    let closed = Authorship(
      state: .published, wordingLocked: false, promiseLatched: false, summitClosed: true)
    #expect(throws: Refusal.summitClosed) { try closed.checkEditing() }
    #expect(throws: Refusal.summitClosed) { try closed.checkWithdrawing() }
  }
}

@Suite("Curation", .timeLimit(.minutes(5)))
struct CurationTests {
  private static let standings: [Question.Standing] = [
    .pending(.review), .published, .rejected, .hidden, .withdrawn,
  ]

  @Test("rejecting and hiding need a reason", arguments: Curation.Action.allCases)
  func reasons(action: Curation.Action) {
    #expect(action.needsReason == (action == .reject || action == .hide))
  }

  @Test(
    "each action is allowed where it means something",
    arguments: [
      (Curation.Action.approve, [true, true, false, false, false]),
      (.reject, [true, false, false, false, false]),
      (.hide, [true, true, false, false, false]),
      (.correct, [true, true, false, false, false]),
      (.highlight, [false, true, false, false, false]),
      (.unhighlight, [true, true, true, true, true]),
    ])
  func allowed(action: Curation.Action, expected: [Bool]) {
    let allowed = Self.standings.map {
      (try? Curation.standing(after: action, of: $0, promiseLatched: false, last: nil)) != nil
    }
    #expect(allowed == expected)
  }

  @Test("restoring takes the last decision back")
  func restoring() throws {
    for before in Self.standings.prefix(2) {
      let last = Curation.Decision(action: .hide, before: before)
      #expect(
        try Curation.standing(after: .restore, of: .hidden, promiseLatched: true, last: last) == before)
    }
    #expect(throws: Refusal.nothingToRestore) {
      try Curation.standing(after: .restore, of: .published, promiseLatched: false, last: nil)
    }
    #expect(throws: Refusal.stateForbids) {
      try Curation.standing(
        after: .restore, of: .withdrawn, promiseLatched: false,
        last: Curation.Decision(action: .approve, before: .pending(.review)))
    }
  }

  @Test("un-approving never hides a promise, and a debt is not turned down")
  func promises() {
    let approval = Curation.Decision(action: .approve, before: .pending(.review))
    #expect(throws: Refusal.promiseLatched) {
      try Curation.standing(after: .restore, of: .published, promiseLatched: true, last: approval)
    }
    #expect(throws: Refusal.promiseLatched) {
      try Curation.standing(after: .reject, of: .pending(.reports), promiseLatched: true, last: nil)
    }
  }

  @Test("the ledger withholds offensive and personal texts")
  func texts() {
    #expect(
      Set(Curation.Reason.allCases.filter { !$0.tellsText }) == [.offensive, .personal])
  }
}
