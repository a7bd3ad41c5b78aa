internal import API

/// The one strong button, and the sheet that it opens. Without JavaScript the sheet is shown because its address is
/// (`#ask`), or because what was typed came back with a problem.
struct AskSheet {
  var frame: QuestionFrame

  var html: HTML {
    guard frame.box == .open || !frame.context.draft.text.isEmpty else {
      return #"<div id="ask" hidden></div>"#
    }
    let sentences = frame.context.sentences
    return """
      <div id="ask"\(attribute: "class", problem == nil ? nil : "open")>
      <section class="bar" aria-label="\(sentences.yourQuestion)"><a class="strong" href="#sheet">\(sentences.askQuestion)</a></section>
      <form class="sheet" id="sheet" method="post" action="\(frame.path)/questions" aria-labelledby="sheet-title">
      <p class="sheet-head"><b id="sheet-title">\(sentences.yourQuestion)</b> <a href="#questions">\(sentences.cancel)</a></p>
      \(problem)
      <input type="hidden" name="key" value="\(frame.context.key)">
      <label class="hidden" for="text">\(sentences.yourQuestion)</label>
      <textarea id="text" name="text" rows="5" required minlength="10" maxlength="560" \
      aria-describedby="length">\n\(frame.context.draft.text)</textarea>
      <p class="hint" id="length"><span>\(sentences.lengthHint)</span> <output id="counter" for="text"></output></p>
      <section class="similar" id="similar" role="status" hidden></section>
      <label for="name">\(sentences.yourName)</label>
      <input id="name" name="name" maxlength="120" autocomplete="name" value="\(frame.context.draft.name)" \
      aria-describedby="name-hint">
      <p class="hint" id="name-hint">\(sentences.nameHint)</p>
      <button class="strong">\(sentences.send)</button>
      <p class="hint" id="sending" role="status"></p>
      <p class="hint">\(frame.isReviewed ? "\(sentences.reviewedFirst) " as HTML : .none)\
      \(sentences.responsible(frame.summit.controller)) \
      <a href="/\(frame.summit.slug)/privacy">\(sentences.privacy)</a></p>
      </form>
      </div>
      """
  }

  /// Only a problem of what was typed belongs here.
  private var problem: HTML? {
    guard let problem = frame.context.problem, !frame.context.draft.text.isEmpty else { return nil }
    return #"<p class="problem" id="problem" role="alert">\#(frame.context.sentences.problem(problem))</p>"#
  }
}
