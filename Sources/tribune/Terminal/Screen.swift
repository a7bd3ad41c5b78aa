import Foundation

/// Draws a whole screen of lines, and of these only what changed, in one write: no flicker.
struct Screen {
  private var drawn: [String] = []
  private(set) var size = Size(columns: 80, rows: 24)

  struct Size: Equatable {
    var columns: Int
    var rows: Int
  }

  /// Asks the terminal for its size; another one makes everything be drawn again.
  mutating func measure() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return
    }
    size = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    forget()
  }

  /// Everything is drawn again the next time.
  mutating func forget() { drawn = [] }

  /// The bytes that make the screen show `lines`, which fit it; none when it does.
  mutating func update(to lines: [String]) -> String {
    let rows = (0..<size.rows).map { $0 < lines.count ? lines[$0] : "" }
    var text = ""
    if drawn.isEmpty { text += "\u{1B}[0m\u{1B}[2J" }
    for (row, line) in rows.enumerated() where row >= drawn.count || drawn[row] != line {
      text += "\u{1B}[\(row + 1);1H\(line)\u{1B}[0m\u{1B}[K"
    }
    drawn = rows
    // Terminals that know this sign show the frame at once; others ignore it.
    return text.isEmpty ? "" : "\u{1B}[?2026h\(text)\u{1B}[?2026l"
  }
}
