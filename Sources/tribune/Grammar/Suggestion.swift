/// "Did you mean": the word that a mistyped one is nearest to, if any is near enough.
func closest(to word: String, among words: [String]) -> String? {
  let typed = Array(word.lowercased())
  guard !typed.isEmpty else { return nil }
  // Two slips in a long word, one in a short one; more would guess.
  let tolerance = typed.count < 4 ? 1 : typed.count < 8 ? 2 : 3
  let ranked = words.map { candidate -> (word: String, distance: Int) in
    let letters = Array(candidate.lowercased())
    // Half a word typed is a better sign than a word that merely looks alike.
    if typed.count >= 3, letters.starts(with: typed) { return (candidate, 0) }
    return (candidate, distance(typed, letters))
  }
  let best = ranked.min { $0.distance < $1.distance }
  guard let best, best.distance <= tolerance, best.distance < typed.count else { return nil }
  return best.word
}

/// Insertions, deletions, substitutions and swaps of neighbours that make one word of the other
/// (optimal string alignment).
private func distance(_ left: [Character], _ right: [Character]) -> Int {
  var before: [Int] = []
  var above = Array(0...right.count)
  for row in left.indices {
    var line = [row + 1]
    for column in right.indices {
      let same = left[row] == right[column]
      var cost = min(above[column] + (same ? 0 : 1), above[column + 1] + 1, line[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, before[column - 1] + 1)
      }
      line.append(cost)
    }
    (before, above) = (above, line)
  }
  return above[right.count]
}
