/// `POST …/badges`: the codes of badges that may join, or how many to make up. The server keeps digests of them alone.
public struct NewBadges: RequestBody {
  public var codes: [String]?
  /// So many new ones; they are said once, in the answer.
  public var generate: Int?
  public enum CodingKeys: String, CodingKey, CaseIterable { case codes, generate }
  public init(codes: [String]? = nil, generate: Int? = nil) {
    (self.codes, self.generate) = (codes, generate)
  }
}

/// The answer to `POST …/badges`.
public struct BadgeReport: Codable, Sendable {
  public var added: Int
  /// Were known already.
  public var known: Int
  public var badges: Badges
  /// Those that were made up, once.
  public var codes: [String]?
  public init(added: Int, known: Int, badges: Badges, codes: [String]? = nil) {
    (self.added, self.known, self.badges, self.codes) = (added, known, badges, codes)
  }
}

/// `GET …/badges`
public struct Badges: Codable, Hashable, Sendable {
  /// So many codes are known; with none of them any code may join.
  public var imported: Int
  /// Attendees with a badge, and without.
  public var joined: Int
  public var withoutBadge: Int
  /// Where a badge's QR code leads: this and the code.
  public var joinURL: String
  public init(imported: Int, joined: Int, withoutBadge: Int, joinURL: String) {
    (self.imported, self.joined, self.withoutBadge) = (imported, joined, withoutBadge)
    self.joinURL = joinURL
  }
}
