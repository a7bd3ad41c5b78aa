import Foundation
import Petitions
import Testing

@Suite("Bursts")
struct QuarantineTests {
  private func joined(_ seconds: [Double]) -> [Date] {
    seconds.map { Date(timeIntervalSince1970: 1_497_340_800 + $0) }
  }

  @Test("twenty who join one right after the other are a burst; nineteen are not")
  func least() {
    let twenty = (0..<20).map { Double($0) * 3 }
    #expect(Burst.runs(joined(twenty)) == [0..<20])
    #expect(Burst.runs(joined(Array(twenty.dropLast()))) == [])
    #expect(Burst.runs([]) == [])
  }

  @Test("a pause of more than three seconds ends a burst")
  func pause() {
    let first = (0..<25).map { Double($0) }
    let second = (0..<30).map { 100 + Double($0) }
    let few = (0..<5).map { 500 + Double($0) }
    #expect(Burst.runs(joined(first + second + few)) == [0..<25, 25..<55])
    let slow = (0..<100).map { Double($0) * 3.5 }
    #expect(Burst.runs(joined(slow)) == [])
  }

  @Test("a question held by reports comes back when fewer than five count, and goes when five do again")
  func reports() {
    #expect(
      Publication.standing(
        recounted: 4, state: .pending, hold: .reports, approved: false, nameMatches: false) == .published)
    #expect(
      Publication.standing(recounted: 4, state: .pending, hold: .reports, approved: false, nameMatches: true)
        == .pending(.name))
    #expect(
      Publication.standing(
        recounted: 5, state: .pending, hold: .reports, approved: false, nameMatches: false) == nil)
    #expect(
      Publication.standing(recounted: 0, state: .pending, hold: .review, approved: false, nameMatches: false)
        == nil)
    #expect(
      Publication.standing(recounted: 5, state: .published, hold: nil, approved: false, nameMatches: false)
        == .pending(.reports))
    #expect(
      Publication.standing(recounted: 9, state: .published, hold: nil, approved: true, nameMatches: false)
        == nil)
  }
}
