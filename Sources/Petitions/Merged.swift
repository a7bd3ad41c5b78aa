/// What becomes of one field in an import: a merge of what a person set here and what the file says, each seen against
/// what the last file said.
public enum Merged<Value: Equatable>: Equatable {
  /// Here it is what the file says already.
  case same(Value)
  /// The file changed it, and nobody here.
  case file(Value)
  /// A person changed it here, and the file says what it said before: theirs stays.
  case here(Value)
  /// Both changed it, to different values. What a person set stays, and it is said.
  case conflict(here: Value, file: Value)

  /// What is in force afterwards.
  public var value: Value {
    switch self {
    case .same(let value), .file(let value), .here(let value), .conflict(let value, _): value
    }
  }

  public var isFromFile: Bool { if case .file = self { true } else { false } }
  public var isConflict: Bool { if case .conflict = self { true } else { false } }

  /// Whether here stays something else than the file says.
  public var isKept: Bool {
    switch self {
    case .here, .conflict: true
    case .same, .file: false
    }
  }
}

/// The three-way merge of one field. `base` is what the last imported file said.
public func merged<Value: Equatable>(base: Value, here: Value, file: Value) -> Merged<Value> {
  if here == file { return .same(here) }
  if here == base { return .file(file) }
  return file == base ? .here(here) : .conflict(here: here, file: file)
}

/// Two fields that are only right together, such as a start and an end: where a person and the file disagree about one,
/// or where what both say makes no span, neither is taken from the file.
public func mergedSpan<Value: Comparable>(
  base: (start: Value, end: Value), here: (start: Value, end: Value), file: (start: Value, end: Value),
  mayBeEmpty: Bool
) -> (start: Merged<Value>, end: Merged<Value>) {
  let start = merged(base: base.start, here: here.start, file: file.start)
  let end = merged(base: base.end, here: here.end, file: file.end)
  let isSpan = mayBeEmpty ? start.value <= end.value : start.value < end.value
  // A file that is wrong by itself is refused as it is.
  let bothFromFile = !start.isKept && !end.isKept
  guard !bothFromFile, start.isConflict || end.isConflict || !isSpan else { return (start, end) }
  return (left(start, here.start), left(end, here.end))
}

/// What the file would change stays as it is here.
private func left<Value>(_ field: Merged<Value>, _ here: Value) -> Merged<Value> {
  if case .file(let file) = field { .conflict(here: here, file: file) } else { field }
}
