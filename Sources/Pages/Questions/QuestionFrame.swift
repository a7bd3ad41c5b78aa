public import API
internal import Foundation

/// What every part of a page that lists questions knows: whom they are put to, and what can be done with them now.
public struct QuestionFrame {
  let summit: API.Summit
  let addressee: Addressee
  let view: View
  /// What is searched for; nil for nothing.
  let words: String?
  /// Behind which question the page goes on; nil for the first page.
  let after: String?
  public let takesUpvotes: Bool
  let context: PageContext
  /// The seats that the page draws once and its questions share; nil before the threshold is fixed.
  let house: Hemicycle?

  /// Whom questions are put to.
  public enum Addressee: Sendable {
    case session(API.Session)
    /// One that takes questions in its own name.
    case organisation(API.Organisation)
    /// Those who organize the summit.
    case organizers(threshold: Int?)
  }

  /// Which questions, in which order: all of them in two, the reader's own, those the reader signed, those that are owed
  /// an answer, and those that have one.
  public enum View: String, Sendable, CaseIterable {
    case top, new, mine, signed, owed, answered

    /// Whether it is about the reader.
    public var isPersonal: Bool { self == .mine || self == .signed }

    /// Of its address: `?view=new`, nothing for the first; with what is searched for, and from where on.
    public func query(_ words: String? = nil, after: String? = nil) -> String {
      let view = self == .top ? nil : "view=\(rawValue)"
      let search = words.map { "q=\($0.percentEncoded)" }
      let place = after.map { "after=\($0.percentEncoded)" }
      let parts = [view, search, place].compactMap { $0 }
      return parts.isEmpty ? "" : "?\(parts.joined(separator: "&"))"
    }
  }

  static let seatsID = "seats"

  public init(
    summit: API.Summit, addressee: Addressee, view: View, words: String? = nil, after: String? = nil,
    takesUpvotes: Bool, context: PageContext
  ) {
    (self.summit, self.addressee, self.view) = (summit, addressee, view)
    (self.words, self.after, self.takesUpvotes, self.context) = (words, after, takesUpvotes, context)
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

  /// Of the address of what is shown: its view, and what is searched for.
  var query: String { view.query(words, after: after) }

  /// Whether it shows whatever was published, so that what comes later belongs to it.
  var isWhole: Bool { (view == .top || view == .new) && words == nil && after == nil }

  /// Where they are read.
  var page: String {
    if case .organizers = addressee { "\(path)/organisations" } else { path }
  }

  var threshold: Int? { addressee.threshold }

  /// An organisation and the organizers take questions as long as the summit lasts.
  var box: Box? {
    if case .session(let session) = addressee { return session.shownBox }
    return summit.closedAt == nil ? .open : .closed
  }

  /// Whether somebody reads a question before it is published.
  var isReviewed: Bool {
    if case .session(let session) = addressee { session.moderation == .reviewed } else { false }
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
