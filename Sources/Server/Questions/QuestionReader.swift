internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The questions put to one addressee, as this reader of a page sees them.
@Loop struct QuestionReader {
  let services: Services
  let request: Request
  let summit: SummitRecord
  let scope: QuestionScope

  func attendee() async throws -> AttendeeIdentity? { try await services.reader(of: request, in: summit) }

  /// What the reader asked, in whatever state.
  func mine(_ me: AttendeeIdentity?) async throws -> [API.Question] {
    guard let me else { return [] }
    let petitions = try await services.store.petitions(by: me.id, of: scope, in: summit.id)
    let ownVotes = try await ownVotes(on: petitions.map(\.id), by: me)
    var questions: [API.Question] = []
    for petition in petitions {
      var question = API.Question(whole: petition, in: summit)
      (question.mine, question.upvoted) = (true, ownVotes.upvoted.contains(petition.id))
      question.verdict = ownVotes.verdicts[petition.id]
      question.disclose(petition, in: summit)
      question.receipt = services.receipt(of: petition)
      try await services.follow(petition, with: &question, in: summit)
      questions.append(question)
    }
    return questions
  }

  /// What the page of an addressee shows, which of it is marked as fresh, and where the list goes on.
  struct Shown {
    var questions: [API.Question]
    var fresh: Set<String> = []
    var next: String?
  }

  /// So many at most, but of the reader's own; and so many on each page behind the first.
  private nonisolated static let most = 50
  private nonisolated static let mostFurther = 100
  /// Seconds for which a question is marked as fresh.
  private nonisolated static let freshness: Double = 10 * 60

  /// The questions of a view. The first page of the first view keeps places for fresh ones (rule 12) while upvotes count.
  /// Throws what is no place in that list.
  func shown(
    _ view: QuestionFrame.View, _ words: String?, _ me: AttendeeIdentity?, mine: [API.Question],
    takesUpvotes: Bool
  ) async throws -> Shown {
    let order: QuestionOrder = view == .new ? .new : .top
    let after = view.isPersonal ? nil : try services.cursor(request, order, in: summit)
    return switch view {
    case .signed: Shown(questions: try await signed(me))
    case .mine: Shown(questions: mine)
    case .owed: try await found(.init(words: words, reply: .owed), order, me, after)
    case .answered: try await found(.init(words: words, reply: .answered), order, me, after)
    case .top where words != nil, .new where words != nil:
      try await found(.init(words: words), order, me, after)
    case .top where takesUpvotes && after == nil:
      try mixed(try await list(.top, me), try await list(.new, me), me)
    case .top, .new: try await list(order, me, after)
    }
  }

  /// What goes on behind the last of those with the most upvotes that none is missing before: fresh ones took places.
  private func mixed(_ top: Shown, _ new: Shown, _ me: AttendeeIdentity?) throws -> Shown {
    var shown = Self.mixed(
      top.questions, new.questions, MixedOrder(reader: me?.id.rawValue ?? 0, now: Date()))
    let ids = Set(shown.questions.map(\.id))
    let whole = top.questions.prefix { ids.contains($0.id) }
    if whole.count == top.questions.count {
      shown.next = top.next
    } else if let last = whole.last, let id = Petitions.Question.ID(last.id) {
      shown.next = services.sealed(QuestionCursor(after: id, upvotes: last.upvotes), in: summit)
    }
    return shown
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
    _ order: QuestionOrder, _ me: AttendeeIdentity?, _ after: QuestionCursor? = nil
  ) async throws -> Shown {
    let list = try await services.live.questions(
      of: scope, in: summit, for: me?.id, order: order, limit: after == nil ? Self.most : Self.mostFurther,
      after: after)
    guard let me else { return Shown(questions: list.questions, next: list.next) }
    let ownVotes = try await ownVotes(on: list.ids, by: me)
    return Shown(
      questions: list.questions(for: me.id, upvoted: ownVotes.upvoted, verdicts: ownVotes.verdicts),
      next: list.next)
  }

  /// What is searched for among the published ones.
  private func found(
    _ search: QuestionSearch, _ order: QuestionOrder, _ me: AttendeeIdentity?, _ after: QuestionCursor?
  ) async throws -> Shown {
    let page = try await services.live.found(
      search, of: scope, in: summit, for: me?.id, order: order,
      limit: after == nil ? Self.most : Self.mostFurther, after: after)
    let petitions = page.petitions
    let ownVotes = if let me { try await ownVotes(on: petitions.map(\.id), by: me) } else { OwnVotes() }
    let questions = petitions.map { petition in
      var question = API.Question(petition, in: summit)
      question.upvoted = ownVotes.upvoted.contains(petition.id)
      question.verdict = ownVotes.verdicts[petition.id]
      if let me, petition.author == me.id { question.mine = true }
      return question
    }
    return Shown(questions: questions, next: page.next.map { services.sealed($0, in: summit) })
  }

  /// What the reader signed, and others asked.
  private func signed(_ me: AttendeeIdentity?) async throws -> [API.Question] {
    guard let me else { return [] }
    let petitions = try await services.store.petitions(
      signedBy: me.id, of: scope, in: summit.id, limit: 2 * Self.most)
    return try await services.questions(petitions, for: .attendee(me), in: summit)
  }

  private func ownVotes(
    on questions: [Petitions.Question.ID], by me: AttendeeIdentity
  ) async throws -> OwnVotes {
    try await services.store.ownVotes(
      among: questions, by: me.id, generation: me.generation, in: summit.id) ?? OwnVotes()
  }
}
