public import API
public import Petitions
public import Storage

extension AttendeeEntry {
  public init(_ summary: AttendeeSummary, in summit: SummitRecord) {
    self.init(
      id: summary.id.description, joinedAt: Timestamp(summary.joinedAt, in: summit.zone),
      badge: summary.hasBadge, questions: summary.questions, upvotes: summary.upvotes,
      reports: summary.reports, sessions: summary.sessions, erased: summary.isErased,
      quarantined: summary.quarantined.map {
        Quarantined(
          quarantine: $0.by.description, reason: $0.reason, at: Timestamp($0.at, in: summit.zone))
      })
  }
}

extension BulkReport {
  public init(_ done: BulkCuration, of attendee: Attendee.ID, _ action: BulkChange.Action, dryRun: Bool) {
    self.init(
      attendee: attendee.description, action: action, dryRun: dryRun,
      questions: done.decisions.map {
        Decision(
          id: $0.question.description, number: $0.number, session: $0.session,
          organisation: $0.organisation, before: $0.before, after: $0.after,
          promised: $0.isPromised)
      })
  }
}
