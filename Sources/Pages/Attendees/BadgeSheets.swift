internal import API
internal import Foundation

/// Badges to print: one HTML document that needs nothing else, ten cards on each sheet of A4.
public struct BadgeSheets: Sendable {
  public struct Card: Sendable {
    public var code: String
    /// Printed on the card, where there is one.
    public var label: String?
    public init(code: String, label: String? = nil) { (self.code, self.label) = (code, label) }
  }

  private let summit: String
  private let sentences: Sentences
  private let joinURL: String
  private let cards: [Card]

  /// - Parameters:
  ///   - language: of the summit, a lower-case tag.
  ///   - joinURL: where a QR code leads, without the code: `https://tribune.example/summit?badge=`
  public init(summit: String, language: String, joinURL: String, cards: [Card]) {
    self.summit = summit
    sentences = Sentences(language: Language(tag: language) ?? .en)
    (self.joinURL, self.cards) = (joinURL, cards)
  }

  private static let cardsASheet = 10

  public var html: String {
    let sheets = stride(from: 0, to: cards.count, by: Self.cardsASheet).map { start in
      let end = min(start + Self.cardsASheet, cards.count)
      return "<section>\n\(cards[start..<end].map(card))</section>\n" as HTML
    }
    let document: HTML = """
      <!doctype html>
      <html lang="\(sentences.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="robots" content="noindex">
      <title>\(sentences.badgeSheet(of: summit))</title>
      <style>
      \(HTML(trustedMarkup: Self.style))
      </style>
      </head>
      <body>
      \(sheets)</body>
      </html>

      """
    return document.markup
  }

  private func card(_ card: Card) -> HTML {
    let drawing = QRCode(joinURL + card.code.percentEncoded)?.drawing(label: sentences.badgeSheetCode)
    return """
      <article>
      \(drawing)
      <div><h1>\(summit)</h1>
      \(card.label.map { "<p class=\"label\">\($0)</p>\n" as HTML })<p class="code">\(card.code)</p>
      <p class="hint">\(sentences.badgeSheetHint)</p></div>
      </article>

      """
  }

  /// Millimetres, so that a sheet is a sheet whatever the browser takes a pixel for.
  private static let style = """
    @page { size: A4; margin: 10mm; }
    * { box-sizing: border-box; margin: 0; }
    body { font: 9pt/1.35 system-ui, sans-serif; color: #000; background: #fff; }
    section { display: grid; grid-template-columns: repeat(2, 95mm); grid-auto-rows: 55mm; width: 190mm; margin: 0 auto; break-after: page; }
    section:last-child { break-after: auto; }
    article { display: grid; grid-template-columns: 40mm 1fr; gap: 4mm; align-items: center; padding: 4mm; border: .2mm dashed #999; break-inside: avoid; overflow: hidden; }
    .qr { width: 40mm; height: 40mm; }
    h1 { font: 600 11pt/1.2 Georgia, serif; }
    .label { font-weight: 600; margin-top: 1mm; overflow-wrap: anywhere; }
    .code { font: 700 13pt/1.2 ui-monospace, monospace; margin-top: 2mm; overflow-wrap: anywhere; }
    .hint { color: #444; font-size: 7.5pt; margin-top: 2mm; }
    """
}
