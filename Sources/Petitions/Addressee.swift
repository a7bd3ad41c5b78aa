extension Question {
  /// Whom a question is put to.
  public enum Addressee: Hashable, Sendable {
    /// Its speakers.
    case session(Session.ID)
    /// One that takes questions.
    case organisation(Organisation.ID)
    case summit

    public var session: Session.ID? { if case .session(let id) = self { id } else { nil } }
    public var organisation: Organisation.ID? { if case .organisation(let id) = self { id } else { nil } }
  }
}
