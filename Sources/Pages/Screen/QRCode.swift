internal import CQRCode

/// A join code as vector: dark modules on white, with the quiet zone of four modules that scanners need.
public struct QRCode {
  /// Modules on a side, quiet zone included.
  let size: Int
  /// Path data of the dark modules, one run of a row after the other.
  let path: String
  /// Row by row without the quiet zone, `1` for a dark module: for those who draw it themselves.
  public let rows: [String]

  private static let quietZone = 4

  /// Error correction level M: a glare on the screen may hide 15 %. Nil where the text is too long for a code.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard width > 0, let modules = code.pointee.data else { return nil }
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        var run = 0
        // The lowest bit of a module says whether it is dark.
        while column + run < width, modules[row * width + column + run] & 1 == 1 { run += 1 }
        if run > 0 { path += "M\(column + Self.quietZone) \(row + Self.quietZone)h\(run)v1h-\(run)z" }
        column += max(1, run)
      }
    }
    size = width + 2 * Self.quietZone
    self.path = path
    rows = (0..<width).map { row in
      String((0..<width).map { modules[row * width + $0] & 1 == 1 ? "1" : "0" as Character })
    }
  }

  /// - Parameter label: its text equivalent.
  func drawing(label: String) -> HTML {
    #"""
    <svg class="qr" viewBox="0 0 \#(size) \#(size)" shape-rendering="crispEdges" role="img" aria-label="\#(label)">\#
    <path fill="#fff" d="M0 0h\#(size)v\#(size)H0z"/><path fill="#000" d="\#(path)"/></svg>
    """#
  }
}
