extension String {
  /// The text in lines of at most so many cells, broken at spaces where there are any. Newlines break as well.
  func wrapped(to width: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { $0.wrappedLine(to: max(width, 2)) }
  }

  /// At most so many cells, the cut marked.
  func cut(to width: Int) -> String {
    guard cells > width else { return self }
    var text = ""
    var used = 0
    for character in self {
      let next = used + character.cells
      if next > width - 1 { break }
      text.append(character)
      used = next
    }
    return width > 0 ? text + "…" : ""
  }

  func padded(to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - cells))
    return right ? space + self : self + space
  }
}

extension Substring {
  fileprivate func wrappedLine(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      let length = word.cells
      if used > 0, used + 1 + length > width {
        lines.append(line)
        (line, used) = ("", 0)
      } else if used > 0 || !line.isEmpty {
        line += " "
        used += 1
      }
      guard length > width else {
        line += word
        used += length
        continue
      }
      // A word longer than the line, such as an address or a sentence in Chinese, breaks anywhere.
      for character in word {
        if used + character.cells > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += character.cells
      }
    }
    lines.append(line)
    return lines
  }
}
