public import API
public import HTTP
internal import Representations
internal import Storage

/// A list of questions as bytes, rendered once for everybody; what is personal is spliced in.
public final class QuestionListBytes: Sendable {
  private struct Piece {
    let id: Petitions.Question.ID
    let author: Attendee.ID?
    /// Up to where `"upvoted":false` stands, and what follows it.
    let before: [UInt8]
    let after: [UInt8]
  }

  /// For strangers.
  public let shared: Content
  public let questions: [API.Question]
  public let next: String?
  private let pieces: [Piece]
  private let end: [UInt8]
  private let tag: String

  private static let notUpvoted = Array(#""upvoted":false"#.utf8)
  private static let upvoted = Array(#""upvoted":true"#.utf8)
  private static let mine = Array(#","mine":true"#.utf8)
  private static let answered = Array(#","verdict":true"#.utf8)
  private static let notAnswered = Array(#","verdict":false"#.utf8)

  /// `next` is where the list goes on, as it is given out.
  init(_ page: QuestionRecordPage, in summit: SummitRecord, next: String?) throws {
    questions = page.petitions.map { API.Question($0, in: summit) }
    self.next = next
    end = Array("],\"next\":".utf8) + (try next.json) + Array("}".utf8)
    pieces = try zip(page.petitions, questions).map { petition, question in
      let bytes = try question.json
      // Within a string the quotes would be escaped, so this is the key.
      let key = bytes.firstRange(of: Self.notUpvoted) ?? bytes.endIndex..<bytes.endIndex
      return Piece(
        id: petition.id, author: petition.author, before: Array(bytes[..<key.lowerBound]),
        after: Array(bytes[key.upperBound...]))
    }
    let bytes = Self.join(pieces, end) { _ in Self.notUpvoted }
    tag = fingerprint(bytes)
    shared = Content("application/json", bytes: bytes, tag: tag)
  }

  /// In bytes, about: as bytes, as pieces and as values.
  var weight: Int { 4 * shared.bytes.count }

  public var ids: [Petitions.Question.ID] { pieces.map(\.id) }

  /// For one attendee, who signed `upvoted` and gave those `verdicts`.
  public func content(
    for attendee: Attendee.ID, upvoted: Set<Petitions.Question.ID>,
    verdicts: [Petitions.Question.ID: Bool] = [:]
  ) -> Content {
    let bytes = Self.join(pieces, end) { piece in
      (upvoted.contains(piece.id) ? Self.upvoted : Self.notUpvoted)
        + (piece.author == attendee ? Self.mine : [])
        + (verdicts[piece.id].map { $0 ? Self.answered : Self.notAnswered } ?? [])
    }
    return Content("application/json", bytes: bytes, tag: "\(tag)-\(attendee)-\(fingerprint(bytes))")
  }

  /// The same as values.
  public func questions(
    for attendee: Attendee.ID, upvoted: Set<Petitions.Question.ID>,
    verdicts: [Petitions.Question.ID: Bool] = [:]
  ) -> [API.Question] {
    zip(pieces, questions).map { piece, question in
      var question = question
      question.upvoted = upvoted.contains(piece.id)
      question.verdict = verdicts[piece.id]
      if piece.author == attendee { question.mine = true }
      return question
    }
  }

  private static func join(_ pieces: [Piece], _ end: [UInt8], _ personal: (Piece) -> [UInt8]) -> [UInt8] {
    var bytes = Array(#"{"questions":["#.utf8)
    bytes.reserveCapacity(pieces.reduce(end.count) { $0 + $1.before.count + $1.after.count + 32 })
    for (index, piece) in pieces.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += piece.before
      bytes += personal(piece)
      bytes += piece.after
    }
    return bytes + end
  }
}
