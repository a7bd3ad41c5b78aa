internal import API
internal import Petitions

/// Over the questions: in which order, which of them, and what they say. Plain links and a plain form; `find.js` looks
/// while one types.
struct FindPart {
  var frame: QuestionFrame
  var total: Int
  var replies: ReplyCounts

  var html: HTML {
    #"<div id="find">\#(content)</div>"#
  }

  private var sentences: Sentences { frame.context.sentences }

  private var content: HTML {
    if frame.view.isPersonal { return personal }
    guard total > 1 || frame.words != nil else { return .none }
    let isOpen = frame.words != nil || frame.view == .owed || frame.view == .answered
    return """
      <p class="order" role="group" aria-label="\(sentences.order)">\(link(.top, sentences.topFirst)) \
      \(link(.new, sentences.newFirst))</p>
      <details\(attribute: "open", if: isOpen)><summary>\(sentences.find)</summary>
      \(search)
      <p class="order chips" role="group" aria-label="\(sentences.filter)">\
      \(chip(.top, sentences.allQuestions, nil)) \(chip(.owed, sentences.owedFilter, replies.owed)) \
      \(chip(.answered, sentences.answeredFilter, replies.answered))</p>
      </details>
      """
  }

  /// What the reader asked, and what the reader signed.
  private var personal: HTML {
    """
    <p class="order" role="group" aria-label="\(sentences.mineTab)">\(link(.mine, sentences.askedByMe)) \
    \(link(.signed, sentences.signedByMe))</p>
    """
  }

  private var search: HTML {
    let view: HTML? =
      frame.view == .top ? nil : #"<input type="hidden" name="view" value="\#(frame.view.rawValue)">"#
    return """
      <form role="search" action="\(frame.page)">\(view)<label class="hidden" for="q">\(sentences.searchLabel)</label>\
      <input type="search" id="q" name="q" value="\(frame.words ?? "")" maxlength="200" enterkeyhint="search" \
      autocomplete="off" placeholder="\(sentences.searchPlaceholder)"> <button class="quiet">\(sentences.search)</button></form>
      """
  }

  private func link(_ view: QuestionFrame.View, _ text: String) -> HTML {
    """
    <a href="\(frame.page)\(view.query(frame.words))"\(attribute: "aria-current", view == frame.view ? "true" : nil)>\(text)</a>
    """
  }

  private func chip(_ view: QuestionFrame.View, _ text: String, _ count: Int?) -> HTML {
    let isCurrent = view == frame.view || view == .top && frame.view == .new
    let number: HTML? = count.map { " <b>\(sentences.number($0))</b>" }
    return """
      <a href="\(frame.page)\(view.query(frame.words))"\(attribute: "aria-current", isCurrent ? "true" : nil)>\(text)\(number)</a>
      """
  }
}
