internal import API
internal import EventLoop
internal import HTTP
internal import Storage

/// Signing a question and withdrawing; 200 only after the commit is durable.
struct Upvotes: Resource {
  let services: Services

  var routes: [Route] {
    [
      .put(
        "/api/v1/summits/:summit/questions/:question/upvote",
        prompt: { try begin($0, $1, signs: true) }, { try await write($0, signs: true) }),
      .delete(
        "/api/v1/summits/:summit/questions/:question/upvote",
        prompt: { try begin($0, $1, signs: false) }, { try await write($0, signs: false) }),
    ]
  }

  /// The usual way, for a known summit and a phone with a sound token: nothing to wait for but the commit.
  private func begin(_ request: Request, _ reply: Reply, signs: Bool) throws -> Bool {
    guard let summit = services.directory.known(summit: try request.segment("summit")),
      let me = services.knownAttendee(request, in: summit)
    else { return false }
    let question = try request.segment("question", as: Petitions.Question.ID.self)
    let operation = UpvoteOperation(
      question: question, attendee: me.id, generation: me.generation, signs: signs)
    try services.upvotes.submit(operation, in: summit.id) { result in
      do {
        reply(Self.response(try result.get().allowed(), question, signs))
      } catch {
        reply.fail(error)
      }
    }
    return true
  }

  private func write(_ request: Request, signs: Bool) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let question = try request.segment("question", as: Petitions.Question.ID.self)
    let me = try await services.requireAttendee(request, in: summit)
    let outcome = try await services.upvote(question, by: me, signs: signs, in: summit)
    return Self.response(outcome, question, signs)
  }

  private static func response(
    _ outcome: UpvoteOutcome, _ asked: Petitions.Question.ID, _ signs: Bool
  ) -> Response {
    Response(200, headers, Content("application/json", json(outcome, asked, signs)))
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
    return try await upvotes.submit(operation, in: summit.id).allowed()
  }
}

extension UpvoteOutcome {
  /// Throws what forbids it.
  func allowed() throws(Petitions.Refusal) -> UpvoteOutcome {
    switch code {
    case .done: return self
    case .attendeeUnknown: throw .attendeeUnknown
    case .questionNotFound: throw .questionNotFound
    case .questionNotPublished: throw .questionNotPublished
    case .summitClosed: throw .summitClosed
    case .sessionCancelled: throw .sessionCancelled
    case .boxScheduled: throw .boxScheduled
    case .arrivedTooLate: throw .arrivedTooLate
    }
  }
}
