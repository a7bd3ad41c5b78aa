internal import Web

/// A stylesheet, module or icon, embedded in the program. All share one address prefix with a hash over all of them,
/// so that modules import each other by plain relative names and everything may be cached for ever.
struct Asset: Sendable {
  let name: String
  let contentType: String
  let bytes: [UInt8]

  static let all: [String: Asset] = {
    var assets: [String: Asset] = [:]
    for index in 0..<web_asset_count() {
      let embedded = web_asset_at(index)
      let name = String(cString: embedded.name)
      assets[name] = Asset(
        name: name, contentType: String(cString: embedded.content_type),
        bytes: Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.length)))
    }
    return assets
  }()

  /// Over names and bytes of all assets: another one after any change of any of them.
  static let version: String = {
    var hash = FNV1a()
    for (name, asset) in all.sorted(by: { $0.key < $1.key }) {
      hash.add(Array(name.utf8))
      hash.add(asset.bytes)
    }
    return String(hash.value, radix: 36)
  }()

  /// The address of an asset: `/assets/{version}/{name}`.
  static func path(_ name: String) -> String { "/assets/\(version)/\(name)" }
}

/// FNV-1a in 64 bits: tells versions of our own files apart, and proves nothing to anyone.
private struct FNV1a {
  var value: UInt64 = 0xcbf2_9ce4_8422_2325
  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
