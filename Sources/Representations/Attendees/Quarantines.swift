public import API
public import Storage

extension QuarantineReport {
  public init(_ outcome: QuarantineOutcome, dryRun: Bool) {
    self.init(
      // What was only tried has no id.
      id: dryRun ? nil : outcome.quarantine?.description, dryRun: dryRun,
      attendees: outcome.attendees.map(\.description), unchanged: outcome.unchanged.map(\.description),
      questions: outcome.questions.map(CountedQuestion.init))
  }
}

extension CountedQuestion {
  public init(_ change: CountChange) {
    self.init(
      id: change.question.description, number: change.number, session: change.session,
      organisation: change.organisation, upvotes: change.before.upvotes, counted: change.after.upvotes,
      state: Shift(before: change.before.state, after: change.after.state),
      promise: Shift(before: change.before.promise, after: change.after.promise))
  }
}

extension QuarantineEntry {
  public init(_ record: QuarantineRecord, in summit: SummitRecord) {
    self.init(
      id: record.id.description, reason: record.reason, note: record.note,
      automatic: record.isAutomatic, at: Timestamp(record.decidedAt, in: summit.zone),
      attendees: record.attendees, standing: record.standing)
  }
}
