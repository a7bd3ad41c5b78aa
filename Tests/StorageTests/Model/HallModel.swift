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
    var metAt: Date
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
    /// When three others had signed.
    var lockedAt: Date?
    var isApproved = false
    var reporters: Set<Attendee.ID> = []
    var decisions: [Decided] = []
    var owed: Owed?
    /// Which answer stands, among `answers`.
    var answer: Int?
    var verdicts: [Attendee.ID: Judged] = [:]

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

  /// Every answer that was given, also those taken back.
  var answers: [Given] = []

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
    lock(ids)
    latch(ids)
  }

  /// The wording stands for good once three others have signed.
  mutating func lock(_ ids: some Sequence<Petitions.Question.ID>) {
    for id in Set(ids) where others(id) >= Publication.othersThatVouch && questions[id]?.lockedAt == nil {
      questions[id]?.lockedAt = now
    }
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
      promise.state = Self.promiseState(after: answerKind(id))
      questions[id]?.owed = Owed(
        promise: promise, threshold: threshold, metAt: now,
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
          && (signer.via.map { counts($0, for: id) } ?? true)
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

  /// Whether a question merged into another counts for it, or for what counts for that.
  private func counts(_ merged: Petitions.Question.ID, for id: Petitions.Question.ID) -> Bool {
    guard let survivor = questions[merged]?.survivor else { return false }
    return survivor == id || survivor == questions[id]?.survivor
  }
}
