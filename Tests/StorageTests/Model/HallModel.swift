import Foundation
import Petitions
import Storage

/// A summit as the rules alone would have it: plain values, decided by `Petitions`, to which PostgreSQL is held.
struct HallModel {
  struct Session: Equatable {
    var times: BoxTimes
    var startsAt: Date
    var endsAt: Date
    var threshold: Int?
    var moderation: Moderation
  }

  /// `via`: the merged question on which it was given.
  struct Signature: Hashable {
    var person: Attendee.ID
    var via: Petitions.Question.ID?
  }

  /// A promise, and who carried the question past its threshold.
  struct Owed: Equatable {
    var promise: Promise
    var threshold: Int
    var signers: Set<Signature>
  }

  struct Decided: Equatable {
    var decision: Curation.Decision
    var wasApproved: Bool
    var isTakenBack = false
  }

  struct Question: Equatable {
    var author: Attendee.ID
    var session: Petitions.Session.ID
    var askedAt: Date
    var standing: Petitions.Question.Standing
    /// Not nil while merged; `standing` is where it stood before.
    var survivor: Petitions.Question.ID?
    var signatures: Set<Signature> = []
    var isLocked = false
    var isApproved = false
    var reporters: Set<Attendee.ID> = []
    var decisions: [Decided] = []
    var owed: Owed?
    var answer: Answer.Kind?
    var verdicts: [Attendee.ID: Bool] = [:]

    var state: Petitions.Question.State { survivor == nil ? standing.state : .merged }
    var hold: Petitions.Question.Hold? { survivor == nil ? standing.hold : nil }
    var isPromised: Bool { owed.map { $0.promise.state != .void } ?? false }
  }

  static let answerPeriodDays = 14

  var now: Date
  var sessions: [Petitions.Session.ID: Session] = [:]
  var quarantined: Set<Attendee.ID> = []
  var questions: [Petitions.Question.ID: Question] = [:]
  var merges: [Merging] = []

  /// A merge that stands.
  struct Merging: Equatable {
    var question: Petitions.Question.ID
    var survivor: Petitions.Question.ID
    var carried: [Petitions.Question.ID]
    /// What the survivor owed before, where the question merged was owed an answer sooner.
    var survivorPromise: Promise?
  }

  // MARK: Counting

  func people(_ id: Petitions.Question.ID) -> Set<Attendee.ID> {
    Set(questions[id]?.signatures.map(\.person) ?? []).subtracting(quarantined)
  }

  func others(_ id: Petitions.Question.ID) -> Int {
    people(id).count { $0 != questions[id]?.author }
  }

  func reports(_ id: Petitions.Question.ID) -> Int {
    questions[id]?.reporters.count { !quarantined.contains($0) } ?? 0
  }

  /// The question that counts for it.
  func counting(_ id: Petitions.Question.ID) -> Petitions.Question.ID { questions[id]?.survivor ?? id }

  func threshold(of id: Petitions.Question.ID) -> Int? {
    questions[id].flatMap { sessions[$0.session]?.threshold }
  }

  /// What stands at the end of every act that changes who counts.
  mutating func settle(_ ids: some Sequence<Petitions.Question.ID>) {
    for id in Set(ids) where others(id) >= Publication.othersThatVouch { questions[id]?.isLocked = true }
    latch(ids)
  }

  /// Makes promises, once each; of a void one, anew.
  mutating func latch(_ ids: some Sequence<Petitions.Question.ID>) {
    for id in Set(ids.map(counting)) {
      guard let question = questions[id], question.state == .published, !question.isPromised,
        let session = sessions[question.session], let threshold = session.threshold,
        people(id).count >= threshold
      else { continue }
      var promise = Promise(
        metAt: now, sessionEndsAt: session.endsAt, answerPeriodDays: Self.answerPeriodDays)
      switch question.answer {
      case .live, .written: promise.state = .kept
      case .declined: promise.state = .declined
      case .deferred, nil: break
      }
      questions[id]?.owed = Owed(
        promise: promise, threshold: threshold,
        signers: question.signatures.filter { !quarantined.contains($0.person) })
    }
  }

  /// Promises reached only through people who count no more are void, and owed again when they do.
  mutating func reviewPromises(_ ids: some Sequence<Petitions.Question.ID>) {
    for id in Set(ids) {
      guard let owed = questions[id]?.owed, let now = threshold(of: id) else { continue }
      let threshold = min(owed.threshold, now)
      let carriers = owed.signers.filter { signer in
        !quarantined.contains(signer.person)
          && (signer.via.map { questions[$0]?.survivor == id } ?? true)
      }
      let carried = Set(carriers.map(\.person)).count
      if owed.promise.state == .owed,
        !Promise.stands(carriedBy: carried, signedNow: people(id).count, threshold: threshold)
      {
        questions[id]?.owed?.promise.state = .void
      } else if owed.promise.state == .void,
        Promise.stands(carriedBy: carried, signedNow: 0, threshold: threshold)
      {
        questions[id]?.owed?.promise.state = .owed
      }
    }
  }
}
