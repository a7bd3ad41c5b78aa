/// The answer to `POST …/overview-links`: a link that signs one browser in to look at the summit's overview, and nothing
/// else. It is said once, and works once.
public struct OverviewLink: Codable, Hashable, Sendable {
  public var url: String
  /// Until when it can be used.
  public var expiresAt: Timestamp

  public init(url: String, expiresAt: Timestamp) { (self.url, self.expiresAt) = (url, expiresAt) }
}
