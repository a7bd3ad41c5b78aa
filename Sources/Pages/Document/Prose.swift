internal import API

/// What people wrote, set for a page: as typed, but its spaces before punctuation do not break, and the words that must
/// not break at a hyphen stay whole by markup, so that whoever copies the text gets what was written.
extension HTML {
  init(prose text: String) {
    let scalars = Array(FrenchTypography.set(text).unicodeScalars)
    var (html, done) = (HTML.none, 0)
    for word in HyphenatedWords.whole(in: scalars) {
      html += HTML(text: String(String.UnicodeScalarView(scalars[done..<word.lowerBound])))
      html += #"<span class="whole">\#(String(String.UnicodeScalarView(scalars[word])))</span>"#
      done = word.upperBound
    }
    self = html
    self += HTML(text: String(String.UnicodeScalarView(scalars[done...])))
  }
}

extension PageContext {
  /// In its language, where that is known and not the page's.
  func prose(_ text: String) -> HTML {
    guard let writtenIn else { return HTML(prose: text) }
    return #"<span lang="\#(writtenIn)">\#(HTML(prose: text))</span>"#
  }

  /// The text of a question; of a person who was forgotten, nothing is left.
  func question(_ text: String) -> HTML {
    text.isEmpty ? HTML(text: sentences.question(text)) : prose(text)
  }

  /// The same on the board, where it may be withheld.
  func words(of question: API.Question) -> HTML {
    question.text.isEmpty ? HTML(text: sentences.words(of: question)) : prose(question.text)
  }
}
