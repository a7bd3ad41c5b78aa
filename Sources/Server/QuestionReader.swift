internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// The questions put to one addressee, as this reader of a page sees them.
@Loop struct QuestionReader {
  let services: Services
  let request: Request
  let summit: SummitRecord
  let scope: PetitionScope

  /// Whose cookie it is, where it still speaks for somebody.
  func attendee() async throws -> AttendeeIdentity? {
    guard let me = services.cookieHolder(request, summit),
      try await services.store.attendee(me.id, generation: me.generation, in: summit.id) != nil
    else { return nil }
    return me
  }

  /// What the reader asked, in whatever state.
  func mine(_ me: AttendeeIdentity?) async throws -> [API.Question] {
    guard let me else { return [] }
    let petitions = try await services.store.petitions(by: me.id, of: scope, in: summit.id)
    let stances = try await stances(on: petitions.map(\.id), by: me)
    var questions: [API.Question] = []
    for petition in petitions {
      var question = API.Question(petition, in: summit)
      (question.mine, question.upvoted) = (true, stances.upvoted.contains(petition.id))
      question.verdict = stances.verdicts[petition.id]
      question.disclose(petition, in: summit)
      question.receipt = services.receipt(of: petition)
      try await services.follow(petition, with: &question, in: summit)
      questions.append(question)
    }
    return questions
  }

  /// Published ones.
  func list(
    _ order: PetitionOrder, _ limit: Int, _ me: AttendeeIdentity?
  ) async throws -> [API.Question] {
    let list = try await services.live.questions(
      of: scope, in: summit, order: order, limit: limit, after: nil)
    guard let me else { return list.questions }
    let stances = try await stances(on: list.ids, by: me)
    return list.questions(for: me.id, upvoted: stances.upvoted, verdicts: stances.verdicts)
  }

  private func stances(
    on questions: [Petitions.Question.ID], by me: AttendeeIdentity
  ) async throws -> Stances {
    try await services.store.stances(
      among: questions, by: me.id, generation: me.generation, in: summit.id) ?? Stances()
  }
}
