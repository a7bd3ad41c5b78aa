import API
import Foundation

/// A page of a list as the API gives it: `{"questions": […], "next": …}`.
protocol ListPage: Decodable, Sendable {
  associatedtype Element: Sendable
  /// The key of the array, and of each element the key that tells it from the others.
  static var key: String { get }
  static var identity: String { get }
  var elements: [Element] { get }
  var next: String? { get }
}

/// A whole list, and the JSON of it as if it had come in one page.
struct Listing<Element: Sendable>: Sendable {
  let elements: [Element]
  let json: Data
}

extension Client {
  /// Follows the cursors to the end, or until there are `limit` elements. Cursors are no snapshot: what comes twice is kept once.
  func list<Page: ListPage>(
    _ path: [String], _ query: [(String, String)] = [], limit: Int? = nil, as type: Page.Type = Page.self
  ) async throws -> Listing<Page.Element> {
    let first: Reply<Page> = try await get(path, query)
    if first.value.next == nil, limit == nil {
      return Listing(elements: first.value.elements, json: first.json)
    }
    var objects: [Any] = []
    var seen: Set<String> = []
    var page = first
    var whole: [String: Any]
    while true {
      whole = try JSONSerialization.jsonObject(with: page.json) as? [String: Any] ?? [:]
      for object in whole[Page.key] as? [Any] ?? [] {
        let identity = (object as? [String: Any])?[Page.identity].map { "\($0)" }
        if let identity, !seen.insert(identity).inserted { continue }
        objects.append(object)
      }
      guard let next = page.value.next, objects.count < limit ?? .max else { break }
      page = try await get(path, query.filter { $0.0 != "after" } + [("after", next)])
      if page.value.next == next { break }
    }
    whole[Page.key] = Array(objects.prefix(limit ?? .max))
    whole["next"] = NSNull()
    let json = try JSONSerialization.data(
      withJSONObject: whole, options: [.withoutEscapingSlashes, .sortedKeys])
    let joined: Page = try decode(json)
    return Listing(elements: joined.elements, json: json)
  }
}

extension SummitList: ListPage {
  static let key = "summits"
  static let identity = "slug"
  var elements: [Summit] { summits }
}

extension SessionList: ListPage {
  static let key = "sessions"
  static let identity = "slug"
  var elements: [Session] { sessions }
}

extension SpeakerList: ListPage {
  static let key = "speakers"
  static let identity = "slug"
  var elements: [Speaker] { speakers }
}

extension OrganisationList: ListPage {
  static let key = "organisations"
  static let identity = "slug"
  var elements: [Organisation] { organisations }
}

extension RoomList: ListPage {
  static let key = "rooms"
  static let identity = "slug"
  var elements: [Room] { rooms }
}

extension QuestionList: ListPage {
  static let key = "questions"
  static let identity = "id"
  var elements: [Question] { questions }
}

extension AccessTokenList: ListPage {
  static let key = "tokens"
  static let identity = "id"
  var elements: [AccessToken] { tokens }
}

extension Ledger: ListPage {
  static let key = "entries"
  static let identity = "seq"
  var elements: [LedgerEntry] { entries }
}

extension AnnouncementList: ListPage {
  static let key = "announcements"
  static let identity = "id"
  var elements: [Announcement] { announcements }
}

extension FeedbackReport: ListPage {
  static let key = "comments"
  static let identity = "id"
  var elements: [Comment] { comments }
}

extension FeedbackOverview: ListPage {
  static let key = "sessions"
  static let identity = "session"
  var elements: [Session] { sessions }
}
