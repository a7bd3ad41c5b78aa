/// What servers of one Tribune share, so that each verifies what another signed. It never shows its bytes by accident.
public struct SigningKey: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  public static let length = 32

  /// To be stored, and nothing else.
  public let bytes: [UInt8]

  /// Nil unless there are 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// A new one.
  public init() { bytes = Sodium.random(Self.length) }

  public static func == (left: SigningKey, right: SigningKey) -> Bool {
    Sodium.areEqual(left.bytes, right.bytes)
  }

  public var description: String { "SigningKey" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
