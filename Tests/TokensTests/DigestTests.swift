import Testing
import Tokens

@Suite("Digests")
struct DigestTests {
  @Test("SHA-256 is the standard's")
  func standard() {
    let hex = Digest.sha256(Array("abc".utf8)).map { String($0, radix: 16, padding: 2) }.joined()
    #expect(hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a badge's code is compared without capitals, spaces and hyphens")
  func plainBadges() {
    #expect(Digest.plainBadge("AB-12 cd") == "ab12cd")
    #expect(Digest.plainBadge("ab12–CD") == "ab12cd")
    #expect(Digest.plainBadge(" - ").isEmpty)
  }

  @Test("a badge's digest depends on code, summit and key")
  func badges() {
    let key = SigningKey()
    let digest = Digest.badge(plain: "ab12cd", summit: 1, key: key)
    #expect(digest.count == 32)
    #expect(Digest.badge(plain: "ab12cd", summit: 1, key: key) == digest)
    #expect(Digest.badge(plain: "ab12ce", summit: 1, key: key) != digest)
    #expect(Digest.badge(plain: "ab12cd", summit: 2, key: key) != digest)
    #expect(Digest.badge(plain: "ab12cd", summit: 1, key: SigningKey()) != digest)
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
