internal import API
internal import Petitions

/// Entries of the ledger as sentences, day by day.
public struct LedgerNarration {
  var entries: [LedgerStory]
  var places: LedgerPlaces
  var sentences: Sentences
  /// Of the days.
  var level = 3

  public init(entries: [LedgerStory], places: LedgerPlaces, sentences: Sentences, level: Int = 3) {
    (self.entries, self.places, self.sentences, self.level) = (entries, places, sentences, level)
  }

  public var html: HTML { "\(days.map(day))" }

  /// Entries of one day in a row, in the order given.
  private var days: [(day: Day?, entries: [LedgerStory])] {
    entries.reduce(into: []) { days, entry in
      if let last = days.last, last.day == entry.at?.day {
        days[days.count - 1].entries.append(entry)
      } else {
        days.append((entry.at?.day, [entry]))
      }
    }
  }

  private func day(_ day: Day?, _ entries: [LedgerStory]) -> HTML {
    let heading: HTML? = day.map { day in
      let text = sentences.day(day)
      return level == 2 ? "<h2>\(text)</h2>" : "<h3>\(text)</h3>"
    }
    return """
      <section class="\(level == 2 ? "part" : "told")">\(heading)
      <ol class="entries">
      \(entries.map(item))</ol></section>

      """
  }

  private func item(_ entry: LedgerStory) -> HTML {
    let story = sentences.story(entry, places)
    let links = entry.questions.compactMap(link)
    let time: HTML? = entry.at.map { at in
      #"<time datetime="\#(at.description)">\#(sentences.hour(at))</time>"#
    }
    return """
      <li id="e-\(entry.seq)">\(time)<p>\(story.map { "\($0)" as HTML } ?? "<code>\(entry.entry)</code>") \
      \(links.joined(separator: " "))</p>
      <details><summary aria-label="\(sentences.ledgerEntry(entry.seq))">\(sentences.number(entry.seq))</summary>\
      <p class="hint">\(sentences.ledgerBytes)</p><code>\(entry.entry)</code> <code>\(entry.hash)</code></details></li>

      """
  }

  private func link(_ question: Int64) -> HTML? {
    guard let path = places.path(of: question), let place = places.questions[question] else { return nil }
    return #"<a href="\#(path)">\#(sentences.numbered(place.number))</a>"#
  }
}
