/// The private code of a question, with which its author follows it without an account: 26 characters that can be
/// written down by hand, signed, so that it is verified without the database.
public struct Receipt: Hashable, Sendable {
  public var summit: Int32
  public var question: Int64

  public init(summit: Int32, question: Int64) { (self.summit, self.question) = (summit, question) }

  private static let signatureLength = 11

  public func text(signedWith key: SigningKey) -> String { Base32.text(number + signature(key)) }

  /// Nil when it is malformed, of another summit or not signed with `key`. Capitals, spaces and hyphens are fine, and
  /// so are the letters that look like digits.
  public init?(_ text: String, summit: Int32, signedWith key: SigningKey) {
    guard text.utf8.count <= 64, let bytes = Base32.bytes(text) else { return nil }
    let number = bytes.dropLast(Self.signatureLength)
    guard number.count == 5 || number.count == 8 else { return nil }
    self.init(summit: summit, question: Int64(bigEndianBytes: number))
    guard Array(number) == self.number,
      Sodium.areEqual(signature(key), Array(bytes.suffix(Self.signatureLength)))
    else { return nil }
  }

  /// What a text says that could be a receipt, however it is typed; nil for any other. Nothing is verified.
  public static func bytes(_ text: String) -> [UInt8]? { text.utf8.count <= 64 ? Base32.bytes(text) : nil }

  /// Five bytes, as long as they do.
  private var number: [UInt8] {
    let bytes = question.bigEndianBytes
    return bytes.prefix(3).allSatisfy { $0 == 0 } ? Array(bytes.dropFirst(3)) : bytes
  }

  private func signature(_ key: SigningKey) -> [UInt8] {
    let hash = Sodium.keyedHash(
      summit.bigEndianBytes + question.bigEndianBytes, purpose: "receipt", key: key,
      length: Sodium.shortestHash)
    return Array(hash.prefix(Self.signatureLength))
  }
}

/// Crockford's alphabet, for people: no letter looks like a digit, and those that do are read as it.
enum Base32 {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (buffer, bits) = (0, 0)
    for byte in bytes {
      (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
      while bits >= 5 {
        bits -= 5
        text.append(digits[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(digits[buffer << (5 - bits) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for other characters, and for anything but the one encoding of some bytes.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (buffer, bits) = (0, 0)
    for character in text.utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
      guard let digit = digit(character) else { return nil }
      (buffer, bits) = (buffer << 5 | digit, bits + 5)
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(buffer >> bits & 255))
      }
      buffer &= (1 << bits) - 1
    }
    return bits < 5 && buffer == 0 ? bytes : nil
  }

  private static func digit(_ character: UInt8) -> Int? {
    let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character)
    let lower = isCapital ? character + 32 : character
    switch lower {
    case UInt8(ascii: "o"): return 0
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    default: return digits.firstIndex(of: lower)
    }
  }
}
