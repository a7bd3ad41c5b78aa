/// Elements in the order in which they came, taken in batches that hold each key at most once. A batch costs what it
/// holds, however many wait behind it.
struct BatchQueue<Key: Hashable, Element> {
  private var line = Line<(key: Key?, element: Element)>()
  /// Of each key in the line, what came after: the next of them takes its place at the end when the first has left.
  private var later: [Key: Line<Element>] = [:]
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// One without a key goes together with all others.
  mutating func append(_ element: Element, key: Key?) {
    count += 1
    if let key, later[key] != nil {
      later[key]?.append(element)
    } else {
      if let key { later[key] = Line() }
      line.append((key, element))
    }
  }

  mutating func next(_ most: Int) -> [Element] {
    var batch: [Element] = []
    var again: [(Key, Element)] = []
    while batch.count < most, let (key, element) = line.popFirst() {
      batch.append(element)
      guard let key else { continue }
      if let element = later[key]?.popFirst() { again.append((key, element)) } else { later[key] = nil }
    }
    for next in again { line.append(next) }
    count -= batch.count
    return batch
  }
}

/// First in, first out, each in constant time.
private struct Line<Element> {
  private var elements: [Element?] = []
  /// Those before it have left.
  private var first = 0

  mutating func append(_ element: Element) { elements.append(element) }

  mutating func popFirst() -> Element? {
    guard first < elements.count else { return nil }
    let element = elements[first].take()
    first += 1
    if first * 2 >= elements.count {
      elements.removeFirst(first)
      first = 0
    }
    return element
  }
}
