internal import Live
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
  static let version = fingerprint(
    all.sorted { $0.key < $1.key }.flatMap { name, asset in Array(name.utf8) + asset.bytes })

  /// The address of an asset: `/assets/{version}/{name}`.
  static func path(_ name: String) -> String { "/assets/\(version)/\(name)" }
}
