internal import API
internal import EventLoop
internal import Foundation
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

  /// What the page of an addressee shows, and which of it is marked as fresh.
  struct Shown {
    var questions: [API.Question]
    var fresh: Set<String> = []
  }

  /// So many at most, but of the reader's own.
  private nonisolated static let most = 50
  /// Seconds for which a question is marked as fresh.
  private nonisolated static let freshness: Double = 10 * 60

  /// The questions of a view. The first view keeps places for fresh ones (rule 12) while upvotes count.
  func shown(
    _ view: QuestionFrame.View, _ words: String?, _ me: AttendeeIdentity?, mine: [API.Question],
    takesUpvotes: Bool
  ) async throws -> Shown {
    switch view {
    case .signed: Shown(questions: try await signed(me))
    case .owed: Shown(questions: try await found(.init(words: words, reply: .owed), .top, me))
    case .answered: Shown(questions: try await found(.init(words: words, reply: .answered), .top, me))
    case .top where words != nil: Shown(questions: try await found(.init(words: words), .top, me))
    case .new where words != nil: Shown(questions: try await found(.init(words: words), .new, me))
    case .mine: Shown(questions: mine)
    case .new: Shown(questions: try await list(.new, Self.most, me))
    case .top where takesUpvotes:
      Self.mixed(
        try await list(.top, Self.most, me), try await list(.new, Self.most, me),
        MixedOrder(reader: me?.id.rawValue ?? 0, now: Date()))
    case .top: Shown(questions: try await list(.top, Self.most, me))
    }
  }

  nonisolated static func mixed(_ top: [API.Question], _ new: [API.Question], _ order: MixedOrder) -> Shown {
    var questions: [Petitions.Question.ID: API.Question] = [:]
    for question in top + new {
      if let id = Petitions.Question.ID(question.id) { questions[id] = question }
    }
    let entries = questions.map { id, question in
      MixedOrder.Entry(
        id: id, askedAt: question.askedAt.date, upvotes: question.upvotes, isSigned: question.upvoted)
    }
    var shown = Shown(questions: [])
    for place in order.places(of: entries).prefix(most) {
      guard let question = questions[place.id] else { continue }
      shown.questions.append(question)
      if place.kind == .fresh, order.now.timeIntervalSince(question.askedAt.date) < freshness {
        shown.fresh.insert(question.id)
      }
    }
    return shown
  }

  /// Published ones.
  private func list(
    _ order: PetitionOrder, _ limit: Int, _ me: AttendeeIdentity?
  ) async throws -> [API.Question] {
    let list = try await services.live.questions(
      of: scope, in: summit, order: order, limit: limit, after: nil)
    guard let me else { return list.questions }
    let stances = try await stances(on: list.ids, by: me)
    return list.questions(for: me.id, upvoted: stances.upvoted, verdicts: stances.verdicts)
  }

  /// What is searched for among the published ones.
  private func found(
    _ search: PetitionSearch, _ order: PetitionOrder, _ me: AttendeeIdentity?
  ) async throws -> [API.Question] {
    let petitions = try await services.store.petitions(
      found: search, of: scope, in: summit.id, order: order, limit: Self.most)
    let stances = if let me { try await stances(on: petitions.map(\.id), by: me) } else { Stances() }
    return petitions.map { petition in
      var question = API.Question(petition, in: summit)
      question.upvoted = stances.upvoted.contains(petition.id)
      question.verdict = stances.verdicts[petition.id]
      if let me, petition.author == me.id { question.mine = true }
      return question
    }
  }

  /// What the reader signed, and others asked.
  private func signed(_ me: AttendeeIdentity?) async throws -> [API.Question] {
    guard let me else { return [] }
    let petitions = try await services.store.petitions(
      signedBy: me.id, of: scope, in: summit.id, limit: 2 * Self.most)
    return try await services.questions(petitions, for: .attendee(me), in: summit)
  }

  private func stances(
    on questions: [Petitions.Question.ID], by me: AttendeeIdentity
  ) async throws -> Stances {
    try await services.store.stances(
      among: questions, by: me.id, generation: me.generation, in: summit.id) ?? Stances()
  }
}
