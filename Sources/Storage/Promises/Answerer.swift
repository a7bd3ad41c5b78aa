public import Petitions

/// Who answers: whoever owes it, or an organizer for all.
public enum Answerer: Hashable, Sendable {
  /// Nil for the server itself.
  case organizer(AccessToken.ID?)
  case speaker(of: Session.ID, AccessToken.ID)
  case organisation(Organisation.ID, AccessToken.ID)

  /// As whom the answer is given.
  public var giver: Answer.Giver {
    switch self {
    case .organizer: .organizer
    case .speaker: .speaker
    case .organisation: .organisation
    }
  }

  public var token: AccessToken.ID? {
    switch self {
    case .organizer(let token): token
    case .speaker(_, let token), .organisation(_, let token): token
    }
  }

  /// Speakers answer what their session is asked, organisations what they are asked themselves. What waits for a
  /// curator is not theirs to know of.
  func checkReach(_ petition: QuestionRecord) throws {
    let isAddressed =
      switch self {
      case .organizer: true
      case .speaker(let session, _): petition.session == session
      case .organisation(let organisation, _): petition.organisation == organisation
      }
    guard isAddressed else { throw StorageRefusal.notAddressed }
    if petition.state == .pending, giver != .organizer { throw Refusal.questionNotFound }
  }
}

/// A rule refuses to do something to one of several questions.
public struct RefusedQuestion: Error, Hashable {
  public var refusal: Refusal
  public var question: Question.ID
  public var number: Int

  init(_ refusal: Refusal, _ petition: QuestionRecord) {
    (self.refusal, question, number) = (refusal, petition.id, petition.number)
  }
}

extension StorageRefusal {
  static let notAddressed = StorageRefusal(
    kind: .forbidden, code: "not_addressed", detail: "the question is addressed to somebody else")
  static let notGiver = StorageRefusal(
    kind: .forbidden, code: "not_giver", detail: "only who gave the answer, or an organizer, takes it back")

  static func broken(_ rule: Answer.TimeRule, _ field: String) -> StorageRefusal {
    let detail =
      switch rule {
      case .future: "must lie ahead"
      case .range: "an answer is put off by 366 days at most"
      case .past: "must not lie ahead"
      case .inSession: "must not be before the session's start"
      }
    return .invalid(field, rule.rawValue, "\(field): \(detail)")
  }
}
