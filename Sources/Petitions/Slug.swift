/// The name of a thing in addresses: 1–64 of `a–z`, `0–9` and inner hyphens.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
  /// What a slug stands for decides which are taken by pages of our own.
  public enum Kind: Sendable {
    case summit, session, other

    public var reserved: Set<String> {
      switch self {
      case .summit: ["api", "healthz", "readyz", "metrics", "assets", "j"]
      case .session:
        [
          "embed", "heard", "ledger", "organisations", "overview", "privacy", "promises", "questions",
          "receipts", "rooms", "upvotes", "verdicts", "verify",
        ]
      case .other: []
      }
    }
  }

  public static let longest = 64

  public let value: String

  /// Nil when the text is no slug, or is reserved.
  public init?(_ text: String, for kind: Kind = .other) {
    let bytes = text.utf8
    guard (1...Self.longest).contains(bytes.count), bytes.allSatisfy(Self.isAllowed),
      bytes.first != Self.hyphen, bytes.last != Self.hyphen, !kind.reserved.contains(text)
    else { return nil }
    value = text
  }

  /// A slug of a title: accents folded, cut between words, neither reserved nor among `taken` (a number is added
  /// then). `fallback`, a slug itself, serves a title without any Latin letter or digit.
  public init(
    title: String, for kind: Kind = .other, fallback: String, isTaken: (String) -> Bool = { _ in false }
  ) {
    let words = title.foldedWords.map {
      String(String.UnicodeScalarView($0.unicodeScalars.filter(\.isASCII)))
    }
    var base = ""
    for word in words where !word.isEmpty {
      guard base.utf8.count + word.utf8.count < Self.longest || base.isEmpty else { break }
      base += base.isEmpty ? String(word.prefix(Self.longest)) : "-" + word
    }
    if base.isEmpty { base = fallback }
    var candidate = base
    var number = 2
    while kind.reserved.contains(candidate) || isTaken(candidate) {
      let suffix = "-\(number)"
      var stem = base.prefix(Self.longest - suffix.utf8.count)
      while stem.last == "-" { stem.removeLast() }
      candidate = stem + suffix
      number += 1
    }
    value = candidate
  }

  public var description: String { value }

  private static let hyphen = UInt8(ascii: "-")
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen: true
    default: false
    }
  }
}
