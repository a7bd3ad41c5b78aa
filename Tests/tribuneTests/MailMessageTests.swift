import API
import Foundation
import Testing

@testable import tribune

@Suite("A message ready to be sent", .timeLimit(.minutes(5)))
struct MailMessageTests {
  private func message(subject: String = "Réponses dues", debtor: String = "Ana", text: String = "Bonjour")
    throws
    -> String
  {
    let date = try #require(Timestamp("2017-06-13T09:30:00+02:00"))
    let message = MailMessage(
      from: "board@example.org", subject: subject, debtor: debtor, languages: ["fr", "en"], date: date,
      id: "a@example.org", text: text)
    return String(decoding: message.bytes, as: UTF8.self)
  }

  @Test("has the fields that a message needs, an empty line, and the text")
  func fields() throws {
    let text = try message(subject: "Answers owed")
    #expect(
      text.hasPrefix("From: board@example.org\r\nTo: undisclosed-recipients:;\r\nSubject: Answers owed\r\n"))
    #expect(text.contains("\r\nDate: Tue, 13 Jun 2017 09:30:00 +0200\r\n"))
    #expect(text.contains("\r\nMessage-ID: <a@example.org>\r\n"))
    #expect(text.hasSuffix("\r\n\r\nBonjour\r\n"))
  }

  @Test("no line is longer than 78 characters, and all are ASCII, whatever the text")
  func lines() throws {
    let hostile = String(repeating: "Ça, « c’est » l’été… 👩‍👩‍👧 = ? ", count: 30) + "\nfin \u{1B}[31m"
    let text = try message(subject: hostile, debtor: hostile, text: hostile)
    for line in text.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 78)
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
  }

  @Test("a line break in a name ends no field")
  func smuggling() throws {
    let text = try message(debtor: "Ana\r\nBcc: all@example.org")
    #expect(!text.contains("\r\nBcc:"))
  }

  @Test(
    "an address is an address alone",
    arguments: [
      ("board@example.org", true), ("a.b+c@d-e.fr", true), ("Ana <ana@example.org>", false), ("ana", false),
      ("@example.org", false), ("ana@", false), ("a@b@c", false), ("ana@example.org\r\nBcc: x@y", false),
      (".a@b.c", false), ("a@b.", false), ("zoé@example.org", false),
    ])
  func addresses(text: String, isAddress: Bool) {
    #expect(((try? ValueKind<String>.mailAddress.read(text)) != nil) == isAddress)
  }
}
