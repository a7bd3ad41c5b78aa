public import API
public import Foundation

/// One entry of the ledger, read leniently: whatever its kind says under names that are known.
public struct LedgerStory: Sendable {
  let seq: Int
  /// The stored bytes, and the hash over them and the hash before.
  let entry: String
  let hash: String
  let kind: String
  let at: Timestamp?
  /// Slugs.
  let session: String?
  let organisation: String?
  /// The questions it names by their ids: first the one that it is about.
  public let questions: [Int64]
  private let texts: [String: String]
  private let numbers: [String: Int]
  let outcomes: [String: Int]
  /// What changed of the summit itself, by the API's names.
  let fields: Set<String>

  /// `zone` is where its times are shown.
  public init(_ entry: API.LedgerEntry, in zone: TimeZone) {
    (seq, self.entry, hash) = (entry.seq, entry.entry, entry.hash)
    let object = try? JSONSerialization.jsonObject(with: Data(entry.entry.utf8))
    let fields = object as? [String: Any] ?? [:]
    self.fields = Set((fields["fields"] as? [String: Any] ?? [:]).keys)
    kind = fields["kind"] as? String ?? ""
    at = (fields["at"] as? String).flatMap { Timestamp($0, in: zone) }
    (session, organisation) = (fields["session"] as? String, fields["organisation"] as? String)
    // Elsewhere, such as of thresholds, `from` is a number that is no question.
    let keys = kind.hasPrefix("threshold.") ? [] : ["question", "into", "from"]
    let one = keys.compactMap { (fields[$0] as? NSNumber)?.int64Value }
    questions = one + ((fields["questions"] as? [NSNumber])?.map(\.int64Value) ?? [])
    texts = fields.compactMapValues { value in
      (value as? String).map { Timestamp($0, in: zone)?.description ?? $0 }
    }
    numbers = fields.compactMapValues { ($0 as? NSNumber)?.intValue }
    outcomes = (fields["outcomes"] as? [String: Any] ?? [:]).compactMapValues { ($0 as? NSNumber)?.intValue }
  }

  func text(_ key: String) -> String? { texts[key] }
  func number(_ key: String) -> Int? { numbers[key] }
  func time(_ key: String) -> Timestamp? { texts[key].flatMap { Timestamp($0) } }
}

extension Timestamp {
  /// In the zone of the summit's place.
  fileprivate init?(_ text: String, in zone: TimeZone) {
    guard let time = Timestamp(text) else { return nil }
    self.init(time.date, in: zone)
  }
}

/// What the ledger names by slug or id, as people know it.
public struct LedgerPlaces: Sendable {
  public struct Question: Sendable {
    var number: Int
    /// Slugs; neither where the organizers were asked.
    var session: String?
    var organisation: String?
    var isPromised: Bool

    public init(number: Int, session: String? = nil, organisation: String? = nil, isPromised: Bool) {
      (self.number, self.session, self.organisation, self.isPromised) = (
        number, session, organisation, isPromised
      )
    }
  }

  var summit: String
  public var sessions: [String: String] = [:]
  public var organisations: [String: String] = [:]
  public var questions: [Int64: Question] = [:]

  public init(
    summit: String, sessions: [String: String] = [:], organisations: [String: String] = [:],
    questions: [Int64: Question] = [:]
  ) {
    (self.summit, self.sessions, self.organisations, self.questions) = (
      summit, sessions, organisations, questions
    )
  }

  /// Where the question can be read.
  func path(of id: Int64) -> String? {
    guard let question = questions[id] else { return nil }
    if question.isPromised { return "/\(summit)/promises/\(id)" }
    let page =
      question.session ?? ("organisations" + (question.organisation.map { "/\($0)" } ?? ""))
    return "/\(summit)/\(page)#q-\(question.number)"
  }
}
