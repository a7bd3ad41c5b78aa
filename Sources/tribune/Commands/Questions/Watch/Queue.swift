import API
import Foundation

/// The live queue as a value: what is shown, what is selected, what was done. Keys and answers go in, things to do
/// come out; terminal and network are elsewhere.
struct Queue {
  private(set) var session: Session
  /// Those that wait, oldest first; then those that are published, in the order chosen.
  private(set) var questions: [Question] = []
  private(set) var order = QuestionOrder.top
  /// By id, not by row: while the list moves, the hand stays on the same question.
  private(set) var selected: String?
  private(set) var prompt: Prompt?
  private(set) var notice: Notice?
  /// Since when the server has not answered, and what was wrong.
  private(set) var away: (since: Date, failure: Failure)?
  private(set) var isLoaded = false
  private var underway: [Act] = []
  private var done: [Act] = []
  private var movedAt: Date?

  init(session: Session) { self.session = session }

  /// A reason is being asked for.
  struct Prompt: Equatable {
    let action: Act.Action
    let question: Question
  }

  struct Notice: Equatable {
    let text: String
    let style: Style
  }

  enum Effect: Equatable {
    case send(Act)
    case quit, interrupt, suspend, redraw
  }

  var selection: Question? { questions.first { $0.id == selected } }
  var waiting: Int { questions.prefix { $0.state == .pending }.count }

  /// Whether a decision about the question is on its way.
  func isUnderway(_ question: Question) -> Bool { underway.contains { $0.question == question.id } }

  // MARK: What the server says

  mutating func show(_ session: Session) { self.session = session }

  mutating func show(_ list: [Question], now: Date) {
    away = nil
    isLoaded = true
    let place = questions.firstIndex { $0.id == selected }
    let gone = selection
    // One that was approved between two pages is in both; the later page is right.
    let newest = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    questions = sorted(Array(newest.values))
    guard selection == nil else { return }
    selected = questions.isEmpty ? nil : questions[min(place ?? 0, questions.count - 1)].id
    if let gone, !isUnderway(gone) {
      // Somebody else decided. The hand may be on its way to a key that was meant for that question.
      movedAt = now
      notice = Notice(text: "#\(gone.number) has left the queue.", style: .owed)
    }
  }

  /// It answered that nothing has changed.
  mutating func answered() { away = nil }

  mutating func fail(_ failure: Failure, now: Date) { away = (away?.since ?? now, failure) }

  /// `id` is what the server calls the act.
  mutating func finish(_ act: Act, _ question: Question, id: String?, now: Date) {
    underway.removeAll { $0 == act }
    away = nil
    let said = "#\(act.number)\(act.isUndo ? ":" : "") \(act.past)."
    if let place = done.lastIndex(of: act), !act.isUndo {
      // Where somebody else had done the same already there is nothing of one's own to undo.
      if let id { done[place].id = id } else { done.remove(at: place) }
    }
    let isUndoable = !act.isUndo && id != nil
    notice = Notice(text: said + (isUndoable ? "  u takes it back" : ""), style: .kept)
    questions.removeAll { $0.id == question.id }
    if question.state == .pending || question.state == .published {
      if question.highlighted { for place in questions.indices { questions[place].highlighted = false } }
      questions = sorted(questions + [question])
    }
    if act.isUndo { selected = question.id }
    if selection == nil { selected = questions.first?.id }
  }

  mutating func refuse(_ act: Act, _ failure: Failure) {
    underway.removeAll { $0 == act }
    if let place = done.lastIndex(of: act) { done.remove(at: place) }
    let what = act.isUndo ? "not taken back" : "not \(act.past)"
    notice = Notice(text: "#\(act.number) \(what): \(failure.message)", style: .late)
  }

  // MARK: Keys

