import Foundation
import Testing

@testable import tribune

@Suite("Badge files", .timeLimit(.minutes(5)))
struct BadgeFileTests {
  private func read(_ text: String) throws -> [BadgeFile.Badge] { try BadgeFile(Data(text.utf8)).badges }

  @Test(
    "are read as exports are",
    arguments: [
      "A1,Ana\nB2,Bo\n", "code,label\nA1,Ana\nB2,Bo", "\u{FEFF}code;label\r\nA1;Ana\r\nB2;Bo\r\n",
      "\"code\",\"label\"\n\"A1\",\"Ana\"\n\"B2\",\"Bo\"\n", "Nom\tCode badge\nAna\tA1\nBo\tB2\n",
      "sep=;\r\nlabel;code\r\nAna;A1\r\n\r\n;\r\nBo;B2\r\n",
      "Name,Badge,E-mail\rAna, A1 ,a@example.org\rBo,B2,\r",
      "code,label\nA1,Ana\na-1,Ana\nB2,Bo\n",
    ])
  func lenient(text: String) throws {
    #expect(
      try read(text) == [.init(code: "A1", label: "Ana"), .init(code: "B2", label: "Bo")])
  }

  @Test("a column of codes alone is enough; quotes hold separators, quotes and line breaks")
  func plain() throws {
    #expect(try read("K7M2-9XQD\nK7M2-9XQE\n").map(\.code) == ["K7M2-9XQD", "K7M2-9XQE"])
    #expect(try read("BADGE-001\nBADGE-002\n").map(\.code) == ["BADGE-001", "BADGE-002"])
    #expect(
      try read("A1,\"Ana \"\"la\"\" Exemple, Bo\nBo\"\nB2").map(\.label) == [
        "Ana \"la\" Exemple, Bo\nBo", nil,
      ])
  }

  @Test("what Windows wrote is read as well")
  func encodings() throws {
    let latin = Data([0x41, 0x31, 0x3B] + [0xC9] + Array("lodie".utf8))
    #expect(try BadgeFile(latin).badges == [.init(code: "A1", label: "Élodie")])
    let wide = try #require("code;label\r\nA1;Élodie".data(using: .utf16))
    #expect(try BadgeFile(wide).badges == [.init(code: "A1", label: "Élodie")])
  }

  @Test(
    "what cannot be is refused with its line",
    arguments: [
      ("code\nA1\n \"\" ,x\nB2", "Line 3 is no badge: a code has at least one letter or digit"),
      ("code,label\n,Ana\n", "Line 2 is no badge"), ("A1\n\n--\n", "Line 3 is no badge"),
      ("A1,Ana\nB2,Bo\na 1,Cy\n", "Line 3 has the code of line 1, with another label"),
      ("A1\n1.23457E+11\n", "Line 2 was rounded by a spreadsheet"),
      ("A1\n\"B2\nC3\n", "Line 2 opens a quote that nothing closes"),
      ("A1\nB\u{7}2\n", "Line 2 is no badge: a code has no control"),
      ("A1\n\(String(repeating: "B", count: 65))\n", "Line 2 is no badge: a code has at most 64"),
      ("code,label\n", "There is no code in this file"), ("\n\n", "There is no code in this file"),
    ])
  func refused(text: String, message: String) throws {
    let failure = #expect(throws: Failure.self) { _ = try read(text) }
    #expect(failure?.message.hasPrefix(message) == true, "\(failure?.message ?? "")")
  }

  @Test("the shortest code is known, and how many lines repeat one before")
  func measured() throws {
    let file = try BadgeFile(Data("K7-M2\nK7M29\nk7m2\n".utf8))
    #expect(file.shortest == 4)
    #expect(file.repeated == 1)
  }
}
