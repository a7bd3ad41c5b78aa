internal import API
internal import Foundation

/// One number over time, as bars or as a line under which it is filled; beneath it the hours, and in words what matters.
struct TimePlot {
  enum Shape { case bars, line }

  var title: String
  /// What it is now, in words.
  var now: String
  /// What it says of itself to those who do not see it.
  var words: String
  /// One a span, the oldest first; nil where nothing is known of it.
  var values: [Double?]
  var shape: Shape
  var axis: TimeAxis
  var sentences: Sentences
  /// Beside the title.
  var note: String?

  var html: HTML {
    let top = Self.top(over: values.compactMap { $0 }.max() ?? 0)
    return """
      <figure class="plot"><figcaption><h2>\(title)</h2><b>\(now)</b>\(note.map { "<small>\($0)</small>" as HTML })</figcaption>
      <svg class="drawing" role="img"><title>\(title)</title><desc>\(words)</desc>\(axis.grid)\
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">\(shape == .bars ? bars(top) : line(top))</svg>\
      <text class="top" x="0" y="12">\(sentences.decimal(top))</text></svg>
      <svg class="hours" aria-hidden="true">\(axis.labels)</svg></figure>

      """
  }

  private func bars(_ top: Double) -> HTML {
    let width = 100 / Double(max(1, values.count))
    return values.enumerated().reduce(into: HTML.none) { html, entry in
      guard let value = entry.element, value > 0 else { return }
      let height = 100 * value / top
      html += """
        <rect class="span" x="\(Self.number(Double(entry.offset) * width + width * 0.12))" \
        y="\(Self.number(100 - height))" width="\(Self.number(width * 0.76))" height="\(Self.number(height))"/>
        """
    }
  }

  private func line(_ top: Double) -> HTML {
    let width = 100 / Double(max(1, values.count))
    let points = values.enumerated().compactMap { index, value in
      value.map { (x: (Double(index) + 0.5) * width, y: 100 - 100 * $0 / top) }
    }
    guard let first = points.first, let last = points.last else { return .none }
    let path = points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: "L")
    return """
      <path class="under" d="M\(Self.number(first.x)) 100L\(path)L\(Self.number(last.x)) 100z"/>\
      <path class="course" d="M\(path)" vector-effect="non-scaling-stroke"/>
      """
  }

  /// The least of 1, 2, 5, 10, 20, 50, … that is no less.
  static func top(over most: Double) -> Double {
    var unit = 1.0
    while true {
      for step in [1.0, 2, 5] where step * unit >= most { return step * unit }
      unit *= 10
    }
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }
}
