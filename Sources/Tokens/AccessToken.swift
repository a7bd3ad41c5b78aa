/// What organizers, moderators and speakers hold: random, said once; only its digest is stored.
public struct AccessToken: Sendable {
  public let text: String

  /// A new one, which shows its role: `tribune_organizer_` and 43 characters.
  public init(role: String) { text = Self.prefix + role + "_" + Sodium.base64(Sodium.random(32)) }

  /// Nil when the text cannot be such a token. Whether it is one, the stored digests know.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), !text.hasPrefix(AttendeeToken.prefix), text.utf8.count <= 128,
      text.utf8.count > Self.prefix.utf8.count + 43, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return nil }
    self.text = text
  }

  /// SHA-256; the token has too much randomness to be guessed from it.
  public var digest: [UInt8] { Digest.secret(text) }

  private static let prefix = "tribune_"
}
