internal import Foundation

extension Encodable {
  /// As the API writes it: the same value is the same bytes, from every server, so that entity tags agree.
  public var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
      return Array(try encoder.encode(self))
    }
  }
}

/// Changes with the bytes; for entity tags. FNV-1a: quick, and nobody gains by a collision.
public func fingerprint(_ bytes: [UInt8]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return String(hash, radix: 36)
}
