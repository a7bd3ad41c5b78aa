internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage
internal import Tokens

// What may be done to a question, for the API and for the pages alike.

extension Services {
  /// Asks, and gives the private code that follows the question.
  func ask(
    _ addressee: Asking.Addressee, by me: AttendeeIdentity, text: String, name: String?,
    key idempotencyKey: String?,
    in summit: SummitRecord
  ) async throws -> (QuestionRecord, receipt: String) {
    let asking = Asking(
      to: addressee, by: me.id, generation: me.generation, text: try questionText(text),
      name: try displayName(name), idempotencyKey: idempotencyKey)
    try limits.checkAsking(asking, by: me, in: summit)
    let write = try await store.ask(asking, in: summit.id)
    if write.changed { limits.pace.note(me, key: idempotencyKey) }
    changed(write)
    return (write.petition, receipt(of: write.petition))
  }

  func receipt(of petition: QuestionRecord) -> String {
    Receipt(summit: petition.summit.rawValue, question: petition.id.rawValue).text(signedWith: key)
  }

  /// Who acts as the author: by the attendee's token, or by the receipt of this very question.
  func author(_ caller: Caller, of question: Petitions.Question.ID) throws -> Author {
    switch caller {
    case .attendee(let me): return .attendee(me.id, generation: me.generation)
    case .holder(let held) where held == question: return .receipt
    case .holder: throw HTTPError(403, "forbidden", "This receipt is another question's.")
    case .stranger: throw Self.unauthorized("Join the summit, or use the question's receipt.")
    case .official:
      throw HTTPError(403, "forbidden", "Only its author may do this; curators say an action.")
    }
  }

  func edit(
    _ id: Petitions.Question.ID, by author: Author, _ change: QuestionChange, in summit: SummitRecord
  ) async throws -> QuestionWrite {
    let curators = [
      ("reason", change.reason?.rawValue), ("note", change.note), ("into", change.into), ("to", change.to),
      ("language", change.language), ("act", change.act), ("takesBack", change.takesBack),
    ]
    for (field, value) in curators where value != nil {
      throw HTTPError.broken("action_needed", field: field, "\(field) goes with a curator's action.")
    }
    let name: NameChange =
      switch change.name {
      case .absent: .keep
      case .null: .takeOff
      case .value(let text): try displayName(text).map(NameChange.show) ?? .takeOff
      }
    return try await store.edit(
      id, in: summit.id, by: author, text: change.text.map { text in try questionText(text) }, name: name)
  }

  func curate(
    _ id: Petitions.Question.ID, by caller: Caller, _ action: QuestionChange.Action, _ change: QuestionChange,
    in summit: SummitRecord, dryRun: Bool
  ) async throws -> QuestionWrite {
    let official =
      switch caller {
      case .official(let record): record
      case .stranger: throw Self.unauthorized("Sign in with an access token.")
      case .attendee, .holder: throw HTTPError(403, "forbidden", "Only organizers and moderators curate.")
      }
    guard case .decide(let action) = action else {
      return try await store.takeBack(
        ownAct(change), on: id, in: summit.id, by: official.id, dryRun: dryRun
      ) { petition in
        // The act is the caller's own; its question may have gone out of their reach.
        guard official.highlights(petition.session, in: summit.id) else { throw AccessTokenRecord.outOfReach }
      }
    }
    guard let petition = try await store.petition(id, in: summit.id) else {
      throw Petitions.Refusal.questionNotFound
    }
    let act = try await curatorAct(action, change, in: summit)
    try official.require(act, on: petition)
    return try await store.curate(id, in: summit.id, act, by: official.id, dryRun: dryRun) { petition in
      try official.require(act, on: petition)
    }
  }

  // MARK: Texts

  func questionText(_ text: String) throws -> QuestionText {
    do { return try QuestionText(text) } catch {
      throw HTTPError(error, field: "text", length: QuestionText.length)
    }
  }

  /// Nothing for a name that is empty.
  func displayName(_ text: String?) throws -> DisplayName? {
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
    do { return try DisplayName(text) } catch {
      throw HTTPError(error, field: "name", length: DisplayName.length)
    }
  }

  // MARK: Who sees what

  /// The question as the caller may see it; throws where it may not even be known.
  func question(_ petition: QuestionRecord, for caller: Caller, in summit: SummitRecord) async throws
    -> API.Question
  {
    guard let question = try await questions([petition], for: caller, in: summit).first else {
      throw Petitions.Refusal.questionNotFound
    }
    return question
  }

