public import Petitions
internal import Postgres

/// How a list of questions is ordered (rule 12).
public enum QuestionOrder: String, CaseIterable, Sendable {
  /// Most upvotes first, then the oldest.
  case top
  /// The newest first.
  case new
  /// Most upvotes lately first, an upvote counting half as much every ten minutes, then the newest.
  case rising
}

/// Which questions a list is of.
public enum QuestionScope: Hashable, Sendable {
  /// All of the summit, to whomever they are addressed.
  case everything
  case session(Session.ID)
  case organisation(Organisation.ID)
  /// Those addressed to the summit itself.
  case summit

  /// Whoever numbers them; nil for those of all.
  public var addressee: Question.Addressee? {
    switch self {
    case .everything: nil
    case .session(let id): .session(id)
    case .organisation(let id): .organisation(id)
    case .summit: .summit
    }
  }

  var session: Session.ID? { if case .session(let id) = self { id } else { nil } }
  var organisation: Organisation.ID? { if case .organisation(let id) = self { id } else { nil } }
}

/// Where a page of a list ended. As text it is a cursor, opaque to those who hand it back.
public struct QuestionCursor: Hashable, Sendable, LosslessStringConvertible {
  public let order: QuestionOrder
  /// What the order goes by: upvotes, or how much it rises.
  let rank: Int64
  let id: Question.ID
  /// Microseconds since 1970 by which rising is reckoned, the same for all pages.
  let asOf: Int64

  init(order: QuestionOrder, rank: Int64, id: Question.ID, asOf: Int64) {
    (self.order, self.rank, self.id, self.asOf) = (order, rank, id, asOf)
  }

  public var description: String { "\(order.rawValue).\(rank).\(id).\(asOf)" }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let order = QuestionOrder(rawValue: parts[0]), let rank = Int64(parts[1]),
      let id = Question.ID(parts[2]), let asOf = Int64(parts[3]), rank >= 0,
      (0...Self.latest).contains(asOf)
    else { return nil }
    self.init(order: order, rank: rank, id: id, asOf: asOf)
  }

  /// The year 9999, within what PostgreSQL takes for a time.
  private static let latest: Int64 = 253_402_300_800_000_000
}

/// One page of a list.
public struct QuestionRecordPage: Sendable {
  public var petitions: [QuestionRecord]
  /// Nil on the last page.
  public var next: QuestionCursor?

  /// Rows with `rank` and `as_of`, one more than the page where it is not the last.
  init(_ rows: [Row], limit: Int, order: QuestionOrder) throws(PostgresError) {
    petitions = try rows.prefix(limit).map { row throws(PostgresError) in try QuestionRecord(row) }
    guard rows.count > limit, let last = rows.prefix(limit).last else { return }
    next = QuestionCursor(order: order, rank: try last["rank"], id: try last["id"], asOf: try last["as_of"])
  }
}

extension QuestionCursor {
  /// Behind that question, in the order by upvotes.
  public init(after petition: Question.ID, upvotes: Int) {
    self.init(order: .top, rank: Int64(upvotes), id: petition, asOf: 0)
  }
}
