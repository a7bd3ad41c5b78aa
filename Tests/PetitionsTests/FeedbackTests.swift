import Foundation
import Petitions
import Testing

@Suite("Feedback", .timeLimit(.minutes(5)))
struct FeedbackTests {
  private static let end = Date(timeIntervalSince1970: 1_497_339_000)

  private func refusal(
    at seconds: Double, cancelled: Bool = false, closed: Bool = false, given: Bool = false
  ) -> Refusal? {
    let feedback = Feedback(
      sessionEndsAt: Self.end, sessionCancelled: cancelled, summitClosed: closed, wasGiven: given)
    do throws(Refusal) { try feedback.check(at: Self.end + seconds) } catch { return error }
    return nil
  }

  @Test("it begins ten minutes before the session's end, and goes on until the summit closes")
  func times() {
    #expect(refusal(at: -601) == .feedbackTooEarly)
    #expect(refusal(at: -600) == nil)
    #expect(refusal(at: 30 * 86_400) == nil)
    #expect(refusal(at: 30 * 86_400, closed: true) == .summitClosed)
    #expect(refusal(at: 0, cancelled: true) == .sessionCancelled)
  }

  @Test("what was given once can be changed, also while an extended session goes on")
  func changed() {
    #expect(refusal(at: -3600, given: true) == nil)
    #expect(refusal(at: -3600, closed: true, given: true) == .summitClosed)
  }

  @Test("there are one to five stars")
  func stars() {
    #expect((0...6).compactMap { Stars($0)?.value } == [1, 2, 3, 4, 5])
  }

  @Test("an empty comment is none; a long one, or one that hides something, is refused")
  func comments() throws {
    #expect(try CommentText(" \r\n ") == nil)
    #expect(try CommentText(" Bien.\r\nTrès bien. ")?.value == "Bien.\nTrès bien.")
    #expect(try CommentText(String(repeating: "é", count: 1000)) != nil)
    #expect(throws: TextRule.tooLong) { try CommentText(String(repeating: "é", count: 1001)) }
    #expect(throws: TextRule.controlCharacter) { try CommentText("Bien\u{7}") }
  }

  private func ratings(_ histogram: [Int]) throws -> Ratings {
    var ratings = Ratings()
    for (index, times) in histogram.enumerated() {
      ratings.add(try #require(Stars(index + 1)), times: times)
    }
    return ratings
  }

  @Test(
    "the average is in tenths, halves rounded up",
    arguments: [
      ([0, 0, 0, 0, 0], nil), ([1, 0, 0, 0, 0], 10), ([0, 0, 0, 1, 1], 45), ([0, 0, 0, 3, 1], 43),
      ([0, 0, 0, 2, 1], 43), ([0, 0, 0, 1, 2], 47), ([1, 1, 1, 1, 1], 30), ([0, 0, 0, 0, 1_000_000], 50),
    ] as [([Int], Int?)])
  func average(histogram: [Int], tenths: Int?) throws {
    #expect(try ratings(histogram).averageInTenths == tenths)
    #expect(try ratings(histogram).histogram == histogram)
  }

  @Test("it is public where the summit wants it, and above five ratings")
  func shared() throws {
    #expect(try !ratings([0, 0, 0, 0, 5]).isPublic(wanted: true))
    #expect(try ratings([1, 0, 0, 0, 5]).isPublic(wanted: true))
    #expect(try !ratings([1, 0, 0, 0, 5]).isPublic(wanted: false))
  }
}
