import API

/// Whose questions a command is about: numbers count within each.
enum QuestionAddressee: Sendable, Equatable {
  case session(String)
  case organisation(String)
  /// What the summit itself is asked.
  case summit

  /// As a sentence says it.
  var name: String {
    switch self {
    case .session(let slug), .organisation(let slug): slug
    case .summit: "the summit’s own questions"
    }
  }

  /// The words that name it on a command line.
  var options: String {
    switch self {
    case .session(let slug): "--session \(slug)"
    case .organisation(let slug): "--organisation \(slug)"
    case .summit: "--own"
    }
  }
}

extension QuestionCommands {
  static let organisation = Option(
    "organisation", letter: "o", "ORGANISATION", .slug,
    "instead: what this organisation is asked, by its slug")
  static let own = Flag("own", "instead: what the summit itself is asked")

  /// One of them has to be said where something is decided.
  static var addressee: [any OptionDescription] { [session, organisation, own] }
}

extension Invocation {
  /// Whose questions the options name; nil where they name nobody's.
  var addressee: QuestionAddressee? {
    get throws {
      var named: [QuestionAddressee] = []
      if let session = try self[QuestionCommands.openSession] { named.append(.session(session)) }
      if let organisation = try self[QuestionCommands.organisation] {
        named.append(.organisation(organisation))
      }
      if self[QuestionCommands.own] { named.append(.summit) }
      guard named.count < 2 else {
        throw misuse(
          "\(named[0].options) and \(named[1].options) name different questions: say one of them.")
      }
      return named.first
    }
  }
}
