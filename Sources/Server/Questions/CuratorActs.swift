internal import API
internal import HTTP
internal import Storage

// What a curator's `PATCH …/questions/{question}` asks for, read from its body.

extension Services {
  /// Throws where a key is missing, means nothing, or goes with another action.
  func curatorAct(
    _ action: Petitions.Curation.Action, _ change: QuestionChange, in summit: SummitRecord
  ) async throws -> CuratorAct {
    try change.refuseStrangeKeys()
    let (reason, note) = (change.reason, change.note)
    switch action {
    case .approve:
      guard change.into != nil else { return .approve }
      return .merge(into: try change.readInto(), reason ?? .duplicate, note: note)
    case .reject: return .reject(try change.needed(reason), note: note)
    case .hide: return .hide(try change.needed(reason), note: note)
    case .restore:
      guard let decision = change.takesBack else { return .restore }
      guard let id = Petitions.Curation.ID(decision) else {
        throw HTTPError.broken("known", field: "takesBack", "takesBack is the id of a decision.")
      }
      return .restoreAfter(id)
    case .highlight: return .highlight
    case .unhighlight: return .unhighlight
    case .correct:
      guard let text = change.text else {
        throw HTTPError.broken("required", field: "text", "correct needs the text as it should be.")
      }
      return .correct(try questionText(text), reason: reason, note: note)
    case .merge: return .merge(into: try change.readInto(), reason ?? .duplicate, note: note)
    case .unmerge: return .unmerge
    case .move: return .move(to: try await addressee(change.to, in: summit), reason: reason, note: note)
    case .translate: return .translate(try change.readTranslation())
    }
  }

  /// Which act of the caller's own to undo; nil for the last.
  func ownAct(_ change: QuestionChange) throws -> OfficialAct.ID? {
    try change.refuseStrangeKeys()
    return try change.act.map { text in
      guard let id = OfficialAct.ID(text) else {
        throw HTTPError.broken("known", field: "act", "act is the id of an act.")
      }
      return id
    }
  }

  /// `sessions/closing`, `organisations/acme` or `summit`: where it would have been asked.
  private func addressee(_ text: String?, in summit: SummitRecord) async throws
    -> Petitions.Question.Addressee
  {
    guard let text else {
      throw HTTPError.broken("required", field: "to", "move needs to: whom the question shall be put to.")
    }
    if text == "summit" { return .summit }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "sessions" where parts.count == 2:
      guard let session = try await store.session(parts[1], in: summit.id) else {
        throw HTTPError.broken("known", field: "to", "There is no such session.")
      }
      return .session(session.id)
    case "organisations" where parts.count == 2:
      guard let organisation = try await store.organisation(parts[1], in: summit.id) else {
        throw HTTPError.broken("known", field: "to", "There is no such organisation.")
      }
      return .organisation(organisation.id)
    default:
      throw HTTPError.broken(
        "shape", field: "to", "to is sessions/{session}, organisations/{organisation} or summit.")
    }
  }
}

extension QuestionChange {
  /// A key that goes with another action was meant to do something: it is not ignored.
  fileprivate func refuseStrangeKeys() throws {
    if name != .absent {
      throw HTTPError.broken("author_only", field: "name", "Only its author changes the name.")
    }
    let keys: [(field: String, value: String?, actions: [Action])] = [
      ("into", into, [.decide(.merge), .decide(.approve)]), ("to", to, [.decide(.move)]),
      ("language", language, [.decide(.translate)]), ("takesBack", takesBack, [.decide(.restore)]),
      ("act", act, [.undo]),
    ]
    for key in keys where key.value != nil && !key.actions.contains(where: { $0 == action }) {
      throw HTTPError.broken(
        "action_needed", field: key.field,
        "\(key.field) goes with the action \(key.actions.map(\.rawValue).joined(separator: " or ")).")
    }
  }

  fileprivate func needed(_ reason: Petitions.Curation.Reason?) throws -> Petitions.Curation.Reason {
    guard let reason else {
      throw HTTPError.broken("required", field: "reason", "This action needs a reason.")
    }
    return reason
  }

  fileprivate func readInto() throws -> Petitions.Question.ID {
    guard let into else {
      throw HTTPError.broken("required", field: "into", "merge needs into: the question that shall count.")
    }
    guard let question = Petitions.Question.ID(into) else {
      throw HTTPError.broken("known", field: "into", "There is no such question.")
    }
    return question
  }

  /// Nil takes it away.
  fileprivate func readTranslation() throws -> Petitions.Question.Translation? {
    guard let text else {
      throw HTTPError.broken("required", field: "text", "translate needs the text, empty to take it away.")
    }
    if text.allSatisfy(\.isWhitespace) { return nil }
    guard let language else {
      throw HTTPError.broken("required", field: "language", "translate needs the language of the text.")
    }
    guard let tag = LanguageTag(language) else {
      throw HTTPError.broken("tag", field: "language", "language is a lower-case tag, such as fr or pt-br.")
    }
    do {
      return Petitions.Question.Translation(try TranslationText(text), tag)
    } catch .tooLong {
      throw HTTPError.broken("too_long", field: "text", "A translation has 1 to 600 characters.")
    } catch {
      throw HTTPError(error, field: "text")
    }
  }
}

extension AccessTokenRecord {
  /// Throws unless this token may do so to the question.
  func require(_ act: CuratorAct, on petition: QuestionRecord) throws {
    guard may(act, petition, in: petition.summit) else { throw Self.outOfReach }
  }

  static let outOfReach = HTTPError(403, "forbidden", "This token does not reach that question.")

  /// Whether this token may do so to the question: who curates may do all, a session's speakers what helps them on stage;
  /// who carries a question over must reach both places.
  func may(_ act: CuratorAct, _ petition: QuestionRecord, in summit: Petitions.Summit.ID) -> Bool {
    switch act {
    case .highlight, .unhighlight: highlights(petition.session, in: summit)
    case .translate:
      curates(petition.session, in: summit)
        || petition.state == .published && highlights(petition.session, in: summit)
    case .move(let addressee, _, _):
      curates(petition.session, in: summit) && curates(addressee.session, in: summit)
    default: curates(petition.session, in: summit)
    }
  }
}
