internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Pages
internal import Representations
internal import Storage

/// What became of a reader's questions since the last visit. Until when it was heard stands in a cookie of their own
/// phone: nobody is followed for it.
struct AnsweredSince: Resource {
  let services: Services

  static let cookie = "tribune_heard"

  var routes: [Route] { [.post("/:summit/heard", heard)] }

  private func heard(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let form = try request.form()
    guard let until = form["until"].flatMap(Self.moment) else {
      throw HTTPError.malformed("The form says until when, in milliseconds since 1970.")
    }
    // Only back to a page of this summit.
    let page = form["page"].flatMap { $0.hasPrefix("/\(summit.slug)/") ? $0 : nil } ?? "/\(summit.slug)"
    // The page's own module may write it as well.
    let cookie = services.cookie(
      Self.cookie, AnsweredSincePart.text(of: until), path: "/\(summit.slug)", seconds: 31_536_000,
      isForModules: true
    )
    return .redirect(to: page, [cookie])
  }

  /// Nil for what is no time within reason.
  nonisolated static func moment(_ text: String) -> Date? {
    guard let milliseconds = Int64(text), (0...253_402_300_799_000).contains(milliseconds) else { return nil }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}

extension Services {
  private static let mostNews = 20

  /// The latest first; none for strangers.
  func news(for me: AttendeeIdentity?, of request: Request, in summit: SummitRecord) async throws
    -> [API.Question]
  {
    guard let me else { return [] }
    let heard = request.cookie(AnsweredSince.cookie).flatMap(AnsweredSince.moment) ?? .distantPast
    return try await store.news(
      for: me.id, generation: me.generation, since: heard, in: summit.id, limit: Self.mostNews
    ).map {
      var question = API.Question($0, in: summit)
      if $0.author == me.id { question.mine = true }
      return question
    }
  }
}
