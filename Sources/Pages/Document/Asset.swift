internal import API
internal import Web

/// A stylesheet, module or icon, embedded in the program. All share one address prefix with a hash over all of them,
/// so that modules import each other by plain relative names and everything may be cached for ever.
public struct Asset: Sendable {
  let name: String
  public let contentType: String
  public let bytes: [UInt8]

  public init(name: String, contentType: String, bytes: [UInt8]) {
    (self.name, self.contentType, self.bytes) = (name, contentType, bytes)
  }

  public static let all: [String: Asset] = {
    var assets: [String: Asset] = [:]
    for index in 0..<web_asset_count() {
      let embedded = web_asset_at(index)
      let name = String(cString: embedded.name)
      let bytes = Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.length))
      assets[name] = Asset(
        name: name, contentType: String(cString: embedded.content_type),
        bytes: name.hasSuffix(".js") ? withoutComments(bytes) : bytes)
    }
    return assets
  }()

  /// A module as phones get it: comments that have lines of their own are for who reads the sources. Their lines stay,
  /// empty, so that a browser names the right one.
  static func withoutComments(_ module: [UInt8]) -> [UInt8] {
    var isInside = false
    let lines = String(decoding: module, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let code = lines.map { line -> Substring in
      let text = line.drop { $0 == " " }
      if isInside {
        if text.hasSuffix("*/") { isInside = false }
        return ""
      }
      if text.hasPrefix("//") { return "" }
      guard text.hasPrefix("/**") else { return line }
      isInside = !text.hasSuffix("*/")
      return ""
    }
    return Array(code.joined(separator: "\n").utf8)
  }

  /// Over names and bytes of all assets: another one after any change of any of them.
  public static let version = fingerprint(
    all.sorted { $0.key < $1.key }.flatMap { name, asset in Array(name.utf8) + asset.bytes })

  /// What each module imports, as it names it.
  public static let imports: [String: [String]] = all.filter { $0.key.hasSuffix(".js") }.mapValues { module in
    String(decoding: module.bytes, as: UTF8.self).matches(of: /(?:from|import) "\.\/([a-z-]+\.js)"/).map {
      String($0.1)
    }
  }

  /// What these modules import and those import in turn, nearest first: a page names them, so that the browser fetches
  /// all at once and not one after the other.
  public static func imports(of modules: [String]) -> [String] {
    var found: [String] = []
    var next = modules
    while !next.isEmpty {
      var nearest: [String] = []
      for name in next.flatMap({ imports[$0] ?? [] })
      where !modules.contains(name) && !found.contains(name) && !nearest.contains(name) {
        nearest.append(name)
      }
      found += nearest
      next = nearest
    }
    return found
  }

  /// The address of an asset: `/assets/{version}/{name}`.
  public static func path(_ name: String) -> String { "/assets/\(version)/\(name)" }
}
