internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Petitions
internal import Representations
internal import Storage

/// The page of a session, as it is for this reader now.
@Loop struct SessionPageModel {
  let services: Services
  let request: Request
  let summit: SummitRecord
  let session: SessionRecord

  /// What the page is to say of the reader's last act.
  struct Outcome: Sendable {
    var notice: Notice?
    var problem: API.Problem?
    var draft = PageContext.Draft()
    var feedback: PageContext.FeedbackDraft?
    /// Numbers of questions that say what the reader just asked.
    var similar: [Int] = []
    /// Where a badge is asked for first.
    var badgeForm: BadgeForm?
    /// Whether the reader's act made them an attendee, which their request did not yet say.
    var joined = false
  }

  /// Carries the receipt from the asking to the page that says it, once: an address would be shared with it.
  static let askedCookie = "tribune_asked"

  func asked(_ receipt: String, seconds: Int = 120) -> Header {
    services.asked(receipt, at: "/\(summit.slug)/\(session.slug)", seconds: seconds)
  }

  func response(telling told: Outcome = Outcome(), status: Int = 200, headers: [Header] = []) async throws
    -> Response
  {
    let view = try request.parameter("view", as: SessionPage.View.self) ?? .top
    let words = try request.searchWords()
    let reader = QuestionReader(
      services: services, request: request, summit: summit, scope: .session(session.id))
    let me = try await reader.attendee()
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit, joined: me != nil || told.joined)
    let path = "/\(summit.slug)/\(session.slug)"
    context.path = path
    (context.notice, context.problem, context.draft) = (told.notice, told.problem, told.draft)
    context.feedbackDraft = told.feedback
    context.similar = told.similar
    context.badgeForm =
      told.badgeForm ?? request.parameter("badge").map { BadgeForm(action: path, code: $0) }
    if context.joined, request.parameter("done") == "badge" { context.notice = .joinedWithBadge }
    if request.parameter("done") == "report" { context.notice = .reported(held: true) }

    guard let snapshot = try await services.live.snapshot(of: session.id, in: summit, for: me?.id) else {
      throw HTTPError.notFound
    }
    let mine = try await reader.mine(me)
    let takesUpvotes = session.takesUpvotes(in: summit, box: snapshot.box)
    let list: QuestionReader.Shown
    do {
      list = try await reader.shown(view, words, me, mine: mine, takesUpvotes: takesUpvotes)
    } catch let error as HTTPError where error.rule == "cursor" {
      // No place of this list, or none any more: it is read from its beginning.
      return .redirect(to: path + view.query(words))
    }
    var shown = API.Session(session, in: summit)
    // The directory's copy may be a second old; the box is of the snapshot's moment.
    (shown.box, shown.threshold, shown.closesAt) = (snapshot.box, snapshot.threshold, snapshot.closesAt)
    let announcements = try await services.live.announcements(of: session.id, in: summit)
    let feedback = try await feedback(me)
    let programme = try await services.directory.nearby(in: summit, at: context.now)
    let html = SessionPage(
      summit: API.Summit(summit), session: shown, questions: list.questions, fresh: list.fresh, mine: mine,
      next: list.next, attendees: snapshot.attendees, total: snapshot.total, view: view, words: words,
      after: request.parameter("after"),
      replies: try await services.live.replies(of: .session(session.id), in: summit),
      news: view.isPersonal ? [] : try await services.news(for: me, of: request, in: summit),
      takesUpvotes: takesUpvotes,
      announcements: announcements, feedback: feedback,
      programme: programme, context: context
    ).html
    return page.response(
      html, status: status,
      headers: headers + page.cookieCheck + services.renewal(for: me, request, in: summit),
      context: context)
  }

  private func feedback(_ me: AttendeeIdentity?) async throws -> FeedbackPart.State {
    let now = Date()
    let rule = Feedback(of: session, in: summit, wasGiven: false)
    // Before its time there is nothing to look up: what was given early, and then the session was extended, is rare.
    guard now >= rule.opensAt else {
      let comes = (try? rule.check(at: rule.opensAt)) != nil
      let seconds = Int(rule.opensAt.timeIntervalSince(now).rounded(.up))
      return FeedbackPart.State(opensIn: comes ? seconds : nil)
    }
    let seen = try await services.feedback(on: session, for: me, in: summit)
    return FeedbackPart.State(
      isOpen: (try? rule.check(at: now)) != nil, mine: seen.mine, shared: seen.public)
  }
}

extension SessionRecord {
  /// Rule 4: also for the box's grace after it closed. `box` as it is known to be, where that is newer.
  func takesUpvotes(in summit: SummitRecord, box: Box? = nil) -> Bool {
    guard summit.closedAt == nil, cancelledAt == nil else { return false }
    switch box ?? self.box {
    case .open, .paused: return true
    case .closed: return closedSince.map { $0 + Box.grace > Date() } ?? false
    case .scheduled: return false
    }
  }
}
