import Foundation
import Petitions
import Testing

@Suite("Bursts", .timeLimit(.minutes(5)))
struct QuarantineTests {
  private func time(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_497_340_800 + seconds) }

  private func signers(_ seconds: [Double], strangers: Bool = false) -> [Burst.Signer] {
    seconds.map { Burst.Signer(joinedAt: time($0), isStranger: strangers) }
  }

  @Test("twenty who join within a minute are a burst; nineteen are not")
  func least() {
    let twenty = (0..<20).map { Double($0) * 3 }
    #expect(Burst.bursts(among: signers(twenty)) == [Array(0..<20)])
    #expect(Burst.bursts(among: signers(Array(twenty.dropLast()))) == [])
    #expect(Burst.bursts(among: []) == [])
  }

  @Test("windows slide: who joins at an even pace is seen, and pauses hide nobody within one")
  func sliding() {
    let even = (0..<150).map { Double($0) * 3.1 }
    #expect(Burst.bursts(among: signers(even)) == [Array(0..<150)])
    // Nineteen, a pause, and one more.
    let paused = (0..<19).map { Double($0) } + [59]
    #expect(Burst.bursts(among: signers(paused)) == [Array(0..<20)])
  }

  @Test("bursts that lie further apart than ten minutes are two, and who came between is in neither")
  func apart() {
    let first = (0..<25).map { Double($0) }
    let second = (0..<30).map { 2_000 + Double($0) }
    let found = Burst.bursts(among: signers(first + [1_000] + second))
    #expect(found == [Array(0..<25), Array(26..<56)])
  }

  @Test("forty who came to no session are one within ten minutes too, and those who came are left out of it")
  func slow() {
    let pace = (0..<50).map { Double($0) * 12 }
    #expect(Burst.bursts(among: signers(pace)) == [])
    #expect(Burst.bursts(among: signers(pace, strangers: true)) == [Array(0..<50)])
    var mixed = signers(pace, strangers: true)
    mixed[7].isStranger = false
    #expect(Burst.bursts(among: mixed) == [(0..<50).filter { $0 != 7 }])
  }

  @Test("five who join within a minute, report the same and sign nothing are a burst as well")
  func reporters() {
    #expect(Burst.bursts(amongReporters: [0, 10, 20, 30, 60].map(time)) == [Array(0..<5)])
    #expect(Burst.bursts(amongReporters: [0, 10, 20, 30, 61].map(time)) == [])
  }

  @Test("a question held by reports comes back when fewer than five count, and goes when five do again")
  func held() {
    #expect(
      Publication.standing(
        recounted: 4, upvotes: 1, state: .pending, hold: .reports, approved: false, promised: false,
        nameMatches: false) == .published)
    #expect(
      Publication.standing(
        recounted: 4, upvotes: 1, state: .pending, hold: .reports, approved: false, promised: false,
        nameMatches: true)
        == .pending(.name))
    #expect(
      Publication.standing(
        recounted: 5, upvotes: 1, state: .pending, hold: .reports, approved: false, promised: false,
        nameMatches: false) == nil)
    #expect(
      Publication.standing(
        recounted: 0, upvotes: 1, state: .pending, hold: .review, approved: false, promised: false,
        nameMatches: false)
        == nil)
    #expect(
      Publication.standing(
        recounted: 5, upvotes: 1, state: .published, hold: nil, approved: false, promised: false,
        nameMatches: false)
        == .pending(.reports))
    #expect(
      Publication.standing(
        recounted: 9, upvotes: 1, state: .published, hold: nil, approved: true, promised: false,
        nameMatches: false)
        == nil)
    // What an answer is owed to comes back, whatever is reported.
    #expect(
      Publication.standing(
        recounted: 9, upvotes: 1, state: .pending, hold: .reports, approved: false, promised: true,
        nameMatches: false) == .published)
  }
}
