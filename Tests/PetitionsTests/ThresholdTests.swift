import Petitions
import Testing

@Suite("The threshold", .timeLimit(.minutes(5)))
struct ThresholdTests {
  @Test(
    "is the share of the audience, rounded up, between floor and ceiling",
    arguments: [
      (0, 5), (1, 5), (50, 5), (51, 6), (60, 6), (61, 7), (500, 50), (501, 51), (1499, 150), (1500, 150),
      (1_000_000, 150), (-3, 5), (Int.max, 150),
    ])
  func value(audience: Int, expected: Int) {
    #expect(Threshold.value(share: 10, floor: 5, ceiling: 150, audience: audience) == expected)
  }

  @Test("rounds up exactly, for every share and audience")
  func exact() {
    for share in 1...100 {
      for audience in 0...300 {
        let value = Threshold.value(share: share, floor: 0, ceiling: .max, audience: audience)
        #expect(value * 100 >= share * audience && (value - 1) * 100 < share * audience)
      }
    }
  }

  @Test("the floor is stronger than the ceiling")
  func floor() {
    #expect(Threshold.value(share: 10, floor: 5, ceiling: 3, audience: 500) == 5)
  }

  @Test("the audience is the session's, else the summit's, else those checked in")
  func audience() {
    #expect(Threshold.audience(ofSession: 80, expected: 500, checkedIn: 3) == 80)
    #expect(Threshold.audience(ofSession: nil, expected: 500, checkedIn: 3) == 500)
    #expect(Threshold.audience(ofSession: nil, expected: nil, checkedIn: 3) == 3)
  }

  @Test("may be lowered, never raised")
  func lowered() {
    #expect(Threshold.maySet(from: nil, to: 40))
    #expect(Threshold.maySet(from: 40, to: 40))
    #expect(Threshold.maySet(from: 40, to: 1))
    #expect(!Threshold.maySet(from: 40, to: 41))
    #expect(!Threshold.maySet(from: 40, to: 0))
  }
}
