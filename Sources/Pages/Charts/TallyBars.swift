internal import API

/// Bars, one an addressee, all on one scale: what is late, owed, given, disputed, declined or void. Under each the same
/// in words.
struct TallyBars {
  var tallies: [API.PromiseTally]
  /// Where the name of each leads.
  var view: BoardView
  var sentences: Sentences

  static let height = 18

  var html: HTML {
    let most = tallies.map(\.counts.all).max() ?? 0
    return """
      \(ChartLegend(entries: Self.marks(in: tallies).map { ($0.swatch, sentences.legend($0)) }).html)\
      <ol class="bars">
      \(tallies.map { item($0, most: most) })</ol>

      """
  }

  private func item(_ tally: API.PromiseTally, most: Int) -> HTML {
    """
    <li><a href="\(view.of(.init(tally)).path())">\(sentences.typed(tally.title))</a>
    \(Self.bar(tally, most: most, sentences))
    <p aria-hidden="true">\(sentences.inShort(tally.counts))</p></li>

    """
  }

  /// One bar, as wide as its share of `most`.
  static func bar(_ tally: API.PromiseTally, most: Int, _ sentences: Sentences) -> HTML {
    var start = 0.0
    let parts = parts(of: tally.counts).map { mark, count -> HTML in
      let end = start + Double(count) / Double(max(1, most))
      defer { start = end }
      return mark.bar(from: start, to: end, height: height)
    }
    return """
      <svg class="tally" role="img"><title>\(sentences.typed(tally.title))</title>\
      <desc>\(sentences.inShort(tally.counts))</desc>\(parts)</svg>
      """
  }

  /// Each promise once: a late one is not drawn as owed as well, nor a disputed one as kept.
  static func parts(of counts: API.PromiseCounts) -> [(mark: ChartMark, count: Int)] {
    [
      (.late, counts.overdue), (.owed, counts.owed - counts.overdue), (.kept, counts.kept - counts.disputed),
      (.disputed, counts.disputed), (.declined, counts.declined), (.void, counts.void),
    ].filter { $0.1 > 0 }
  }

  /// Those that some bar shows.
  static func marks(in tallies: [API.PromiseTally]) -> [ChartMark] {
    let shown = Set(tallies.flatMap { parts(of: $0.counts).map(\.mark) })
    return ChartMark.allCases.filter(shown.contains)
  }
}
