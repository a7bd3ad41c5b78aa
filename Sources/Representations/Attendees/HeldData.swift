public import API
public import Storage

extension API.HeldData {
  public init(_ held: Storage.HeldData, in summit: SummitRecord) {
    func signature(_ held: Storage.HeldData.Signature) -> Signature {
      Signature(
        question: held.question.description, number: held.number, session: held.session,
        at: Timestamp(held.at, in: summit.zone))
    }
    self.init(
      attendee: held.attendee.id.description, badge: held.attendee.hasBadge,
      joinedAt: Timestamp(held.attendee.joinedAt, in: summit.zone),
      questions: held.questions.map { petition in
        var question = API.Question(whole: petition, in: summit)
        question.disclose(petition, in: summit)
        question.mine = true
        question.upvoted = held.upvotes.contains { $0.question == petition.id }
        question.verdict = held.verdicts.first { $0.question == petition.id }?.answered
        return question
      },
      upvotes: held.upvotes.map(signature), reports: held.reports.map(signature),
      verdicts: held.verdicts.map {
        Verdict(
          question: $0.question.description, number: $0.number, session: $0.session, answered: $0.answered,
          at: Timestamp($0.at, in: summit.zone))
      },
      attendances: held.attendances.map {
        Visit(
          session: $0.session, arrivedAt: Timestamp($0.arrivedAt, in: summit.zone),
          leftAt: $0.leftAt.map { Timestamp($0, in: summit.zone) })
      },
      feedback: held.ratings.map {
        Rating(
          session: $0.session, stars: $0.stars, comment: $0.comment, at: Timestamp($0.at, in: summit.zone))
      })
  }
}
