public import API
public import Storage

extension API.Snapshot {
  public init(_ snapshot: SessionSnapshot, in summit: SummitRecord) {
    func live(_ petition: QuestionRecord) -> LiveQuestion {
      // Whoever highlights a question has looked at it.
      LiveQuestion(API.Question(petition, in: summit), wall: petition.isForWall || petition.isHighlighted)
    }
    self.init(
      version: Int(snapshot.version), session: snapshot.slug,
      about: API.Session.about(
        snapshot.title, in: snapshot.room, by: snapshot.speakers,
        Timestamp(snapshot.startsAt, in: summit.zone), Timestamp(snapshot.endsAt, in: summit.zone)),
      startsAt: Timestamp(snapshot.startsAt, in: summit.zone),
      endsAt: Timestamp(snapshot.endsAt, in: summit.zone),
      cancelled: snapshot.isCancelled, box: snapshot.box,
      threshold: snapshot.threshold, closesAt: snapshot.closesAt.map { Timestamp($0, in: summit.zone) },
      attendees: snapshot.attendees, total: snapshot.published, highlighted: snapshot.highlighted.map(live),
      questions: snapshot.top.map(live), head: snapshot.head.map(API.LedgerHead.init))
  }
}
