/// The `snapshot` event of `…/sessions/{session}/live`: the whole state of a session, for every screen and phone.
public struct Snapshot: Codable, Sendable {
  public var version: Int
  public var session: String
  /// Of the session's title, room, speakers and times: another with every change of one of them.
  public var about: String
  /// Of the session; organizers move them while it runs.
  public var startsAt: Timestamp
  public var endsAt: Timestamp
  /// No longer in the programme.
  public var cancelled: Bool
  public var box: Box
  @OrNull public var threshold: Int?
  /// When the open box closes by itself.
  @OrNull public var closesAt: Timestamp?
  /// Checked in now.
  public var attendees: Int
  /// Published questions, of which `questions` are the top.
  public var total: Int
  @OrNull public var highlighted: LiveQuestion?
  /// The twenty with the most upvotes.
  public var questions: [LiveQuestion]
  /// Of the summit's ledger.
  @OrNull public var head: LedgerHead?

  public init(
    version: Int, session: String, about: String = "", startsAt: Timestamp, endsAt: Timestamp,
    cancelled: Bool = false,
    box: Box,
    threshold: Int?, closesAt: Timestamp?, attendees: Int, total: Int, highlighted: LiveQuestion?,
    questions: [LiveQuestion], head: LedgerHead? = nil
  ) {
    (self.version, self.session, self.about, self.box) = (version, session, about, box)
    (self.startsAt, self.endsAt, self.cancelled) = (startsAt, endsAt, cancelled)
    (self.threshold, self.closesAt) = (threshold, closesAt)
    (self.attendees, self.total) = (attendees, total)
    (self.highlighted, self.questions, self.head) = (highlighted, questions, head)
  }
}

/// A question as a snapshot shows it: without `upvoted`, since the event is nobody's in particular.
public struct LiveQuestion: Codable, Hashable, Sendable {
  public var id: String
  public var number: Int
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  public var text: String
  @OrNull public var name: String?
  public var nameVerified: Bool
  @OrNull public var translation: Translation?
  public var state: Question.State
  public var upvotes: Int
  @OrNull public var threshold: Int?
  @OrNull public var promise: Promise?
  @OrNull public var answer: Answer?
  @OrNull public var verdicts: Verdicts?
  @OrNull public var outcome: Question.Outcome?
  public var askedAt: Timestamp
  @OrNull public var editedAt: Timestamp?
  public var corrected: Bool
  public var highlighted: Bool
  /// Whether the wall may show it: a person approved it, or three others upvoted it (rule 2).
  public var wall: Bool

  public init(_ question: Question, wall: Bool) {
    (id, number, session) = (question.id, question.number, question.session)
    (organisation, text, name) = (question.organisation, question.text, question.name)
    (state, upvotes, threshold) = (question.state, question.upvotes, question.threshold)
    (promise, answer, outcome) = (question.promise, question.answer, question.outcome)
    (askedAt, editedAt, corrected) = (question.askedAt, question.editedAt, question.corrected)
    (nameVerified, translation, verdicts) = (question.nameVerified, question.translation, question.verdicts)
    (highlighted, self.wall) = (question.highlighted, wall)
  }
}
