/// `POST …/quarantines`: these people, or those of a burst or who reported a question and still count, count no more.
public struct NewQuarantine: RequestBody {
  public var attendees: [String]?
  /// The id of a burst (`GET …/attendees/bursts`).
  public var burst: String?
  /// The id of a question: whoever reported it.
  public var reportersOf: String?
  public var reason: Quarantine.Reason
  /// For organizers alone.
  public var note: String?
  /// Shows what it would do, and changes nothing.
  public var dryRun: Bool?
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case attendees, burst, reportersOf, reason, note, dryRun
  }
  public init(
    attendees: [String]? = nil, burst: String? = nil, reportersOf: String? = nil, reason: Quarantine.Reason,
    note: String? = nil, dryRun: Bool? = nil
  ) {
    (self.attendees, self.burst, self.reportersOf) = (attendees, burst, reportersOf)
    (self.reason, self.note, self.dryRun) = (reason, note, dryRun)
  }
}

/// `POST …/releases`: these people count again.
public struct NewRelease: RequestBody {
  public var attendees: [String]
  public var dryRun: Bool?
  public enum CodingKeys: String, CodingKey, CaseIterable { case attendees, dryRun }
  public init(attendees: [String], dryRun: Bool? = nil) {
    (self.attendees, self.dryRun) = (attendees, dryRun)
  }
}

/// What quarantining or releasing people did, or would do.
public struct QuarantineReport: Codable, Sendable {
  /// Of the quarantine; null where it was none, or several.
  @OrNull public var id: String?
  public var dryRun: Bool
  public var attendees: [String]
  /// For whom it was so already.
  public var unchanged: [String]
  public var questions: [CountedQuestion]
  public init(
    id: String?, dryRun: Bool, attendees: [String], unchanged: [String], questions: [CountedQuestion]
  ) {
    (self.id, self.dryRun, self.attendees) = (id, dryRun, attendees)
    (self.unchanged, self.questions) = (unchanged, questions)
  }
}

/// A question whose people are counted anew.
public struct CountedQuestion: Codable, Hashable, Sendable {
  /// A value before and after.
  public struct Shift<Value: Word>: Codable, Hashable, Sendable {
    @OrNull public var before: Value?
    @OrNull public var after: Value?
    public init(before: Value?, after: Value?) { (self.before, self.after) = (before, after) }
    public var changes: Bool { before != after }
  }

  public var id: String
  public var number: Int
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  /// Before, and counted anew.
  public var upvotes: Int
  public var counted: Int
  public var state: Shift<Question.State>
  /// The promise's state; null where there is none.
  public var promise: Shift<Promise.State>
  public init(
    id: String, number: Int, session: String?, organisation: String?, upvotes: Int, counted: Int,
    state: Shift<Question.State>, promise: Shift<Promise.State>
  ) {
    (self.id, self.number, self.session, self.organisation) = (id, number, session, organisation)
    (self.upvotes, self.counted, self.state, self.promise) = (upvotes, counted, state, promise)
  }
}

public struct QuarantineList: Codable, Sendable {
  public var quarantines: [QuarantineEntry]
  @OrNull public var next: String?
  public init(quarantines: [QuarantineEntry], next: String? = nil) {
    (self.quarantines, self.next) = (quarantines, next)
  }
}

public struct QuarantineEntry: Codable, Hashable, Sendable {
  public var id: String
  public var reason: Quarantine.Reason
  @OrNull public var note: String?
  /// The server decided by itself, as the summit wanted it.
  public var automatic: Bool
  public var at: Timestamp
  /// Whom it was about, and who of them still does not count.
  public var attendees: Int
  public var standing: Int
  public init(
    id: String, reason: Quarantine.Reason, note: String?, automatic: Bool, at: Timestamp, attendees: Int,
    standing: Int
  ) {
    (self.id, self.reason, self.note, self.automatic) = (id, reason, note, automatic)
    (self.at, self.attendees, self.standing) = (at, attendees, standing)
  }
}

public struct AttendeeList: Codable, Sendable {
  public var attendees: [AttendeeEntry]
  @OrNull public var next: String?
  public init(attendees: [AttendeeEntry], next: String?) { (self.attendees, self.next) = (attendees, next) }
}

