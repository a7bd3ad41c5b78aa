internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// What attendees think of a session: given, read by those whom it is for, summed up (rule 15).
struct Feedbacks: Resource {
  let services: Services

  var routes: [Route] {
    [
      .put("/api/v1/summits/:summit/sessions/:session/feedback", give),
      .get("/api/v1/summits/:summit/sessions/:session/feedback", read),
      .get("/api/v1/summits/:summit/feedback", overview),
    ]
  }

  private func give(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let me = try await services.requireAttendee(request, in: summit)
    let new = try request.body(NewFeedback.self)
    let rating = try await services.rate(
      session, by: me, stars: new.stars, comment: new.comment, in: summit)
    return try .json(OwnFeedback(rating))
  }

  private func read(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    switch try await services.caller(of: request, in: summit) {
    case .official(let official) where official.readsFeedback(on: session.id, in: summit.id):
      return try await report(request, on: session, in: summit)
    case .attendee(let me): return try .json(try await services.feedback(on: session, for: me, in: summit))
    case .stranger, .official, .holder:
      return try .json(try await services.feedback(on: session, for: nil, in: summit))
    }
  }

  private func report(
    _ request: Request, on session: SessionRecord, in summit: SummitRecord
  ) async throws -> Response {
    let after = try request.parameter("after").map { text in
      guard let id = Int64(text), id > 0 else {
        throw HTTPError.broken("cursor", field: "after", "after is the next of a list.")
      }
      return id
    }
    let ratings = try await services.store.ratings(of: session.id, in: summit.id)
    let page = try await services.store.comments(
      on: session.id, in: summit.id, limit: try request.parameter("limit", in: 1...100) ?? 50, after: after)
    return try .json(
      FeedbackReport(
        average: ratings.average, ratings: ratings.count, histogram: ratings.histogram,
        comments: page.comments.map {
          FeedbackReport.Comment(
            id: $0.id.description, stars: $0.stars, comment: $0.comment,
            at: Timestamp($0.at, in: summit.zone))
        },
        next: page.next?.description))
  }

  private func overview(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let sessions = try await services.store.ratedSessions(of: summit.id)
    return try .json(
      FeedbackOverview(
        sessions: sessions.map {
          FeedbackOverview.Session(
            session: $0.session, title: $0.title, average: $0.ratings.average, ratings: $0.ratings.count,
            comments: $0.comments)
        }))
  }
}

extension Services {
  /// Rates, for the API and for the page alike.
  func rate(
    _ session: SessionRecord, by me: AttendeeIdentity, stars: Int?, comment: String?, in summit: SummitRecord
  ) async throws -> RatingRecord {
    let (stars, comment) = try (self.stars(stars), commentText(comment))
    return try await store.rate(
      session.id, in: summit.id, by: me.id, generation: me.generation, stars, comment: comment)
  }

  /// What an attendee or, with nil, a stranger may know.
  func feedback(
    on session: SessionRecord, for me: AttendeeIdentity?, in summit: SummitRecord
  ) async throws -> FeedbackSeen {
    var mine: RatingRecord?
    if let me {
      mine = try await store.rating(of: session.id, in: summit.id, by: me.id, generation: me.generation)
    }
    var shared: PublicFeedback?
    if summit.publicRatings {
      shared = try await store.ratings(of: session.id, in: summit.id).shared(by: summit)
    }
    return FeedbackSeen(mine: mine.map(OwnFeedback.init), public: shared)
  }

  func stars(_ number: Int?) throws -> Stars {
    guard let number else { throw HTTPError.broken("required", field: "stars", "stars is missing.") }
    guard let stars = Stars(number) else {
      throw HTTPError.broken("range", field: "stars", "stars is a number from 1 to 5.")
    }
    return stars
  }

  /// Nothing for a comment that is empty.
  func commentText(_ text: String?) throws -> CommentText? {
    guard let text else { return nil }
    do { return try CommentText(text) } catch {
      throw HTTPError(error, field: "comment", length: CommentText.length)
    }
  }
}
