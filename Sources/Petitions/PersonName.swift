/// Whether two names that came under one key can be one person's: the same but for case, accents or order, with initials
/// or a name less, or spelt a little otherwise. A key that comes with another name is another person.
public func areNamesOfOnePerson(_ one: String, _ other: String) -> Bool {
  let words = [one.foldedWords, other.foldedWords].sorted { $0.count < $1.count }
  var unmatched = words[1]
  guard !words[0].isEmpty else { return one == other }
  for word in words[0] {
    guard let index = unmatched.firstIndex(where: { isOneWord(word, $0) }) else { return false }
    unmatched.remove(at: index)
  }
  return true
}

/// Equal, or the initial of it, or with at most every fourth letter another.
private func isOneWord(_ one: String, _ other: String) -> Bool {
  if one == other { return true }
  let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
  if one.count == 1 || other.count == 1 { return one.first == other.first }
  return distance(one, other) <= max(one.count, other.count) / 4
}

/// Letters to change, add, leave out or swap with their neighbour.
private func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var last = Array(0...other.count)
  for row in one.indices {
    var next = [row + 1]
    for column in other.indices {
      var least = min(
        last[column] + (one[row] == other[column] ? 0 : 1), last[column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
        least = min(least, before[column - 1] + 1)
      }
      next.append(least)
    }
    (before, last) = (last, next)
  }
  return last[other.count]
}
