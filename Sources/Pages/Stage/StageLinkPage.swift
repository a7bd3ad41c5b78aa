/// What a stage's link leads to, and what a stage shows to whoever is not signed in: one sentence, one button at most.
/// No script presses the button: whatever looks at links runs scripts too.
public struct StageLinkPage {
  public enum Refusal: String {
    case used, expired, unknown

    public var status: Int { self == .unknown ? 404 : 410 }
  }

  public enum State {
    /// The link can be used.
    case ready(isHost: Bool, code: String)
    case refused(Refusal)
    /// The stage itself, and nobody is signed in, or no more.
    case signedOut
    /// A room in which nothing takes place.
    case nothing

    /// Seconds after which the page looks again whether something does; nil where nothing is awaited.
    public var looksAgainAfter: Int? {
      if case .nothing = self { 30 } else { nil }
    }

    public var status: Int {
      switch self {
      case .ready, .nothing: 200
      case .refused(let refusal): refusal.status
      case .signedOut: 401
      }
    }
  }

  /// Of the session, or the room's name.
  var title: String
  /// Of the stage.
  var path: String
  var state: State
  var context: PageContext

  public init(title: String, path: String, state: State, context: PageContext) {
    (self.title, self.path, self.state, self.context) = (title, path, state, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(title) · \(sentences.stage)", language: context.language, stylesheet: "monitor.css",
      hasTheme: false, isIndexed: false, body: #" class="monitor door""#,
      content: """
        <main>
        <p class="what">\(sentences.stage)</p>
        <h1\(attribute: "class", title.count > 60 ? "long" : nil)>\(sentences.typed(title))</h1>
        \(content)
        </main>
        """
    ).html
  }

  private var content: HTML {
    let sentences = context.sentences
    switch state {
    case .ready(let isHost, let code):
      return """
        <p>\(sentences.stageOpens(isHost: isHost))</p>
        <form method="post" action="\(path)/\(code)" id="sign-in">
        <input type="hidden" name="key" value="\(context.key)">
        <button class="main">\(sentences.stageOpen)</button>
        </form>
        <p class="hint">\(sentences.stageOnce)</p>
        """
    case .refused(let refusal):
      let elsewhere = refusal == .used ? "<p>\(sentences.stageUsedElsewhere)</p>" as HTML : .none
      return """
        <p class="problem"><b>\(sentences.stageLink(refusal))</b></p>
        \(elsewhere)
        <p>\(sentences.stageAskForLink)</p>
        """
    case .signedOut:
      return """
        <p class="problem"><b>\(sentences.stageSignedOut)</b></p>
        <p>\(sentences.stageAskForLink)</p>
        """
    case .nothing: return "<p>\(sentences.stageRoomEmpty)</p>"
    }
  }
}
