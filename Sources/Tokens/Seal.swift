/// A text that we give out and that comes back, such as a cursor: signed, so that what we did not give is told from it
/// without looking anything up.
public enum Seal {
  private static let length = 10

  /// `place` keeps apart what is of different summits and lists.
  public static func sealed(_ text: String, for place: String, with key: SigningKey) -> String {
    "\(text).\(Base32.text(signature(text, place, key)))"
  }

  /// The text itself; nil where it was not sealed for that place with `key`.
  public static func opened(_ sealed: String, for place: String, with key: SigningKey) -> String? {
    guard sealed.utf8.count <= 200, let dot = sealed.lastIndex(of: "."),
      let bytes = Base32.bytes(String(sealed[sealed.index(after: dot)...]))
    else { return nil }
    let text = String(sealed[..<dot])
    return Sodium.areEqual(signature(text, place, key), bytes) ? text : nil
  }

  private static func signature(_ text: String, _ place: String, _ key: SigningKey) -> [UInt8] {
    let hash = Sodium.keyedHash(
      Array("\(place)\n\(text)".utf8), purpose: "cursor", key: key, length: Sodium.shortestHash)
    return Array(hash.prefix(length))
  }
}
