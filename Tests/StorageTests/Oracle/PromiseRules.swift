import Foundation
import Petitions

/// The rules of promises (rule 6) as the oracle of the tests: what SQL decides (`Schema/Code/promises.sql`) is compared
/// with it. Nothing else runs it.
extension Promise {
  /// Latched at `met`. `sessionEndsAt` is nil for what is asked of an organisation or the summit: they have no stage.
  init(metAt met: Date, sessionEndsAt: Date?, answerPeriodDays days: Int) {
    let live = sessionEndsAt.flatMap { $0 > met ? $0 : nil }
    self.init(liveDueAt: live, firstDueAt: (live ?? met).addingTimeInterval(Double(days) * Self.day))
  }

  private static let day: TimeInterval = 24 * 60 * 60

  /// By when an answer is due, as things stand.
  func dueAt(at now: Date) -> Date {
    if let deferredTo { return deferredTo }
    if let liveDueAt, liveDueAt > now { return liveDueAt }
    return firstDueAt
  }

  /// Whether it is late: it is owed, and the first date has passed, or the one that was given instead.
  func isOverdue(at now: Date) -> Bool {
    state == .owed && min(firstDueAt, deferredTo ?? firstDueAt) <= now
  }

  /// What a survivor owes after a question that is owed an answer too was merged into it: by the earlier of both dates,
  /// so that nobody waits longer for having been united.
  func united(with merged: Promise, at now: Date) -> Promise {
    guard state == .owed, merged.state == .owed else { return self }
    var united = self
    if let theirs = merged.liveDueAt, theirs > now { united.liveDueAt = min(theirs, liveDueAt ?? theirs) }
    united.firstDueAt = min(merged.firstDueAt, firstDueAt)
    return united
  }

  /// Carried over to another session, or with no `end` to an organisation or the summit: it may come live there while
  /// that is sooner than in writing. Lateness counts as before.
  func moved(toSessionEnding end: Date?, at now: Date) -> Promise {
    var moved = self
    moved.liveDueAt = end.flatMap { $0 > now && $0 < firstDueAt ? $0 : nil }
    return moved
  }

  /// Whether it stands when people stopped counting, by quarantine or by undoing a merge: as long as enough of those
  /// count who carried it past the threshold, or of those who sign now.
  static func stands(carriedBy: Int, signedNow: Int, threshold: Int) -> Bool {
    max(carriedBy, signedNow) >= threshold
  }
}
