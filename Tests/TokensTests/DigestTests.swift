import Testing
import Tokens

@Suite("Digests")
struct DigestTests {
  @Test("SHA-256 is the standard's")
  func standard() {
    let hex = Digest.sha256(Array("abc".utf8)).map { String($0, radix: 16, padding: 2) }.joined()
    #expect(hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a wording's is SHA-256 over salt and text, with a salt of its own each time")
  func wording() {
    let salt = Digest.salt()
    #expect(salt.count == 16)
    #expect(Digest.salt() != salt)
    #expect(Digest.wording("été", salt: salt) == Digest.sha256(salt + Array("été".utf8)))
  }

  @Test("requests are equal when all their parts are")
  func requests() {
    #expect(Digest.request(["a", nil]) == Digest.request(["a", nil]))
    let others: [[String?]] = [["a"], ["a", ""], [nil, "a"], ["ab", ""], ["", "ab"], ["a", "b"], []]
    #expect(Set(others.map(Digest.request)).count == others.count)
  }

  @Test("a badge's ignores capitals, spaces and hyphens, and depends on summit and key")
  func badges() {
    let key = SigningKey()
    let digest = Digest.badge("AB-12 cd", summit: 1, key: key)
    #expect(digest?.count == 32)
    #expect(Digest.badge("ab12–CD", summit: 1, key: key) == digest)
    #expect(Digest.badge("ab12ce", summit: 1, key: key) != digest)
    #expect(Digest.badge("ab12cd", summit: 2, key: key) != digest)
    #expect(Digest.badge("ab12cd", summit: 1, key: SigningKey()) != digest)
    #expect(Digest.badge(" - ", summit: 1, key: key) == nil)
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
