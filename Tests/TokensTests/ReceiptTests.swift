import Testing
import Tokens

@Suite("Receipts", .timeLimit(.minutes(5)))
struct ReceiptTests {
  let key = SigningKey()

  @Test("name their question", arguments: [1, 17, 1 << 40 - 1] as [Int64])
  func roundTrip(question: Int64) {
    let receipt = Receipt(summit: 1, question: question)
    let text = receipt.text(signedWith: key)
    #expect(text.utf8.count == 26)
    #expect(Receipt(text, summit: 1, signedWith: key) == receipt)
    #expect(Receipt(text, summit: 2, signedWith: key) == nil)
    #expect(Receipt(text, summit: 1, signedWith: SigningKey()) == nil)
  }

  @Test("grow for numbers beyond a trillion", arguments: [1 << 40, Int64.max] as [Int64])
  func large(question: Int64) {
    let receipt = Receipt(summit: 1, question: question)
    #expect(Receipt(receipt.text(signedWith: key), summit: 1, signedWith: key) == receipt)
  }

  @Test("are read as people write them down")
  func handwritten() {
    let receipt = Receipt(summit: 1, question: 42)
    let text = receipt.text(signedWith: key)
    let written = text.uppercased().replacing("0", with: "O").replacing("1", with: "l")
    let grouped = written.prefix(6) + "-" + written.dropFirst(6).prefix(10) + " " + written.dropFirst(16)
    #expect(Receipt(String(grouped), summit: 1, signedWith: key) == receipt)
  }

  @Test("are worth nothing when any character was changed")
  func tampered() {
    let text = Receipt(summit: 1, question: 42).text(signedWith: key)
    for index in text.indices {
      for other in "0123456789abcdefghjkmnpqrstvwxyz" where text[index] != other {
        var forged = text
        forged.replaceSubrange(index...index, with: String(other))
        #expect(Receipt(forged, summit: 1, signedWith: key) == nil)
      }
    }
  }

  @Test("are nil when malformed", arguments: ["", "-", "u", "é", "0", "00000000000000000000000000", "\0"])
  func malformed(text: String) {
    #expect(Receipt(text, summit: 1, signedWith: key) == nil)
    #expect(Receipt(String(repeating: text, count: 1000), summit: 1, signedWith: key) == nil)
  }
}