  /// Those of the questions that the caller may know of, as the caller may see them.
  func questions(_ petitions: [QuestionRecord], for caller: Caller, in summit: SummitRecord) async throws
    -> [API.Question]
  {
    let ownVotes = try await ownVotes(on: petitions, by: caller, in: summit)
    let merged = try await store.merged(petitions, in: summit.id)
    var questions = petitions.compactMap { petition -> API.Question? in
      var question = API.Question(whole: petition, in: summit)
      question.upvoted = ownVotes?.upvoted.contains(petition.id) == true
      question.verdict = ownVotes?.verdicts[petition.id]
      let isInside: Bool
      switch caller {
      case .attendee(let me): isInside = ownVotes != nil && petition.author == me.id
      case .holder(let held): isInside = held == petition.id
      case .official(let record):
        isInside = record.curates(petition.session, in: summit.id)
        if isInside { question.reports = petition.reports }
        if record.organizes(summit.id) { question.author = petition.author?.description }
        // Whoever owes the answer has to know to what.
        let isDebt = petition.state == .hidden && petition.promise != nil
        if !isInside, isDebt, record.isAddressed(by: petition) { return question }
      case .stranger: isInside = false
      }
      guard isInside else {
        guard petition.publicity(merged: merged[petition.id]).isKnown else { return nil }
        var shown = API.Question(petition, merged: merged[petition.id], in: summit)
        (shown.upvoted, shown.verdict, shown.author) = (question.upvoted, question.verdict, question.author)
        return shown
      }
      if !caller.isOfficial { question.mine = true }
      question.disclose(petition, in: summit)
      return question
    }
    if caller.isOfficial {
      try await countQuarantined(in: &questions, of: summit)
      try await nameDeciders(in: &questions, of: summit)
      try await tellReports(on: petitions, in: &questions, of: summit)
    }
    return questions
  }

  /// Who made the last decision, and its id, where curators read the question.
  private func nameDeciders(in questions: inout [API.Question], of summit: SummitRecord) async throws {
    let decided = questions.indices.filter { questions[$0].reports != nil && questions[$0].curation != nil }
    let ids = decided.compactMap { Petitions.Question.ID(questions[$0].id) }
    if ids.isEmpty { return }
    let deciders = try await store.deciders(among: ids, in: summit.id)
    for (index, id) in zip(decided, ids) {
      questions[index].curation?.id = deciders[id]?.decision.description
      questions[index].curation?.by = deciders[id]?.name
    }
  }

  /// Who reported what, where curators read it.
  private func tellReports(
    on petitions: [QuestionRecord], in questions: inout [API.Question], of summit: SummitRecord
  ) async throws {
    let curated = questions.indices.filter { questions[$0].reports != nil }
    let ids = curated.compactMap { Petitions.Question.ID(questions[$0].id) }
    if ids.isEmpty { return }
    let tallies = try await store.reportTallies(of: ids, in: summit.id)
    let holds = Set(petitions.filter { $0.state == .pending && $0.hold == .reports }.map(\.id))
    for (index, id) in zip(curated, ids) {
      guard let tally = tallies[id] else { continue }
      questions[index].reporting = API.Reporting(
        all: tally.all, counted: questions[index].reports ?? 0, neverSigned: tally.neverSigned,
        needed: Reports.holding(upvotes: questions[index].upvotes), holds: holds.contains(id))
    }
  }

  /// The count with those in quarantine, where curators read the question.
  private func countQuarantined(in questions: inout [API.Question], of summit: SummitRecord) async throws {
    let curated = questions.indices.filter { questions[$0].reports != nil }
    let ids = curated.compactMap { Petitions.Question.ID(questions[$0].id) }
    if ids.isEmpty { return }
    let upvotes = try await store.upvotesWithQuarantined(among: ids, in: summit.id)
    for (index, id) in zip(curated, ids) {
      questions[index].upvotesWithQuarantined = upvotes[id] ?? questions[index].upvotes
    }
  }

  /// What the caller said to them, by token or receipt; nil where a token speaks for nobody any more.
  private func ownVotes(
    on petitions: [QuestionRecord], by caller: Caller, in summit: SummitRecord
  ) async throws -> OwnVotes? {
    switch caller {
    case .attendee(let me):
      return try await store.ownVotes(
        among: petitions.map(\.id), by: me.id, generation: me.generation, in: summit.id)
    case .holder(let held):
      guard let author = petitions.first(where: { $0.id == held })?.author else { return OwnVotes() }
      return try await store.ownVotes(among: [held], by: author, generation: .max, in: summit.id)
    case .official, .stranger: return OwnVotes()
    }
  }
}

extension Services {
  /// To its author a merged question tells of the one that counts for it: how many sign, and what they are owed.
  func follow(
    _ petition: QuestionRecord, with question: inout API.Question, in summit: SummitRecord
  ) async throws {
    guard let survivor = petition.mergedInto,
      let counting = try await store.petition(survivor.id, in: summit.id).map({ API.Question($0, in: summit) }
      )
    else { return }
    (question.upvotes, question.threshold) = (counting.upvotes, counting.threshold)
    (question.promise, question.answer, question.verdicts) = (
      counting.promise, counting.answer, counting.verdicts
    )
  }
}
