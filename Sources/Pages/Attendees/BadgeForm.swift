internal import API

/// Asks for the code of a badge. It joins when it is sent, never by being opened; and where it stands in the way of an
/// act, it carries that along, so that one more button is all it takes.
public struct BadgeForm: Sendable, Equatable {
  /// Where it is sent to.
  var action: String
  /// What was scanned or typed.
  var code = ""
  /// The fields of the act that waits for it, to be sent with it.
  var fields: [Field] = []

  public init(action: String, code: String = "", fields: [Field] = []) {
    (self.action, self.code, self.fields) = (action, code, fields)
  }

  public struct Field: Sendable, Equatable {
    var name: String
    var value: String

    public init(name: String, value: String) {
      (self.name, self.value) = (name, value)
    }
  }

  func html(_ context: PageContext) -> HTML {
    let sentences = context.sentences
    let carried = fields.map { #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">\#n"# as HTML }
    let problem: HTML? = context.badgeProblem.map {
      #"<p class="problem" role="alert">\#(sentences.problem($0))</p>\#n"#
    }
    return """
      <form class="act badge" id="badge" method="post" action="\(action)">
      <h2>\(sentences.badgeTitle)</h2>
      \(problem)<p>\(fields.isEmpty ? sentences.badgeInvitation : sentences.badgeNeeded)</p>
      \(carried)<label for="badge-code">\(sentences.badgeCode)</label>
      <input id="badge-code" name="badge" required maxlength="64" autocomplete="off" autocapitalize="characters" \
      spellcheck="false" value="\(code)" aria-describedby="badge-hint">
      <p class="hint" id="badge-hint">\(sentences.badgeHint)</p>
      <button class="strong">\(fields.isEmpty ? sentences.badgeJoin : sentences.badgeContinue)</button>
      </form>

      """
  }
}

extension PageContext {
  /// Why a badge was refused: said within its form.
  var badgeProblem: API.Problem? {
    guard badgeForm != nil, let problem, problem.field == "badge" else { return nil }
    // That one is needed the form says itself.
    return problem.rule == "required" && badgeForm?.code.isEmpty == true ? nil : problem
  }
}

extension Sentences {
  var badgeTitle: String { say("badge.title") }
  var badgeInvitation: String { say("badge.invitation") }
  var badgeNeeded: String { say("badge.needed") }
  var badgeCode: String { say("badge.code") }
  var badgeHint: String { say("badge.hint") }
  var badgeJoin: String { say("badge.join") }
  var badgeContinue: String { say("badge.continue") }
  var badgeAsked: String { say("badge.asked") }
  var badgeEnter: String { say("badge.enter") }

  // MARK: On paper

  func badgeSheet(of summit: String) -> String { say("badge.sheet.title", ["summit": summit]) }
  var badgeSheetCode: String { say("badge.sheet.code") }
  var badgeSheetHint: String { say("badge.sheet.hint") }
}
