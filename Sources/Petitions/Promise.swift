public import struct Foundation.Date

/// What a question past its threshold is owed, and until when (rule 6). Latched once: withdrawals do not undo it. What
/// becomes of it is decided in SQL (`Schema/Code/promises.sql`); the tests have the same rules as an oracle.
public struct Promise: Hashable, Sendable {
  public enum State: String, CaseIterable, Sendable {
    case owed, kept, declined
    /// Reached only through people who count no more.
    case void
  }

  /// Who owes the answer.
  public enum Debtor: String, CaseIterable, Sendable { case organizers, speakers, organisation }

  public var state: State
  /// The session's end, where the threshold was met before it: until then the answer may come live.
  public var liveDueAt: Date?
  /// By when it is due in writing. Lateness counts from here, also when the answer was put off.
  public var firstDueAt: Date
  /// To when it was put off, which is possible once.
  public var deferredTo: Date?

  public init(state: State = .owed, liveDueAt: Date?, firstDueAt: Date, deferredTo: Date? = nil) {
    (self.state, self.liveDueAt) = (state, liveDueAt)
    (self.firstDueAt, self.deferredTo) = (firstDueAt, deferredTo)
  }
}
