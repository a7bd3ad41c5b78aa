internal import API

/// What every part of a page that lists questions knows: whom they are put to, and what can be done with them now.
struct QuestionFrame {
  let summit: API.Summit
  let addressee: Addressee
  let view: View
  let takesUpvotes: Bool
  let context: PageContext
  /// The seats that the page draws once and its questions share; nil before the threshold is fixed.
  let house: Hemicycle?

  /// Whom questions are put to.
  enum Addressee: Sendable {
    case session(API.Session)
    /// One that takes questions in its own name.
    case organisation(API.Organisation)
    /// Those who organize the summit.
    case organizers(threshold: Int?)
  }

  /// Which questions, in which order.
  enum View: String, Sendable, CaseIterable {
    case top, new, mine

    /// Of its address: `?view=new`, nothing for the first.
    var query: String { self == .top ? "" : "?view=\(rawValue)" }
  }

  static let seatsID = "seats"

  init(
    summit: API.Summit, addressee: Addressee, view: View, takesUpvotes: Bool, context: PageContext
  ) {
    (self.summit, self.addressee, self.view) = (summit, addressee, view)
    (self.takesUpvotes, self.context) = (takesUpvotes, context)
    house = addressee.threshold.map { Hemicycle(need: $0) }
  }

  /// What its forms' addresses begin with: `…/questions`, `…/upvotes`.
  var path: String {
    switch addressee {
    case .session(let session): "/\(summit.slug)/\(session.slug)"
    case .organisation(let organisation): "/\(summit.slug)/organisations/\(organisation.slug)"
    case .organizers: "/\(summit.slug)"
    }
  }

  /// Where they are read.
  var page: String {
    if case .organizers = addressee { "\(path)/organisations" } else { path }
  }

  var threshold: Int? { addressee.threshold }

  /// An organisation and the organizers take questions as long as the summit lasts.
  var box: BoxState {
    if case .session(let session) = addressee { return BoxState(session) }
    return summit.closedAt == nil ? .open : .closed
  }

  /// Whether somebody reads a question before it is published.
  var isReviewed: Bool {
    if case .session(let session) = addressee { session.moderation == "reviewed" } else { false }
  }

  /// Whether its time has passed.
  var isOver: Bool {
    if case .session(let session) = addressee { context.now > session.endsAt } else { summit.closedAt != nil }
  }
}

extension QuestionFrame.Addressee {
  var threshold: Int? {
    switch self {
    case .session(let session): session.threshold
    case .organisation(let organisation): organisation.threshold
    case .organizers(let threshold): threshold
    }
  }
}
