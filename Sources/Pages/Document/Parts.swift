internal import API

/// What just happened, said once over the list.
struct NoticePart {
  var summit: String
  var context: PageContext

  var html: HTML {
    #"<div id="notice" role="status" tabindex="-1">\#(content)</div>"#
  }

  private var content: HTML {
    let sentences = context.sentences
    if let form = context.badgeForm { return form.html(context) }
    // A problem of a text, or of feedback, is said beside it.
    if let problem = context.problem, context.draft.text.isEmpty, context.feedbackDraft == nil {
      return #"<p class="problem">\#(sentences.problem(problem))</p>"#
    }
    guard let notice = context.notice else { return .none }
    guard case .asked(_, _, let receipt?) = notice else {
      return #"<p class="done">\#(sentences.notice(notice))</p>"#
    }
    return """
      <p class="done"><b>\(sentences.notice(notice))</b> \(sentences.keepReceipt) \
      <a href="/\(summit)/receipts/\(receipt)">\(sentences.followQuestion)</a>\(similar)</p>
      """
  }
}

extension NoticePart {
  /// Nothing was in the way of asking; those who signed a similar one may want to know of both.
  private var similar: HTML {
    guard !context.similar.isEmpty else { return .none }
    let sentences = context.sentences
    let links = context.similar.map { number -> HTML in
      ##"<a href="#q-\##(number)">\##(sentences.numbered(String(number)))</a>"##
    }
    return "<br>\(sentences.similarOnes) \(list(links))"
  }

  private func list(_ links: [HTML]) -> HTML {
    links.dropFirst().reduce(links.first ?? .none) { "\($0), \($1)" }
  }
}

/// Sentences for the modules of a page, as data that the content security policy lets through.
struct ClientWords {
  var words: [String: String]
  init(_ words: [String: String]) { self.words = words }

  var html: HTML {
    let pairs = words.sorted { $0.key < $1.key }.map { "\(Self.literal($0.key)):\(Self.literal($0.value))" }
    return HTML(
      trustedMarkup:
        #"<script type="application/json" id="words">{\#(pairs.joined(separator: ","))}</script>"#)
  }

  /// A JSON string that cannot end the script it stands in.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}":
        let hex = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

extension Sentences {
  /// The noun alone, for beside a large number.
  func voteNoun(_ number: Int) -> String { count("page.voteNoun", number) }

  /// `Tom Cochran, Acquia`
  func introduced(_ speaker: API.Speaker) -> String {
    let known = [speaker.name, speaker.affiliation ?? ""].filter { !$0.isEmpty }
    return Direction.isolated(typed(known.joined(separator: ", ")))
  }
}
