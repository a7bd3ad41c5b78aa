/// A QR code in a terminal: two modules a character, one above the other, with the quiet zone that scanners need.
struct DrawnCode {
  /// Row by row, `1` for a dark module.
  let rows: [String]

  private static let quietZone = 4

  /// Cells across.
  var width: Int { (rows.first?.count ?? 0) + 2 * Self.quietZone }

  /// Black on white, whatever the terminal's colours are. Without colours the light modules are drawn, which is right
  /// on a dark terminal; on a light one scanners read the code inverted.
  func lines(colours: Bool) -> [String] {
    let modules = framed
    return stride(from: 0, to: modules.count, by: 2).map { row in
      let below = row + 1 < modules.count ? modules[row + 1] : modules[row].map { _ in false }
      let drawn = String(
        zip(modules[row], below).map { upper, lower in
          Self.block(upper == colours, lower == colours)
        })
      return colours ? "\u{1B}[38;5;16;48;5;231m\(drawn)\u{1B}[0m" : drawn
    }
  }

  /// Whether a module is dark, quiet zone included.
  private var framed: [[Bool]] {
    let side = [Bool](repeating: false, count: Self.quietZone)
    let bare = [[Bool]](repeating: [Bool](repeating: false, count: width), count: Self.quietZone)
    return bare + rows.map { row in side + row.map { $0 == "1" } + side } + bare
  }

  private static func block(_ upper: Bool, _ lower: Bool) -> Character {
    switch (upper, lower) {
    case (true, true): "█"
    case (true, false): "▀"
    case (false, true): "▄"
    case (false, false): " "
    }
  }
}