/// A person as organizers see them: what they did, never who they are.
public struct AttendeeEntry: Codable, Hashable, Sendable {
  public struct Quarantined: Codable, Hashable, Sendable {
    public var quarantine: String
    public var reason: Quarantine.Reason
    public var at: Timestamp
    public init(quarantine: String, reason: Quarantine.Reason, at: Timestamp) {
      (self.quarantine, self.reason, self.at) = (quarantine, reason, at)
    }
  }

  public var id: String
  public var joinedAt: Timestamp
  public var badge: Bool
  public var questions: Int
  public var upvotes: Int
  public var reports: Int
  /// Sessions whose page they opened.
  public var sessions: Int
  /// Erased by themselves, or unlinked when their time was over.
  public var erased: Bool
  @OrNull public var quarantined: Quarantined?
  public init(
    id: String, joinedAt: Timestamp, badge: Bool, questions: Int, upvotes: Int, reports: Int, sessions: Int,
    erased: Bool, quarantined: Quarantined?
  ) {
    (self.id, self.joinedAt, self.badge, self.questions) = (id, joinedAt, badge, questions)
    (self.upvotes, self.reports, self.sessions) = (upvotes, reports, sessions)
    (self.erased, self.quarantined) = (erased, quarantined)
  }
}

public struct BurstList: Codable, Sendable {
  public var bursts: [BurstEntry]
  @OrNull public var next: String?
  public init(bursts: [BurstEntry], next: String? = nil) { (self.bursts, self.next) = (bursts, next) }
}

/// People who came one right after the other and signed the same question at once.
public struct BurstEntry: Codable, Hashable, Sendable {
  /// The same while the burst goes on.
  public var id: String
  public var question: String
  public var number: Int
  @OrNull public var session: String?
  /// When the first and the last joined.
  public var from: Timestamp
  public var until: Timestamp
  /// The earliest first; and how many of them still count.
  public var attendees: [String]
  public var counting: Int
  /// Stuffing, and what makes it look like that, in words.
  public var reason: Quarantine.Reason
  public var because: String
  public init(
    id: String, question: String, number: Int, session: String?, from: Timestamp, until: Timestamp,
    attendees: [String], counting: Int, reason: Quarantine.Reason, because: String
  ) {
    (self.id, self.question, self.number, self.session) = (id, question, number, session)
    (self.from, self.until, self.attendees, self.counting) = (from, until, attendees, counting)
    (self.reason, self.because) = (reason, because)
  }
}

/// `POST …/attendees/{attendee}/curation`: one decision about all that a person asked.
public struct BulkChange: RequestBody {
  public enum Action: String, Word {
    /// What waits is turned down, what is public hidden.
    case reject
    /// Takes the last such decision back.
    case restore
    /// Takes the caller's own last back.
    case undo
  }

  public var action: Action
  public var reason: Curation.Reason?
  /// To the author alone.
  public var note: String?
  public var dryRun: Bool?
  public enum CodingKeys: String, CodingKey, CaseIterable { case action, reason, note, dryRun }
  public init(action: Action, reason: Curation.Reason? = nil, note: String? = nil, dryRun: Bool? = nil) {
    (self.action, self.reason, self.note, self.dryRun) = (action, reason, note, dryRun)
  }
}

/// What such a decision did, or would do.
public struct BulkReport: Codable, Sendable {
  public struct Decision: Codable, Hashable, Sendable {
    public var id: String
    public var number: Int
    @OrNull public var session: String?
    @OrNull public var organisation: String?
    public var before: Question.State
    public var after: Question.State
    /// An answer is owed: it is hidden at most, and stays on the board.
    public var promised: Bool
    public init(
      id: String, number: Int, session: String?, organisation: String?, before: Question.State,
      after: Question.State, promised: Bool
    ) {
      (self.id, self.number, self.session, self.organisation) = (id, number, session, organisation)
      (self.before, self.after, self.promised) = (before, after, promised)
    }
  }

  public var attendee: String
  public var action: BulkChange.Action
  public var dryRun: Bool
  public var questions: [Decision]
  public init(attendee: String, action: BulkChange.Action, dryRun: Bool, questions: [Decision]) {
    (self.attendee, self.action) = (attendee, action)
    (self.dryRun, self.questions) = (dryRun, questions)
  }
}
