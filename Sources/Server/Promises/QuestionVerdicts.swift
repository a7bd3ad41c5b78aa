internal import API
internal import EventLoop
internal import HTTP
internal import Storage

/// Whether answers answered, as those say who signed the questions.
struct QuestionVerdicts: Resource {
  let services: Services

  var routes: [Route] { [.put("/api/v1/summits/:summit/questions/:question/verdict", judge)] }

  private func judge(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let caller = try await services.caller(of: request, in: summit)
    let answered = try request.body(NewVerdict.self).answered
    let petition = try await services.judge(id, answered: answered, by: caller, in: summit)
    return try .json(
      VerdictReceipt(
        question: petition.id.description, verdict: answered,
        verdicts: Verdicts(yes: petition.verdicts.yes, no: petition.verdicts.no),
        disputed: petition.verdicts.isDisputed))
  }
}

extension Services {
  /// By the attendee, or by the author, who signed first, with the question's receipt. The question that was judged.
  func judge(
    _ id: Petitions.Question.ID, answered: Bool, by caller: Caller, in summit: SummitRecord
  ) async throws -> QuestionRecord {
    let signer: AttendeeIdentity
    switch caller {
    case .attendee(let me): signer = me
    case .holder(let held) where held == id: signer = try await author(of: id, in: summit)
    case .holder: throw HTTPError(403, "forbidden", "This receipt is another question's.")
    case .stranger: throw Self.unauthorized("Join the summit, or use the question's receipt.")
    case .official: throw HTTPError(403, "forbidden", "Only those who upvoted the question judge the answer.")
    }
    let write = try await store.judge(
      id, in: summit.id, answered: answered, by: signer.id, generation: signer.generation)
    changed(write)
    return write.petition
  }

  /// The verdict of a page's form. Whoever signed has a cookie: nobody joins to judge.
  func judge(_ request: Request, in summit: SummitRecord) async throws -> QuestionRecord {
    try requireSameOrigin(request)
    let form = try request.form()
    guard let question = form["question"].flatMap({ Petitions.Question.ID($0) }),
      let answered = form["answered"], ["0", "1"].contains(answered)
    else { throw HTTPError.malformed("The form names a question and answered, 0 or 1.") }
    guard let me = cookieHolder(request, summit) else { throw Petitions.Refusal.notUpvoter }
    return try await judge(question, answered: answered == "1", by: .attendee(me), in: summit)
  }

  /// Whoever holds the receipt is the author, whatever tokens were lost since.
  private func author(
    of id: Petitions.Question.ID, in summit: SummitRecord
  ) async throws -> AttendeeIdentity {
    guard let petition = try await store.petition(id, in: summit.id) else {
      throw Petitions.Refusal.questionNotFound
    }
    guard let author = petition.author else { throw Petitions.Refusal.notUpvoter }
    return AttendeeIdentity(id: author, generation: .max)
  }
}
