/// What a word on the command line may be, and what it is read as.
struct ValueKind<Value: Sendable>: Sendable {
  /// The only words there are, where they are fixed: for help, completion and "did you mean".
  var choices: [ChoiceDescription] = []
  var isFile = false
  /// Several of them, with commas between.
  var isList = false
  /// Throws `Misread`.
  let read: @Sendable (String) throws -> Value
}

/// One of a fixed set of words.
struct ChoiceDescription: Sendable, Equatable {
  let word: String
  let summary: String
}

/// Completes a sentence that begins with the option or argument: `must be a number from 1 to 150`.
struct Misread: Error {
  let rule: String
}

/// An enum whose cases are words of the command line.
protocol Choice: RawRepresentable<String>, CaseIterable, Sendable {
  var summary: String { get }
}

extension Choice {
  static var descriptions: [ChoiceDescription] {
    allCases.map { ChoiceDescription(word: $0.rawValue, summary: $0.summary) }
  }

  /// `off-topic` is read as `off_topic`, since both look the same at the speed of a session.
  static func read(_ text: String) throws -> Self {
    if let value = Self(rawValue: text) ?? Self(rawValue: text.lowercased().replacing("-", with: "_")) {
      return value
    }
    let words = descriptions.map(\.word)
    var rule = "must be one of \(words.joined(separator: ", "))"
    if let near = closest(to: text, among: words) { rule += ". Did you mean “\(near)”?" }
    throw Misread(rule: rule)
  }
}

extension ValueKind {
  static func choice(_ type: Value.Type) -> ValueKind where Value: Choice {
    ValueKind(choices: type.descriptions, read: type.read)
  }

  /// Several, with commas between.
  static func list<Element: Sendable>(of kind: ValueKind<Element>) -> ValueKind where Value == [Element] {
    ValueKind(choices: kind.choices, isList: true) { text in
      try text.split(separator: ",", omittingEmptySubsequences: true).map { part in
        try kind.read(String(part.trimming(while: \.isWhitespace)))
      }
    }
  }
}

extension ValueKind where Value == String {
  /// Anything but nothing.
  static let text = ValueKind { text in
    guard text.contains(where: { !$0.isWhitespace }) else { throw Misread(rule: "must not be empty") }
    return text
  }

  /// What names a thing in a path.
  static let slug = ValueKind { text in
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }), !text.contains("/") else {
      throw Misread(rule: "must be a slug, such as opening-keynote")
    }
    return text
  }

  static let file = ValueKind(isFile: true) { text in
    guard !text.isEmpty else { throw Misread(rule: "must be a file's name, or - for standard input") }
    return text
  }

  /// A day: `2017-06-13`. Whether there is such a day is for the server to say.
  static let day = ValueKind { text in
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else {
      throw Misread(rule: "must be a day, such as 2017-06-13")
    }
    return text
  }
}

extension ValueKind where Value == Int {
  static func number(_ range: ClosedRange<Int>) -> ValueKind {
    ValueKind { text in
      guard let number = Int(text), range.contains(number) else {
        throw Misread(rule: "must be a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// A question's number in its session, with or without the sign it bears on the wall.
  static let questionNumber = ValueKind { text in
    guard let number = Int(text.hasPrefix("#") ? text.dropFirst() : text[...]), number > 0 else {
      throw Misread(rule: "must be a question's number, such as 17")
    }
    return number
  }
}

extension UInt8 {
  var isDigit: Bool { (48...57).contains(self) }
}

extension StringProtocol {
  /// Without the characters at both ends that meet the condition.
  func trimming(while condition: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !condition($0) }), let last = lastIndex(where: { !condition($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
