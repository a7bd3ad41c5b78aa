public import API

/// What the overview shows to whoever is not signed in: one sentence, and one thing to do.
public struct OverviewSignIn {
  public enum State {
    /// Asks for an organizer's token.
    case token
    /// What was typed is none.
    case refused
    /// A link that can be used.
    case link(String)
    case linkRefused
  }

  var summit: API.Summit
  var state: State
  var context: PageContext

  public init(summit: API.Summit, state: State, context: PageContext) {
    (self.summit, self.state, self.context) = (summit, state, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.overview) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit), isIndexed: false, body: .none,
      content: """
        <main class="prose">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(sentences.overview)</h1>
        </header>
        \(content)
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  private var path: String { "/\(summit.slug)/overview" }

  private var content: HTML {
    let sentences = context.sentences
    switch state {
    case .link(let code):
      return """
        <p>\(sentences.overviewOpens)</p>
        <form method="post" action="\(path)/\(code)" class="act"><button class="strong">\(sentences.overviewOpen)</button></form>
        """
    case .linkRefused:
      return """
        <p class="problem">\(sentences.overviewLinkUsed)</p>
        \(command)
        """
    case .token, .refused:
      var problem: HTML?
      if case .refused = state {
        problem = #"<p class="problem" role="alert">\#(sentences.overviewTokenRefused)</p>"#
      }
      return """
        <p>\(sentences.overviewForOrganizers)</p>
        \(command)
        \(problem)
        <form method="post" action="\(path)" class="act">
        <label for="token">\(sentences.overviewToken)</label>
        <input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required>
        <button class="strong">\(sentences.overviewSignIn)</button></form>
        """
    }
  }

  /// What makes a link.
  private var command: HTML {
    """
    <p>\(context.sentences.overviewAskForLink)</p>
    <p><code>tribune summit overview \(summit.slug)</code></p>
    """
  }
}
