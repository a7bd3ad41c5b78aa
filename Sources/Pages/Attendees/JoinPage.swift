internal import API

/// Joins by the code that the wall shows: a plain form, so that it works before anything else does.
struct JoinForm {
  /// What was typed before.
  var typed = ""
  /// Whether it is what its page is for.
  var isStrong = false
  var hint: String?
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return """
      <form class="join" action="/j">
      <label for="code">\(sentences.roomCode)</label>
      <p><input id="code" name="code" required maxlength="80" value="\(typed)" autocomplete="off" \
      autocapitalize="none" spellcheck="false" enterkeyhint="go"\(attribute: "aria-describedby", hint.map { _ in "code-hint" })> \
      <button class="\(isStrong ? "strong" : "quiet")">\(sentences.joinRoom)</button></p>
      \(hint.map { #"<p class="hint" id="code-hint">\#($0)</p>\#n"# as HTML })\
      </form>
      """
  }
}

/// `/j`: asks for a room's code; and where no room has the one that was given, says what to do.
public struct JoinPage {
  var typed: String?
  var context: PageContext

  public init(typed: String? = nil, context: PageContext) {
    (self.typed, self.context) = (typed, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    let title = typed == nil ? sentences.joinTitle : sentences.noSuchCode
    return Document(
      title: "\(title) · Tribune", language: context.language, isIndexed: false, body: .none,
      content: """
        <main class="wrong">
        \(Hemicycle(need: 40, rows: 4, most: 40, width: 120).drawing(have: 0, need: 40, label: ""))
        <h1>\(title)</h1>
        \(typed.map { _ in "<p role=\"alert\">\(sentences.checkCode)</p>\n" as HTML })\
        \(JoinForm(typed: typed ?? "", isStrong: true, context: context).html)
        <p><a href="/">\(sentences.withoutCode)</a></p>
        </main>
        \(PageFooter(summit: nil, context: context).html)
        """
    ).html
  }
}
