import Testing

@testable import HTTP

@Suite("Tokens", .timeLimit(.minutes(10)))
struct TokenTests {
  @Test("are of letters, digits and fifteen signs, as RFC 9110 has it")
  func bytes() {
    let allowed = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    #expect(Set((UInt8.min...UInt8.max).filter(Framing.isTokenByte)) == allowed)
  }
}
