// Charts are drawn by the server as SVG whose widths are per cents and whose heights are pixels: they fit a phone and a
// sheet of paper, and what is written in them stays as large as the text around. Colours and strokes are the
// stylesheet's, by class; what a colour means, a pattern or a shape says too.

/// A share of the width of a drawing, from 0 to 1, as SVG writes it: `12.5%`.
func percent(_ share: Double) -> String {
  let hundredths = Int((max(-1, min(2, share)) * 10_000).rounded())
  let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)%" }
  return rest.isMultiple(of: 10)
    ? "\(sign)\(whole).\(rest / 10)%" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)%"
}

/// How a chart shows each kind of promise: a class for its colour, and a pattern over it.
enum ChartMark: String, CaseIterable {
  case late, owed, kept, disputed, declined, void

  /// Over the colour; nil where the colour stands alone.
  var pattern: String? {
    switch self {
    case .late, .disputed, .declined, .void: "url(#chart-\(rawValue))"
    case .owed, .kept: nil
    }
  }

  /// A part of a bar.
  func bar(from start: Double, to end: Double, height: Int) -> HTML {
    let place: HTML = #"x="\#(percent(start))" width="\#(percent(end - start))" height="\#(height)""#
    return """
      <rect class="m-\(rawValue)" \(place)/>\(pattern.map { #"<rect fill="\#($0)" \#(place)/>"# as HTML })
      """
  }

  /// A small square of it, for the legend.
  var swatch: HTML {
    #"<svg class="swatch" aria-hidden="true">\#(bar(from: 0, to: 1, height: 14))</svg>"#
  }

  /// The patterns, drawn nowhere; once on a page.
  static var definitions: HTML {
    """
    <svg class="defs" aria-hidden="true"><defs>\
    <pattern id="chart-late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <path class="p-line" d="M0 3h6"/></pattern>\
    <pattern id="chart-disputed" width="7" height="7" patternUnits="userSpaceOnUse">\
    <path class="p-line" d="M0 0l7 7M7 0l-7 7"/></pattern>\
    <pattern id="chart-declined" width="5" height="5" patternUnits="userSpaceOnUse">\
    <path class="p-ink" d="M2.5 0v5"/></pattern>\
    <pattern id="chart-void" width="6" height="6" patternUnits="userSpaceOnUse">\
    <circle class="p-dot" cx="3" cy="3" r="1"/></pattern>\
    </defs></svg>

    """
  }
}

/// What the marks of a chart mean.
struct ChartLegend {
  var entries: [(swatch: HTML, text: String)]

  var html: HTML {
    """
    <ul class="legend">\(entries.map { "<li>\($0.swatch) \($0.text)</li>" as HTML })</ul>

    """
  }
}
