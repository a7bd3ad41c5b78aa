/// What an attendee's phone keeps: whom it speaks for, signed, so that it is verified without the database. A rejoin
/// raises the person's generation, and tokens of older ones no longer speak for them.
public struct AttendeeToken: Hashable, Sendable {
  public var summit: Int32
  public var attendee: Int64
  public var generation: Int32

  public init(summit: Int32, attendee: Int64, generation: Int32) {
    (self.summit, self.attendee, self.generation) = (summit, attendee, generation)
  }

  public static let prefix = "tribune_attendee_"

  /// `tribune_attendee_` and 43 characters.
  public func text(signedWith key: SigningKey) -> String {
    Self.prefix + Sodium.base64(payload + signature(key))
  }

  /// Nil when it is malformed or was not signed with `key`.
  public init?(_ text: String, signedWith key: SigningKey) {
    guard text.hasPrefix(Self.prefix),
      let bytes = Sodium.bytes(base64: text.dropFirst(Self.prefix.count), count: 32)
    else { return nil }
    self.init(
      summit: Int32(bigEndianBytes: bytes[0..<4]), attendee: Int64(bigEndianBytes: bytes[4..<12]),
      generation: Int32(bigEndianBytes: bytes[12..<16]))
    guard Sodium.areEqual(signature(key), Array(bytes[16...])) else { return nil }
  }

  private var payload: [UInt8] {
    summit.bigEndianBytes + attendee.bigEndianBytes + generation.bigEndianBytes
  }

  private func signature(_ key: SigningKey) -> [UInt8] {
    Sodium.keyedHash(payload, purpose: "attendee", key: key, length: 16)
  }
}
