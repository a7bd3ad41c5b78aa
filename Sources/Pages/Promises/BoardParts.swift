internal import API

/// The ways to a part of the board: links with their numbers, so that nothing need be sent or run. And the board for
/// programs.
struct BoardParts {
  var board: API.Board
  var view: BoardView
  var sentences: Sentences

  var html: HTML {
    let api = "/api/v1/summits/\(view.summit)/promises"
    return """
      <nav class="parts" aria-label="\(sentences.boardParts)">
      <ul class="tabs">\(kinds)</ul>
      \(addressees)
      </nav>
      <p class="links">\(view.isWhole ? nil : wholeBoard)<a href="\(api).csv">\(sentences.asTable)</a> \
      <a href="\(api).atom?language=\(sentences.language.rawValue)">\(sentences.asFeed)</a> \
      <a href="/\(view.summit)/ledger">\(sentences.ledger)</a></p>

      """
  }

  private var wholeBoard: HTML {
    #"<a href="\#(BoardView(summit: view.summit).path())">\#(sentences.wholeBoard)</a> "#
  }

  /// Kinds of which there are some, and the one that is chosen.
  private var kinds: [HTML] {
    guard let counts = board.tally(of: view.addressee)?.counts else { return [] }
    let all = link(sentences.everything, counts.all, to: view.of(nil), isCurrent: view.kind == nil)
    return [all]
      + BoardView.Kind.allCases.filter { counts.of($0) > 0 || $0 == view.kind }.map { kind in
        link(sentences.name(of: kind), counts.of(kind), to: view.of(kind), isCurrent: view.kind == kind)
      }
  }

  private func link(_ text: String, _ number: Int, to view: BoardView, isCurrent: Bool) -> HTML {
    """
    <li><a href="\(view.path())"\(attribute: "aria-current", isCurrent ? "page" : nil)>\(text) \
    <b>\(sentences.number(number))</b></a></li>

    """
  }

  /// Everybody that something was promised by.
  private var addressees: HTML {
    let tallies = board.tallies
    guard tallies.count > 1 else { return .none }
    let items = tallies.map { tally -> HTML in
      let addressee = BoardView.Addressee(tally)
      let isCurrent = addressee == view.addressee
      return """
        <li><a href="\(view.of(addressee).path())"\(attribute: "aria-current", isCurrent ? "page" : nil)>\
        \(sentences.typed(tally.title))</a></li>

        """
    }
    let isOpen = view.addressee != .everybody
    return """
      <details class="choose"\(attribute: "open", if: isOpen)><summary>\(sentences.byAddressee)</summary>
      <ul>\(items)</ul></details>
      """
  }
}

/// The numbers of the board, addressee by addressee.
struct TallyTable {
  var tallies: [API.PromiseTally]
  var view: BoardView
  var sentences: Sentences

  var html: HTML {
    let columns = [
      sentences.owedColumn, sentences.overdueColumn, sentences.keptColumn, sentences.disputedColumn,
      sentences.declinedColumn, sentences.voidColumn, sentences.medianColumn,
    ]
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(sentences.theNumbers)"><table>
      <thead><tr><th scope="col">\(sentences.addressee)</th>\(columns.map { #"<th scope="col">\#($0)</th>"# as HTML })</tr></thead>
      <tbody>
      \(tallies.map(row))</tbody>
      </table></div>

      """
  }

  private func row(_ tally: API.PromiseTally) -> HTML {
    let counts = tally.counts
    let numbers = [
      counts.owed, counts.overdue, counts.kept, counts.disputed, counts.declined, counts.void,
    ]
    return """
      <tr><th scope="row"><a href="\(view.of(.init(tally)).path())">\(sentences.typed(tally.title))</a></th>\
      \(numbers.map { "<td>\(sentences.number($0))</td>" as HTML })\
      <td>\(tally.medianAnswerSeconds.map { sentences.duration($0) } ?? "–")</td></tr>

      """
  }
}
