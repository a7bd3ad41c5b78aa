public import struct Foundation.Date

/// How a summit fares: what happened in each of some equal spans up to now, and what is so at this moment.
public struct SummitFigures: Sendable {
  /// When the last span ends, which is still running.
  public var end: Date
  /// Of each span, the oldest first.
  public var spans: [Span]
  /// Since when the question that waits longest for a person to look at it was asked; nil where none waits.
  public var waitsSince: Date?
  /// Who joined, and who is checked in to some session now.
  public var attendees: Int
  public var present: Int
  public var openBoxes: [OpenBox]
  public var owed: Int
  public var overdue: Int

  public struct Span: Hashable, Sendable {
    public var questions: Int
    public var upvotes: Int
    /// At its end, or now in the last one.
    public var attendees: Int
    public var waiting: Int

    public init(questions: Int, upvotes: Int, attendees: Int, waiting: Int) {
      (self.questions, self.upvotes, self.attendees, self.waiting) = (questions, upvotes, attendees, waiting)
    }
  }

  /// A box that takes questions or upvotes.
  public struct OpenBox: Hashable, Sendable {
    public var slug: String
    public var title: String
    /// Open or paused.
    public var box: Box
    public var present: Int
    public var questions: Int
    public var waiting: Int
    public var closesAt: Date?

    public init(
      slug: String, title: String, box: Box, present: Int, questions: Int, waiting: Int, closesAt: Date?
    ) {
      (self.slug, self.title, self.box) = (slug, title, box)
      (self.present, self.questions, self.waiting) = (present, questions, waiting)
      self.closesAt = closesAt
    }
  }

  public init(
    end: Date, spans: [Span], waitsSince: Date?, attendees: Int, present: Int, openBoxes: [OpenBox],
    owed: Int,
    overdue: Int
  ) {
    (self.end, self.spans, self.waitsSince) = (end, spans, waitsSince)
    (self.attendees, self.present, self.openBoxes) = (attendees, present, openBoxes)
    (self.owed, self.overdue) = (owed, overdue)
  }
}
