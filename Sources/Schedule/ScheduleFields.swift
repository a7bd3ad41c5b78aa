internal import JSON
internal import Petitions

/// One object of a schedule file, read as leniently as its meaning allows.
struct ScheduleFields {
  private let values: [String: JSONTree]

  /// Of keys that are there twice, the last counts.
  init?(_ tree: JSONTree?) {
    guard case .object(let members) = tree else { return nil }
    values = Dictionary(members.lazy.map { ($0.key, $0.value) }) { $1 }
  }

  /// What is there under the first of `keys` that has anything; null is nothing.
  func value(_ keys: String...) -> JSONTree? {
    for key in keys {
      if let value = values[key], value != .null { return value }
    }
    return nil
  }

  /// The first of `keys` that has words for people: a string, a number, or an object of texts in several languages.
  func text(_ keys: String..., longest: Int, newlines: Bool = false) -> CleanText? {
    for key in keys {
      if let text = Self.words(values[key], longest: longest, newlines: newlines) { return text }
    }
    return nil
  }

  /// The first of `keys` that has a text for programs, which is taken as it is written.
  func string(_ keys: String...) -> String? {
    for key in keys {
      if let text = Self.text(values[key]).flatMap({ CleanText($0, longest: 500) }) { return text.value }
    }
    return nil
  }

  func list(_ key: String) -> [JSONTree]? { values[key].flatMap(Self.list) }

  /// A list, or an object of objects, as which PHP writes a list that has gaps.
  static func list(_ value: JSONTree) -> [JSONTree]? {
    switch value {
    case .list(let list): return list
    case .object(let members):
      let isList = members.allSatisfy { if case .object = $0.value { true } else { $0.value == .null } }
      return isList ? members.map(\.value) : nil
    default: return nil
    }
  }

  /// Words for people, without what is left of HTML.
  static func words(_ value: JSONTree?, longest: Int, newlines: Bool = false) -> CleanText? {
    guard let text = text(value) else { return nil }
    return CleanText(PlainMarkup.text(of: text, onOneLine: !newlines), longest: longest, newlines: newlines)
  }

  static func text(_ value: JSONTree?) -> String? {
    switch value {
    case .text(let text), .number(let text): text
    // Of several languages English, as most readers', else the file's first.
    case .object(let texts):
      (texts.first { $0.key == "en" } ?? texts.first).flatMap {
        if case .text(let text) = $0.value { text } else { nil }
      }
    default: nil
    }
  }
}
