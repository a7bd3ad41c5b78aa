internal import API
internal import Foundation
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The board as a feed (Atom, RFC 4287): the promises of which something changed last.
struct BoardFeed {
  var summit: SummitRecord
  var promises: [BoardPromiseRecord]
  var head: API.LedgerHead?
  var publicURL: PublicURL
  var sentences: Sentences

  static let most = 100

  var xml: HTML {
    let board = "\(publicURL.origin)/\(summit.slug)/promises"
    let language = sentences.language.rawValue
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language)">
      <id>\(board)</id>
      <title>\(Self.text("\(sentences.boardTitle) · \(summit.name)"))</title>
      <subtitle>\(head.map { sentences.ledgerHead($0) } ?? sentences.ledgerEmpty)</subtitle>
      <updated>\(time(promises.map(\.changedAt).max() ?? summit.createdAt))</updated>
      <author><name>\(Self.text(summit.name))</name></author>
      <generator>Tribune</generator>
      <link rel="self" type="application/atom+xml" \
      href="\(publicURL.origin)/api/v1/summits/\(summit.slug)/promises.atom?language=\(language)"/>
      <link rel="alternate" type="text/html" href="\(board)"/>
      <link rel="related" type="text/html" href="\(publicURL.origin)/\(summit.slug)/ledger"/>
      \(promises.map(entry))</feed>

      """
  }

  private func entry(_ record: BoardPromiseRecord) -> HTML {
    let promise = API.BoardPromise(record, in: summit, at: publicURL.origin)
    let question = promise.question
    return """
      <entry>
      <id>\(promise.url)</id>
      <title>\(Self.text("\(sentences.state(of: promise)) – \(sentences.words(of: question))"))</title>
      <published>\(time(record.promise.metAt))</published>
      <updated>\(time(record.changedAt))</updated>
      <link rel="alternate" type="text/html" href="\(promise.url)"/>
      <category term="\(promise.isDisputed ? "disputed" : promise.kind.rawValue)"/>
      <summary>\(Self.text(summary(of: promise)))</summary>
      </entry>

      """
  }

  /// What the board says of it, line by line.
  private func summary(of promise: API.BoardPromise) -> String {
    var lines = [sentences.place(of: promise), sentences.standing(of: promise)]
    if let reason = promise.question.answer?.reason { lines.append(sentences.declinedBecause(reason)) }
    if let text = promise.question.answer?.text { lines.append(text) }
    if promise.isDisputed, let verdicts = promise.question.verdicts {
      lines.append(sentences.disagreement(verdicts))
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func time(_ date: Date) -> String { API.Timestamp(date, in: summit.zone).description }

  /// Without what XML 1.0 has no way to say.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isCharacter($0) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(isCharacter)))
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
