internal import Foundation
internal import Petitions

/// `questions.json`: an example's past. Days are counted back from the day of loading; texts are checked like an
/// attendee's when they are used.
struct SeedFile: Decodable {
  struct Session: Decodable {
    /// Its slug.
    var session: String
    /// How its box is left: `open`, `paused` or `closed`.
    var box: Box
    var moderation: Moderation?
    /// Of whom its threshold is a share.
    var audience: Int?
    /// Who accepted to answer in the speakers' name.
    var accepted: String?
    var feedback: [Rating]?
    var questions: [Question]
  }

  struct Organisation: Decodable {
    /// Its slug.
    var organisation: String
    var name: String
    /// Who accepted for it.
    var accepted: String
    var threshold: Int
    var questions: [Question]
  }

  /// What the summit itself is asked.
  struct Summit: Decodable {
    var threshold: Int
    var questions: [Question]
  }

  struct Question: Decodable {
    var text: String
    var name: String?
    /// How many sign it, its author among them.
    var upvotes: Int
    /// How many more sign it who are quarantined afterwards.
    var stuffed: Int?
    var daysAgo: Double?
    /// `published` unless it is to wait for a person, or is turned down.
    var state: Petitions.Question.State?
    var reason: Curation.Reason?
    var note: String?
    /// By which another names it as the one that it is merged into.
    var key: String?
    var into: String?
    var translation: Translation?
    var answers: [Answer]?
    var verdicts: Verdicts?
  }

  struct Translation: Decodable {
    var language: String
    var text: String
  }

  struct Answer: Decodable {
    var kind: Petitions.Answer.Kind
    var text: String?
    var reason: Petitions.Answer.Reason?
    /// To when it is put off, from when that is said.
    var inDays: Double?
    var daysAgo: Double
  }

  struct Verdicts: Decodable {
    var yes: Int
    var no: Int
  }

  struct Rating: Decodable {
    var stars: Int
    var comment: String?
  }

  var sessions: [Session]
  var organisations: [Organisation]?
  var summit: Summit?

  init(json: Data) throws { self = try JSONDecoder().decode(SeedFile.self, from: json) }
}

/// What a seed says that no rule allows.
struct SeedFault: Error, CustomStringConvertible {
  var description: String
}

extension SeedFile.Answer {
  /// As it is handed in, `now` being when.
  func content(at now: Date) throws -> Petitions.Answer.Content {
    let text = try text.map { text throws(TextRule) in try AnswerText(text) }
    switch (kind, text, reason, inDays) {
    case (.live, _, _, _): return .live(text)
    case (.written, let text?, _, _): return .written(text)
    case (.declined, _, let reason?, _): return .declined(reason, text)
    case (.deferred, _, _, let days?): return .deferred(to: now.addingTimeInterval(days * 86_400), text)
    default: throw SeedFault(description: "an answer that is \(kind.rawValue) lacks what goes with it")
    }
  }
}

extension SeedFile.Question {
  var days: Double { daysAgo ?? 0 }

  func translated() throws -> Petitions.Question.Translation? {
    guard let translation else { return nil }
    guard let language = LanguageTag(translation.language) else {
      throw SeedFault(description: "\(translation.language) is no language's tag")
    }
    return Petitions.Question.Translation(try TranslationText(translation.text), language)
  }
}
