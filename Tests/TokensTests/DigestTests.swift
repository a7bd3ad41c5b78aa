import Testing
import Tokens

@Suite("Digests", .timeLimit(.minutes(5)))
struct DigestTests {
  @Test("SHA-256 is the standard's")
  func standard() {
    let hex = Digest.sha256(Array("abc".utf8)).map { String($0, radix: 16, padding: 2) }.joined()
    #expect(hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a badge's ignores capitals, spaces and hyphens, and depends on summit and key")
  func badges() throws {
    let key = SigningKey()
    func digest(_ code: String, summit: Int32 = 1, key: SigningKey) throws -> [UInt8] {
      Digest.badge(try BadgeCode(code), summit: summit, key: key)
    }
    let known = try digest("AB-12 cd", key: key)
    #expect(known.count == 32)
    #expect(try digest("ab12–CD", key: key) == known)
    #expect(try digest("ab12ce", key: key) != known)
    #expect(try digest("ab12cd", summit: 2, key: key) != known)
    #expect(try digest("ab12cd", key: SigningKey()) != known)
    #expect(throws: BadgeCode.Fault.empty) { try BadgeCode(" - ") }
  }

  @Test("random codes have the length asked for", arguments: 1...16)
  func codes(length: Int) {
    #expect(RandomCode.text(length: length).utf8.count == length)
  }
}

extension String {
  fileprivate init(_ byte: UInt8, radix: Int, padding: Int) {
    let digits = String(byte, radix: radix)
    self = String(repeating: "0", count: padding - digits.utf8.count) + digits
  }
}
