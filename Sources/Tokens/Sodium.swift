// Tokens: mint, sign, verify, hash, all with libsodium. It knows no table and no role: ids come as integers, and
// whatever is malformed or forged is nil, with no difference in time that would help a forger.

internal import CSodium

/// libsodium's functions as Swift calls them.
enum Sodium {
  /// Chosen once for the processor; it fails only where the system has no source of randomness.
  private static let isReady = sodium_init() >= 0

  private static func prepare() { precondition(isReady, "libsodium found no source of randomness") }

  static func random(_ count: Int) -> [UInt8] {
    prepare()
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  static func sha256(_ message: [UInt8]) -> [UInt8] {
    prepare()
    var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&hash, message, UInt64(message.count))
    return hash
  }

  /// BLAKE2b makes none shorter.
  static let shortestHash = Int(crypto_generichash_BYTES_MIN)

  /// BLAKE2b with a key. `purpose` keeps apart what is signed with the same key for different ends.
  static func keyedHash(_ message: [UInt8], purpose: String, key: SigningKey, length: Int) -> [UInt8] {
    prepare()
    let message = [UInt8](purpose.utf8) + [0] + message
    var hash = [UInt8](repeating: 0, count: length)
    crypto_generichash(&hash, length, message, UInt64(message.count), key.bytes, key.bytes.count)
    return hash
  }

  /// In a time that does not tell where they differ.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
  }

  // MARK: Base64, URL-safe, without padding

  static func base64(_ bytes: [UInt8]) -> String {
    prepare()
    var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, base64Variant))
    sodium_bin2base64(&text, text.count, bytes, bytes.count, base64Variant)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Exactly `count` bytes from their one encoding, or nil.
  static func bytes(base64 text: Substring, count: Int) -> [UInt8]? {
    prepare()
    var bytes = [UInt8](repeating: 0, count: count)
    var length = 0
    let text = Array(text.utf8.map(CChar.init(bitPattern:)))
    let outcome = sodium_base642bin(&bytes, count, text, text.count, nil, &length, nil, base64Variant)
    return outcome == 0 && length == count ? bytes : nil
  }

  private static let base64Variant = Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING)
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  init(bigEndianBytes bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
  }
}
