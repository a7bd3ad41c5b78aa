import Foundation
import Petitions

/// Something that somebody does in the hall, or that happens there.
enum Act: Sendable {
  case ask(by: Attendee.ID, of: Session.ID, text: String)
  case edit(Question.ID, by: Attendee.ID, text: String)
  case sign(Question.ID, by: Attendee.ID)
  case unsign(Question.ID, by: Attendee.ID)
  case withdraw(Question.ID, by: Attendee.ID)
  case report(Question.ID, by: Attendee.ID)
  case curate(Question.ID, Curation.Action, text: String)
  case merge(Question.ID, into: Question.ID)
  case unmerge(Question.ID)
  case move(Question.ID, to: Session.ID)
  case answer(Question.ID, andTo: [Question.ID]?, Answer.Content)
  case retract(Question.ID)
  case judge(Question.ID, by: Attendee.ID, Bool)
  case quarantine(Set<Attendee.ID>)
  case release(Set<Attendee.ID>)
  case lower(Session.ID, to: Int)
  case extend(Session.ID, minutes: Int)
  case end(Session.ID)
  case box(Session.ID, Box)
  case pass(minutes: Int)
}

/// What came of it: `done`, or the code of the refusal.
struct Outcome: Sendable {
  var code: String
  /// The question that was asked.
  var asked: Question.ID?

  static let done = Outcome(code: "done")
}

extension Act {
  /// A random one, of people, sessions and questions that there are.
  static func random(
    in model: HallModel, people: [Attendee.ID], using random: inout some RandomNumberGenerator
  ) -> Act {
    let person = people[Int.random(in: 0..<people.count, using: &random)]
    let sessions = model.sessions.keys.sorted()
    let session = sessions[Int.random(in: 0..<sessions.count, using: &random)]
    let questions = model.questions.keys.sorted()
    let text = "Question \(Int.random(in: 0..<1_000_000_000, using: &random)), qui y répond ?"
    // The newest ones most of all: those of a hall's last minutes.
    guard !questions.isEmpty else { return .ask(by: person, of: session, text: text) }
    let question = questions.suffix(12).randomElement(using: &random) ?? questions[0]
    let other = questions.suffix(12).randomElement(using: &random) ?? question
    switch Int.random(in: 0..<100, using: &random) {
    case ..<5: return .ask(by: person, of: session, text: text)
    case ..<8: return .edit(question, by: model.author(of: question, or: person, using: &random), text: text)
    case ..<45: return .sign(question, by: person)
    case ..<53: return .unsign(question, by: person)
    case ..<55: return .withdraw(question, by: model.author(of: question, or: person, using: &random))
    case ..<59: return .report(question, by: person)
    case ..<68:
      let actions = [Curation.Action.approve, .approve, .reject, .hide, .restore, .restore, .correct]
      return .curate(question, actions.randomElement(using: &random) ?? .approve, text: text)
    case ..<72: return .merge(question, into: other)
    case ..<75: return .unmerge(model.merges.last?.question ?? question)
    case ..<76: return .unmerge(question)
    case ..<77: return .move(question, to: session)
    case ..<81:
      return .answer(
        question, andTo: Bool.random(using: &random) ? nil : [other], .random(text, model.now, &random))
    case ..<82: return .retract(question)
    case ..<86: return .judge(question, by: person, Bool.random(using: &random))
    case ..<88: return .quarantine(model.some(of: people, using: &random))
    case ..<90: return .release(model.some(of: model.quarantined.sorted(), using: &random))
    case ..<92:
      let threshold = model.sessions[session]?.threshold ?? 3
      return .lower(session, to: max(3, threshold + Int.random(in: -2...1, using: &random)))
    case ..<93: return .extend(session, minutes: Int.random(in: 1...30, using: &random))
    case ..<94: return .end(session)
    case ..<97:
      return .box(session, [Box.open, .open, .paused, .closed].randomElement(using: &random) ?? .open)
    default: return .pass(minutes: Int.random(in: 1...25, using: &random))
    }
  }
}

extension HallModel {
  /// A few of them, as they come.
  fileprivate func some(of people: [Attendee.ID], using random: inout some RandomNumberGenerator) -> Set<
    Attendee.ID
  > {
    Set((0..<6).compactMap { _ in people.randomElement(using: &random) })
  }

  /// Its author most of the time, else somebody.
  fileprivate func author(
    of question: Petitions.Question.ID, or person: Attendee.ID, using random: inout some RandomNumberGenerator
  ) -> Attendee.ID {
    guard Int.random(in: 0..<5, using: &random) > 0, let author = questions[question]?.author else {
      return person
    }
    return author
  }
}

extension Answer.Content {
  /// In words that nobody used before.
  fileprivate static func random(
    _ text: String, _ now: Date, _ random: inout some RandomNumberGenerator
  ) -> Answer.Content {
    guard let words = try? AnswerText(text) else { return .live(nil) }
    switch Answer.Kind.allCases.randomElement(using: &random) {
    case .deferred: return .deferred(to: now + Double(Int.random(in: 1...40, using: &random)) * 86_400, words)
    case .declined: return .declined(.noComment, words)
    case .written: return .written(words)
    case .live, nil: return .live(words)
    }
  }
}
