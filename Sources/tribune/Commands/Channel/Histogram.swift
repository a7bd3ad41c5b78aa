/// How many gave how many stars, as bars; the most stars on top.
struct Histogram {
  private let counts: [Int]

  /// From one star to five.
  init(_ counts: [Int]) { self.counts = counts }

  /// `5 ★ ████████ 12`. Off a terminal, bars are of a sign that every program and font has.
  func lines(on output: Output) -> [String] {
    lines(width: output.width, sign: output.isTerminal ? "█" : "#") { output.styled($0, .act) }
  }

  /// The longest bar takes what stars and count leave of the width; every count above none has some bar.
  func lines(width: Int?, sign: String, _ style: (String) -> String = { $0 }) -> [String] {
    let most = counts.max() ?? 0
    let digits = String(most).count
    let room = max(10, min(width ?? 60, 80) - 6 - digits)
    return counts.enumerated().reversed().map { index, count in
      let cells = most == 0 ? 0 : (count * room + most - 1) / most
      let bar = String(repeating: sign, count: cells)
      return "\(index + 1) ★ " + String(count).padded(to: digits, right: true)
        + (bar.isEmpty ? "" : " " + style(bar))
    }
  }
}