  mutating func press(_ key: Key, now: Date) -> Effect? {
    switch key {
    case .interrupt: return .interrupt
    case .suspend: return .suspend
    case .redraw: return .redraw
    default: break
    }
    if let prompt { return answer(prompt, key) }
    switch key {
    case .up, .character("k"): move(by: -1)
    case .down, .character("j"): move(by: 1)
    case .pageUp: move(by: -10)
    case .pageDown, .character(" "): move(by: 10)
    case .home, .character("g"): move(by: -questions.count)
    case .end, .character("G"): move(by: questions.count)
    case .character("s"): reorder()
    case .character("q"): return .quit
    case .character("u"): return undo()
    case .character("a"): return decide(.approve, now)
    case .character("r"): return decide(.reject, now)
    case .character("h"): return decide(.hide, now)
    case .character("m"): return decide(.merge, now)
    case .character("x"): return decide(.setAside, now)
    case .character("l"): return decide(selection?.highlighted == true ? .unhighlight : .highlight, now)
    default: break
    }
    return nil
  }

  private mutating func move(by rows: Int) {
    notice = nil
    movedAt = nil
    guard let place = questions.firstIndex(where: { $0.id == selected }) else { return }
    selected = questions[min(max(place + rows, 0), questions.count - 1)].id
  }

  private mutating func reorder() {
    order = order == .top ? .new : .top
    questions = sorted(questions)
    notice = Notice(text: order == .top ? "Most upvotes first." : "Newest first.", style: .plain)
  }

  private mutating func decide(_ action: Act.Action, _ now: Date) -> Effect? {
    guard let question = selection, !isUnderway(question) else { return nil }
    if let movedAt, now.timeIntervalSince(movedAt) < 1 {
      notice = Notice(text: "The queue has just moved: look, and press again.", style: .owed)
      return nil
    }
    if let objection = action.objection(to: question) {
      notice = Notice(text: "#\(question.number) \(objection)", style: .owed)
      return nil
    }
    guard action == .reject || action == .hide else { return send(action, nil, question) }
    notice = nil
    prompt = Prompt(action: action, question: question)
    return nil
  }

  private mutating func answer(_ prompt: Prompt, _ key: Key) -> Effect? {
    switch key {
    case .escape, .character("q"), .character("u"): self.prompt = nil
    case .character(let character):
      guard let reason = API.Curation.Reason.allCases.first(where: { $0.key == character }) else {
        return nil
      }
      self.prompt = nil
      // It may have left the queue while the reason was being thought about.
      guard questions.contains(where: { $0.id == prompt.question.id }) else { return nil }
      return send(prompt.action, reason, prompt.question)
    default: break
    }
    return nil
  }

  private mutating func send(_ action: Act.Action, _ reason: API.Curation.Reason?, _ question: Question)
    -> Effect
  {
    let act = Act(
      action: action, reason: reason, question: question.id, number: question.number,
      into: action == .merge ? question.publishedLookalike : nil)
    underway.append(act)
    done.append(act)
    notice = nil
    // On to the next one, without waiting for the answer.
    if action.leavesItsPlace, question.id == selected,
      let place = questions.firstIndex(where: { $0.id == question.id })
    {
      let next = place + 1 < questions.count ? place + 1 : place - 1
      if next >= 0 { selected = questions[next].id }
    }
    return .send(act)
  }

  private mutating func undo() -> Effect? {
    guard let last = done.last else {
      notice = Notice(text: "There is nothing to take back.", style: .owed)
      return nil
    }
    // Which act it is, the server has not said yet.
    guard !underway.contains(last) else {
      notice = Notice(text: "#\(last.number) is still on its way.", style: .owed)
      return nil
    }
    done.removeLast()
    let act = last.undoing
    underway.append(act)
    return .send(act)
  }

  private func sorted(_ list: [Question]) -> [Question] {
    let waiting = list.filter { $0.state == .pending }.sorted {
      ($0.askedAt, $0.number) < ($1.askedAt, $1.number)
    }
    let published = list.filter { $0.state == .published }.sorted { left, right in
      order == .top
        ? (-left.upvotes, left.number) < (-right.upvotes, right.number) : left.number > right.number
    }
    return waiting.groupingLookalikes + published
  }
}
