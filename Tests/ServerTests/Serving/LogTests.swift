import Testing

@testable import Server

@Suite("The log", .timeLimit(.minutes(10)))
struct LogTests {
  @Test("nothing in a line steers the operator's terminal, nor begins another line or turns one around")
  func plain() {
    #expect(Log.plain("GET /é\u{1B}[31m\u{9B}2J\n\u{202E}x\u{2028}y\u{7F}") == "GET /é [31m 2J  x y ")
  }
}
