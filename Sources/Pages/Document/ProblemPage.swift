public import API

/// An error as a page: what it is and what to do, in two sentences. `summit` is the slug, where one is known.
public struct ProblemPage {
  var problem: API.Problem
  var summit: String?
  var context: PageContext

  public init(problem: API.Problem, summit: String? = nil, context: PageContext) {
    (self.problem, self.summit, self.context) = (problem, summit, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    let isOurs = problem.status >= 500
    return Document(
      title: "\(sentences.errorTitle(problem.status)) · Tribune", language: context.language,
      isIndexed: false,
      refreshWithoutScript: nil, body: .none,
      content: """
        <main class="wrong">
        \(Hemicycle(need: 40, rows: 4, most: 40, width: 120).drawing(have: 0, need: 40, label: ""))
        <h1>\(sentences.errorTitle(problem.status))</h1>
        <p>\(isElsewhere ? sentences.problem(problem) : sentences.errorAdvice(problem.status))</p>
        <p>\(isOurs ? #"<a class="strong" href="">\#(sentences.reload)</a>"# : link)</p>
        <p class="hint">\(problem.status) · \(problem.code)</p>
        </main>
        \(PageFooter(summit: nil, context: context).html)
        """
    ).html
  }

  /// The page was opened at an address that is none of ours.
  private var isElsewhere: Bool { problem.code == "cross_origin" }

  private var link: HTML {
    let sentences = context.sentences
    if isElsewhere {
      let address = context.publicURL + (summit.map { "/\($0)" } ?? "")
      return #"<a class="strong" href="\#(address)">\#(address)</a>"#
    }
    guard let summit else { return #"<a class="strong" href="/">\#(sentences.allSummits)</a>"# }
    return #"<a class="strong" href="/\#(summit)">\#(sentences.programme)</a>"#
  }
}
