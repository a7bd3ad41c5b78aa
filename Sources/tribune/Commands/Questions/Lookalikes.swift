import API

extension [Question] {
  /// Lookalikes next to each other: each question that waits is followed by those that wait as well and look like it,
  /// like one of those, or like the same published one. Otherwise the order stays.
  var groupingLookalikes: [Question] {
    var groups = Groups()
    for question in self where question.state == .pending {
      for lookalike in question.similar ?? [] { groups.join(question.id, lookalike.id) }
    }
    let waiting = Dictionary(grouping: filter { $0.state == .pending }) { groups.head(of: $0.id) }
    var placed: Set<String> = []
    return flatMap { question in
      guard question.state == .pending else { return [question] }
      let head = groups.head(of: question.id)
      return placed.insert(head).inserted ? waiting[head] ?? [] : []
    }
  }

  /// What hangs together: each member leads to its head by way of others.
  private struct Groups {
    private var next: [String: String] = [:]

    func head(of member: String) -> String {
      var member = member
      while let other = next[member] { member = other }
      return member
    }

    mutating func join(_ one: String, _ other: String) {
      let (head, otherHead) = (head(of: one), head(of: other))
      if head != otherHead { next[otherHead] = head }
    }
  }
}

extension Question {
  /// `looks like #17, #3`; nil where nothing does.
  var lookalikes: String? {
    guard state == .pending, let similar, !similar.isEmpty else { return nil }
    return "looks like " + similar.map { "#\($0.number)" }.joined(separator: ", ")
  }
}

extension Lookalike {
  /// `looks like #17, published: Who owns the data?`
  var line: String { "looks like #\(number), \(state.rawValue): \(text)" }
}
