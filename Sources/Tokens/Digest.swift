/// Digests that stand for what must not be stored, or that prove it later.
public enum Digest {
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] { Sodium.sha256(bytes) }

  /// Of a random secret, which nobody can guess from its digest: `RandomCode.secret()`, an access token.
  public static func secret(_ code: String) -> [UInt8] { Sodium.sha256(Array(code.utf8)) }

  /// Keyed, since codes are short enough to try all; bound to its summit, since codes repeat.
  public static func badge(_ code: BadgeCode, summit: Int32, key: SigningKey) -> [UInt8] {
    Sodium.keyedHash(summit.bigEndianBytes + Array(code.plain.utf8), purpose: "badge", key: key, length: 32)
  }
}

/// Random text for addresses: Crockford's base32 in lower case, five bits a character.
public enum RandomCode {
  /// 130 bits: too many to be tried, and few enough that a QR code with it is scanned from a terminal.
  public static func secret() -> String { text(length: 26) }

  public static func text(length: Int) -> String {
    String(Base32.text(Sodium.random((length * 5 + 7) / 8)).prefix(length))
  }
}
