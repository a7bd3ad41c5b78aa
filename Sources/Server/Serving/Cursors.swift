internal import EventLoop
internal import HTTP
internal import Storage
internal import Tokens

// Where lists go on, as `after` says it: only what we gave out ourselves is read, so that nobody makes up places.

extension Services {
  nonisolated static func sealed(_ cursor: QuestionCursor, in summit: Summit.ID, with key: SigningKey)
    -> String
  {
    Seal.sealed(cursor.description, for: "questions \(summit)", with: key)
  }

  func sealed(_ cursor: QuestionCursor, in summit: SummitRecord) -> String {
    Self.sealed(cursor, in: summit.id, with: key)
  }

  func sealed(_ cursor: BoardCursor, in summit: SummitRecord) -> String {
    Seal.sealed(cursor.description, for: "board \(summit.id)", with: key)
  }

  /// Nil where the list begins; throws what is no cursor of a list in that order.
  func cursor(
    _ request: Request, _ order: QuestionOrder, in summit: SummitRecord
  ) throws(HTTPError) -> QuestionCursor? {
    guard let text = request.parameter("after") else { return nil }
    guard let plain = Seal.opened(text, for: "questions \(summit.id)", with: key),
      let cursor = QuestionCursor(plain), cursor.order == order
    else { throw .broken("cursor", field: "after", "after is the next of a list in the same order.") }
    return cursor
  }

  /// Nil where the board begins; throws what is no cursor of it.
  func boardCursor(_ request: Request, in summit: SummitRecord) throws(HTTPError) -> BoardCursor? {
    guard let text = request.parameter("after") else { return nil }
    guard let plain = Seal.opened(text, for: "board \(summit.id)", with: key), let cursor = BoardCursor(plain)
    else { throw .broken("cursor", field: "after", "after is the next of a page of the board.") }
    return cursor
  }
}
