internal import API

/// An answer under its question, and what those who signed say of it.
struct AnswerPart {
  var answer: API.Answer
  var verdicts: API.Verdicts?
  var isDisputed = false
  /// The reader's own verdict, where there is one.
  var verdict: Bool?
  /// For readers who may give one.
  var form: VerdictForm?
  var context: PageContext

  init(answer: API.Answer, context: PageContext) { (self.answer, self.context) = (answer, context) }

  /// Nil where there is no answer.
  init?(to question: API.Question, form: VerdictForm? = nil, context: PageContext) {
    guard let answer = question.answer else { return nil }
    self.init(answer: answer, context: context)
    isDisputed = question.promise?.disputed ?? false
    guard answer.kind.isJudged else { return }
    (verdicts, verdict, self.form) = (question.verdicts, question.verdict, form)
  }

  /// Changes with the answer: a page that shows another mark fetches it again. `live.js` reckons the same.
  static func mark(of question: API.Question) -> String {
    guard let answer = question.answer else { return "" }
    return [
      answer.kind.rawValue, answer.answeredAt.description, answer.editedAt?.description ?? "",
      answer.until?.description ?? "",
    ].joined(separator: " ")
  }

  var html: HTML {
    let sentences = context.sentences
    let lines: [String?] = [
      answer.until.map { sentences.deferredUntil($0, now: context.now) },
      answer.kind == .declined ? answer.reason.map(sentences.declinedBecause) : nil,
    ]
    return """
      <div class="\(answer.kind == .declined ? "answer declined" : "answer")">\
      <b>\(sentences.answered(answer, now: context.now))</b>
      \(answer.text.map { "<p>\(context.prose($0))</p>" as HTML })\
      \(lines.compactMap { $0.map { "<p>\($0)</p>" as HTML } })\
      <p class="hint">\(sentences.answeredBy(answer, now: context.now))</p>
      \(judgement)</div>

      """
  }

  private var judgement: HTML {
    guard let verdicts else { return .none }
    let sentences = context.sentences
    let numbers: HTML? =
      verdicts.yes + verdicts.no == 0 && !isDisputed
      ? nil
      : """
      <p class="verdicts">\(isDisputed ? #"<em class="tag late">\#(sentences.disputed)</em> "# : .none)\
      \(sentences.verdicts(verdicts))</p>

      """
    return "\(numbers)\(form?.html(verdict, sentences))"
  }
}

/// The question to those who signed whether the answer answered theirs: two buttons.
struct VerdictForm {
  var action: String
  /// Other fields of the form.
  var fields: HTML = .none
  var name: String
  var yes: String
  var no: String

  /// `verdict`: what the reader said before.
  func html(_ verdict: Bool?, _ sentences: Sentences) -> HTML {
    func button(_ value: String, _ says: Bool, _ text: String) -> HTML {
      """
      <button class="quiet" name="\(name)" value="\(value)" \
      aria-pressed="\(verdict == says ? "true" : "false")">\(text)</button>
      """
    }
    return """
      <form class="verdict" method="post" action="\(action)">\(fields)<span>\(sentences.didItAnswer)</span> \
      \(button(yes, true, sentences.yes)) \(button(no, false, sentences.no))</form>

      """
  }
}

/// Who owes the answer, and until when; nothing where none is owed.
struct DebtPart {
  var question: API.Question
  var context: PageContext

  var html: HTML {
    guard let promise = question.promise, promise.state == .owed else { return .none }
    return """
      <p class="\(promise.overdue ? "debt late" : "debt")">\(context.sentences.owed(promise, now: context.now))</p>

      """
  }
}
