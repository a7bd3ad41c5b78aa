import Testing

@testable import tribune

@Suite("Histograms", .timeLimit(.minutes(5)))
struct HistogramTests {
  @Test("the longest bar fills the line, others are in proportion, and none is lost")
  func bars() {
    let lines = Histogram([1, 0, 0, 20, 40]).lines(width: 28, sign: "#")
    #expect(
      lines == [
        "5 ★ 40 ####################", "4 ★ 20 ##########", "3 ★  0", "2 ★  0", "1 ★  1 #",
      ])
  }

  @Test("without any ratings there are no bars")
  func none() {
    #expect(
      Histogram([0, 0, 0, 0, 0]).lines(width: nil, sign: "#")
        == ["5 ★ 0", "4 ★ 0", "3 ★ 0", "2 ★ 0", "1 ★ 0"])
  }

  @Test("a narrow terminal still shows bars, a wide one no longer ones than can be compared")
  func widths() {
    #expect(Histogram([0, 0, 0, 0, 1]).lines(width: 4, sign: "#")[0] == "5 ★ 1 ##########")
    #expect(Histogram([0, 0, 0, 0, 1]).lines(width: 400, sign: "#")[0].count == 79)
  }

  @Test("an average is written with one decimal")
  func average() {
    #expect([4.3, 5, 0.1 + 4.1].map(\.oneDecimal) == ["4.3", "5.0", "4.2"])
  }
}
