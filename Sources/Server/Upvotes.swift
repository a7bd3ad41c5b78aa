internal import API
internal import EventLoop
internal import HTTP
internal import Storage

/// Signing a question and withdrawing; 200 only after the commit is durable.
struct Upvotes: Resource {
  let services: Services

  var routes: [Route] {
    [
      .put("/api/v1/summits/:summit/questions/:question/upvote") { try await write($0, signs: true) },
      .delete("/api/v1/summits/:summit/questions/:question/upvote") { try await write($0, signs: false) },
    ]
  }

  private func write(_ request: Request, signs: Bool) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let question = try request.segment("question", as: Petitions.Question.ID.self)
    let me = try await services.requireAttendee(request, in: summit)
    let outcome = try await services.upvote(question, by: me, signs: signs, in: summit)
    return Response(200, Self.headers, Content("application/json", Self.json(outcome, question, signs)))
  }

  private static let headers = [Header("Cache-Control", "no-store")]

  /// By hand: this is the hottest answer, and has no text in it.
  private static func json(_ outcome: UpvoteOutcome, _ asked: Petitions.Question.ID, _ signs: Bool) -> String
  {
    #"{"question":"\#(outcome.question ?? asked)","upvotes":\#(outcome.upvotes),"upvoted":\#(signs)}"#
  }
}

extension Services {
  /// Through the one writer; throws what forbids it.
  func upvote(
    _ question: Petitions.Question.ID, by attendee: AttendeeIdentity, signs: Bool, in summit: SummitRecord
  ) async throws -> UpvoteOutcome {
    let operation = UpvoteOperation(
      question: question, attendee: attendee.id, generation: attendee.generation, signs: signs)
    let outcome = try await upvotes.submit(operation, in: summit.id)
    if let refusal = Petitions.Refusal(rawValue: outcome.code) { throw refusal }
    return outcome
  }
}
