internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Pages
internal import Storage

/// The stars of a session's page, as a form: sent by a phone with or without JavaScript.
struct FeedbackForm: Resource {
  let services: Services

  var routes: [Route] { [.post("/:summit/:session/feedback", give)] }

  private func give(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let form = try request.form()
    let draft = PageContext.FeedbackDraft(
      stars: form["stars"].flatMap { Int($0) }, comment: form["comment"] ?? "")
    var cookies: [Header] = []
    do {
      // What cannot be taken makes nobody an attendee.
      _ = (try services.stars(draft.stars), try services.commentText(draft.comment))
      try Feedback(of: session, in: summit, wasGiven: services.cookieHolder(request, summit) != nil).check(
        at: Date())
      return try await services.joined(request, summit, granting: &cookies) { me in
        _ = try await services.rate(
          session, by: me, stars: draft.stars, comment: draft.comment, in: summit)
        return ("/\(summit.slug)/\(session.slug)#feedback", [])
      }
    } catch {
      let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
      let act = BadgeForm(
        action: "/\(summit.slug)/\(session.slug)/feedback", of: form, ["stars", "comment"])
      var told = try SessionPageModel.Outcome(refusing: error, of: act, granting: cookies)
      // Where it is not taken at all there is no form to keep it in.
      if told.status == 422, told.badgeForm == nil { told.feedback = draft }
      return try await page.response(telling: told, status: told.status, headers: cookies)
    }
  }
}

extension Feedback {
  /// By what is known here; what counts is decided where it is written.
  init(of session: SessionRecord, in summit: SummitRecord, wasGiven: Bool) {
    self.init(
      sessionEndsAt: session.endsAt, sessionCancelled: session.cancelledAt != nil,
      summitClosed: summit.closedAt != nil, wasGiven: wasGiven)
  }
}
