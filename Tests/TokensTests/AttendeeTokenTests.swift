import Testing
import Tokens

@Suite("Tokens of attendees", .timeLimit(.minutes(5)))
struct AttendeeTokenTests {
  let key = SigningKey()

  @Test(
    "say whom they speak for, to whoever has the key",
    arguments: [(1, 1, 1), (Int32.max, Int64.max, Int32.max), (7, 123_456, 3)] as [(Int32, Int64, Int32)])
  func roundTrip(summit: Int32, attendee: Int64, generation: Int32) {
    let token = AttendeeToken(summit: summit, attendee: attendee, generation: generation)
    let text = token.text(signedWith: key)
    #expect(text.utf8.count == AttendeeToken.prefix.utf8.count + 43)
    #expect(AttendeeToken(text, signedWith: key) == token)
    #expect(AttendeeToken(text, signedWith: SigningKey()) == nil)
  }

  @Test("are worth nothing when any character was changed")
  func tampered() {
    let text = AttendeeToken(summit: 1, attendee: 2, generation: 3).text(signedWith: key)
    for index in text.indices {
      for other in "Aa0_-." where text[index] != other {
        var forged = text
        forged.replaceSubrange(index...index, with: String(other))
        #expect(AttendeeToken(forged, signedWith: key) == nil)
      }
    }
  }

  @Test(
    "are nil when malformed",
    arguments: [
      "", "tribune_attendee_", "tribune_attendee_AAAA", "AAAA", "tribune_attendee_é",
      "tribune_attendee_" + String(repeating: "A", count: 43),
      "tribune_attendee_" + String(repeating: "A", count: 44),
      "tribune_attendee_" + String(repeating: "A", count: 100_000),
      "tribune_attendee_" + String(repeating: "=", count: 43), "tribune_attendee_\0",
    ])
  func malformed(text: String) {
    #expect(AttendeeToken(text, signedWith: key) == nil)
  }
}

@Suite("Access tokens", .timeLimit(.minutes(5)))
struct AccessTokenTests {
  @Test("show their role, and are found again by their digest alone")
  func mint() throws {
    let token = AccessToken(role: "organizer")
    #expect(token.text.hasPrefix("tribune_organizer_"))
    #expect(token.digest.count == 32)
    #expect(try #require(AccessToken(token.text)).digest == token.digest)
    #expect(AccessToken(role: "organizer").text != token.text)
  }

  @Test(
    "are nil when they cannot be any",
    arguments: [
      "", "secret", "tribune_organizer_", "tribune_organizer_" + String(repeating: "é", count: 50),
      "tribune_organizer_ " + String(repeating: "a", count: 43),
      "tribune_organizer_" + String(repeating: "a", count: 1000),
    ])
  func malformed(text: String) {
    #expect(AccessToken(text) == nil)
  }

  @Test("attendees' tokens are none")
  func attendee() {
    let text = AttendeeToken(summit: 1, attendee: 2, generation: 3).text(signedWith: SigningKey())
    #expect(AccessToken(text) == nil)
  }
}

@Suite("A signing key", .timeLimit(.minutes(5)))
struct SigningKeyTests {
  @Test("has 32 bytes, and does not show them")
  func secret() throws {
    let key = SigningKey()
    #expect(SigningKey(key.bytes) == key)
    #expect(SigningKey(Array(key.bytes.dropLast())) == nil)
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key) \(String(reflecting: key))\(dumped)".contains("\(key.bytes[0]),") == false)
  }
}
