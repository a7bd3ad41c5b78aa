/// Aligned columns for people. What is in the cells is made harmless here, so that no caller can forget it.
struct Table {
  struct Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
      (self.text, self.style) = (text.shown, style)
    }
    init(stringLiteral text: String) { self.init(text) }
  }

  private let titles: [String]
  /// Columns of numbers, by place.
  private let right: Set<Int>
  private var rows: [[Cell]] = []

  /// The last column takes what the others leave, and wraps.
  init(_ titles: String..., right: Set<Int> = []) { (self.titles, self.right) = (titles, right) }

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: Cell...) { rows.append(cells) }

  /// Lines for an output of so many cells; nil for no end of them.
  func lines(width: Int?, colours: Bool) -> [String] {
    let header = titles.map { Cell($0, .faint) }
    let all = [header] + rows
    let widths = titles.indices.map { column in all.map { $0[column].text.cells }.max() ?? 0 }
    let before = widths.dropLast().reduce(0) { $0 + $1 + gap }
    let last = max(20, (width ?? .max) - before)
    return all.flatMap { row -> [String] in
      var start = ""
      for (column, cell) in row.dropLast().enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.text.cells)
        let text = cell.style.apply(cell.text, colours: colours)
        start += right.contains(column) ? padding + text : text + padding
        start += String(repeating: " ", count: gap)
      }
      guard let end = row.last else { return [] }
      let texts = width == nil ? [end.text] : end.text.wrapped(to: last)
      return texts.enumerated().map { place, text in
        let indent = place == 0 ? start : String(repeating: " ", count: before)
        return (indent + end.style.apply(text, colours: colours)).droppingTrailingSpaces
      }
    }
  }

  private let gap = 2
}

/// One thing in full: names on the left, what they say on the right.
struct Details {
  private var fields: [(name: String, text: String, style: Style)] = []

  /// Leaves out what is not said.
  mutating func add(_ name: String, _ text: String?, _ style: Style = .plain) {
    if let text, !text.isEmpty { fields.append((name, text.shown(keepingNewlines: true), style)) }
  }

  func lines(width: Int?, colours: Bool) -> [String] {
    let left = (fields.map(\.name.cells).max() ?? 0) + 2
    return fields.flatMap { field in
      let texts = field.text.wrapped(to: max(20, (width ?? .max) - left))
      return texts.enumerated().map { place, text in
        let name = (place == 0 ? field.name : "").padded(to: left)
        return Style.faint.apply(name, colours: colours) + field.style.apply(text, colours: colours)
      }
    }
  }
}

extension Output {
  func write(_ table: Table) {
    for line in table.lines(width: width, colours: colours) { self.line(line) }
  }

  func write(_ details: Details) {
    for line in details.lines(width: width, colours: colours) { self.line(line.droppingTrailingSpaces) }
  }
}

extension String {
  var droppingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
