internal import API
internal import Foundation

/// A span of time across the width of a drawing, with whole hours, days, weeks or months marked on it.
struct TimeAxis {
  let start: Date
  let end: Date
  let ticks: [Tick]

  struct Tick: Equatable {
    var at: Date
    var text: String
  }

  /// From the first to the last of some times, with a little room on both sides.
  init(over times: [Date], most: Int = 5, offset: Int, sentences: Sentences) {
    let first = times.min() ?? Date(timeIntervalSince1970: 0)
    let span = max(3600, (times.max() ?? first).timeIntervalSince(first))
    (start, end) = (first.addingTimeInterval(-span * 0.03), first.addingTimeInterval(span * 1.03))
    ticks = Self.ticks(from: start, to: end, most: most, offset: offset, sentences)
  }

  /// Of exactly so long, up to an end.
  init(lasting span: TimeInterval, until end: Date, most: Int = 6, offset: Int, sentences: Sentences) {
    (start, self.end) = (end.addingTimeInterval(-span), end)
    ticks = Self.ticks(from: start, to: end, most: most, offset: offset, sentences)
  }

  /// Where a time lies, from 0 to 1.
  func share(_ time: Date) -> Double {
    time.timeIntervalSince(start) / end.timeIntervalSince(start)
  }

  /// Lines through a drawing of so many pixels.
  var grid: [HTML] {
    ticks.map { tick in
      let x = percent(share(tick.at))
      return #"<line class="grid" x1="\#(x)" x2="\#(x)" y1="0" y2="100%"/>"#
    }
  }

  /// The ticks' texts in a row.
  var labels: [HTML] {
    ticks.map { tick in
      let share = share(tick.at)
      let anchor = share < 0.06 ? "start" : share > 0.94 ? "end" : "middle"
      return #"<text x="\#(percent(share))" y="13" text-anchor="\#(anchor)">\#(tick.text)</text>"#
    }
  }

  private static let (minute, hour, day) = (60.0, 3600.0, 86_400.0)
  private static let steps = [
    10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day,
    7 * day,
    14 * day, 30 * day, 61 * day, 91 * day, 182 * day, 365 * day,
  ]

  /// The least step that gives no more than `most`, from midnight of the place on.
  private static func ticks(
    from start: Date, to end: Date, most: Int, offset: Int, _ sentences: Sentences
  ) -> [Tick] {
    let span = end.timeIntervalSince(start)
    let step = steps.first { span / $0 <= Double(most) } ?? (span / Double(max(1, most)))
    let shift = Double(offset)
    var at = ((start.timeIntervalSince1970 + shift) / step).rounded(.up) * step - shift
    var ticks: [Tick] = []
    while at <= end.timeIntervalSince1970, ticks.count <= most {
      let time = Timestamp(Date(timeIntervalSince1970: at), offset: offset)
      let text = step < day ? sentences.hour(time) : time.day.map { sentences.tickDay($0) } ?? ""
      ticks.append(Tick(at: time.date, text: text))
      at += step
    }
    return ticks
  }
}
