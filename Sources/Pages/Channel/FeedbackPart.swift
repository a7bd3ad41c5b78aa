public import API

/// What the reader thinks of the session: stars and a comment, from ten minutes before its end; and what everybody
/// does, where that is public.
public struct FeedbackPart {
  public struct State: Sendable, Equatable {
    /// Whether it is taken now.
    var isOpen = false
    /// Seconds until it will be.
    var opensIn: Int?
    var mine: OwnFeedback?
    var shared: PublicFeedback?

    public init(
      isOpen: Bool = false, opensIn: Int? = nil, mine: OwnFeedback? = nil, shared: PublicFeedback? = nil
    ) {
      (self.isOpen, self.opensIn, self.mine, self.shared) = (isOpen, opensIn, mine, shared)
    }
  }

  var state: State
  var frame: QuestionFrame

  public init(state: State, frame: QuestionFrame) {
    (self.state, self.frame) = (state, frame)
  }

  public var html: HTML {
    guard state.isOpen || state.shared != nil else {
      return """
        <section id="feedback" hidden\(attribute: "data-opens-in", state.opensIn?.description)></section>
        """
    }
    return """
      <section id="feedback" tabindex="-1">
      \(state.shared.map { "<p class=\"hint\">\(sentences.averageStars($0))</p>\n" as HTML })\(state.isOpen ? form : .none)</section>
      """
  }

  private var sentences: Sentences { frame.context.sentences }
  private var draft: PageContext.FeedbackDraft? { frame.context.feedbackDraft }

  private var form: HTML {
    """
    <details\(attribute: "open", if: draft != nil)><summary>\(state.mine.map { sentences.myStars($0.stars) } ?? sentences.rateSession)</summary>
    <form method="post" action="\(frame.path)/feedback">
    \(problem)
    <fieldset class="stars"><legend>\(sentences.rateLegend)</legend>
    \((1...5).map(choice))</fieldset>
    <label for="comment">\(sentences.commentLabel)</label>
    <textarea id="comment" name="comment" rows="3" maxlength="2000">\n\(draft?.comment ?? state.mine?.comment ?? "")</textarea>
    <p class="hint">\(sentences.feedbackHint)</p>
    <button class="quiet">\(state.mine == nil ? sentences.send : sentences.saveChange)</button>
    <p class="hint">\(sentences.responsible(frame.summit.controller)) \
    <a href="/\(frame.summit.slug)/privacy">\(sentences.privacy)</a></p>
    </form></details>

    """
  }

  private func choice(_ stars: Int) -> HTML {
    let chosen = draft.map(\.stars) ?? state.mine?.stars
    return """
      <label><input type="radio" name="stars" value="\(stars)" required\(attribute: "checked", if: stars == chosen) \
      aria-label="\(sentences.stars(stars))"> <span aria-hidden="true">\(stars)\u{A0}★</span></label>

      """
  }

  private var problem: HTML? {
    guard draft != nil, let problem = frame.context.problem else { return nil }
    return #"<p class="problem" role="alert">\#(sentences.problem(problem))</p>"#
  }
}
