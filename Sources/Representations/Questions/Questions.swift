public import API
public import Petitions
public import Storage

extension API.Question {
  /// As the public may see it, wherever it is shown. `merged` says how a merged one stands.
  public init(_ petition: QuestionRecord, merged: Publicity.Merged? = nil, in summit: SummitRecord) {
    self.init(whole: petition, in: summit)
    let publicity = petition.publicity(merged: merged)
    // Hiding a question does not hide that it was there, or that an answer is owed.
    if !publicity.showsWords { (text, name, translation) = ("", nil, nil) }
    if !publicity.showsAnswer { answer?.text = nil }
  }

  /// With all of its words: for its author, for curators, and for whoever owes it an answer.
  public init(whole petition: QuestionRecord, in summit: SummitRecord) {
    let zone = summit.zone
    self.init(
      id: petition.id.description, number: petition.number, session: petition.sessionSlug,
      organisation: petition.organisationSlug, text: petition.text ?? "", name: petition.name,
      state: petition.state, upvotes: petition.upvotes, upvoted: false,
      threshold: petition.threshold,
      promise: petition.promise.map { API.Promise($0, of: petition, in: summit) },
      answer: petition.answer.map { API.Answer($0, in: summit) },
      outcome: petition.outcome, askedAt: Timestamp(petition.askedAt, in: zone),
      editedAt: petition.editedAt.map { Timestamp($0, in: zone) }, corrected: petition.correctedAt != nil,
      highlighted: petition.isHighlighted, nameVerified: petition.isNameVerified,
      translation: petition.translation.map { Translation(language: $0.language, text: $0.text) },
      verdicts: petition.answer.map { _ in Verdicts(yes: petition.verdicts.yes, no: petition.verdicts.no) },
      mergedInto: petition.mergedInto.map { Survivor(id: $0.id.description, number: $0.number) })
  }

  /// What only its author and curators may know.
  public mutating func disclose(_ petition: QuestionRecord, in summit: SummitRecord) {
    curation = petition.decision.map {
      Curation(
        action: $0.action, reason: $0.reason, note: $0.note,
        at: Timestamp($0.at, in: summit.zone))
    }
  }
}
