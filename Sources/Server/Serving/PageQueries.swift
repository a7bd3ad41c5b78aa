internal import EventLoop
internal import HTTP
internal import Pages

extension Request {
  private static let mostSearched = 200

  /// What a page is asked to look for (`q`); nil where it is nothing.
  @Loop func searchWords() throws(HTTPError) -> String? {
    guard let text = parameter("q") else { return nil }
    guard text.unicodeScalars.count <= Self.mostSearched else {
      throw .broken("too_long", field: "q", "q is \(Self.mostSearched) characters at most.")
    }
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    return text
  }

  /// Of the page from which a form was sent: what was shown, and is to be shown again.
  @Loop func viewQuery() throws(HTTPError) -> String {
    // Whether it is a place of ours, the page that is read next says.
    let after = parameter("after").flatMap { $0.utf8.count <= 200 ? $0 : nil }
    return (try parameter("view", as: QuestionFrame.View.self) ?? .top).query(try searchWords(), after: after)
  }
}
