internal import Petitions
internal import Postgres

extension Store {
  /// What gives the wording of now a translation, or takes it away; another wording has none.
  func translating(
    _ petition: QuestionRecord, _ translation: Question.Translation?, on transaction: Transaction
  ) async throws -> [SQL] {
    guard Curation.Action.translate.allowedIn.contains(petition.state), petition.text != nil else {
      throw Refusal.stateForbids
    }
    if try await transaction.query(Self.isClosed(petition.summit)).first?["closed"] == true {
      throw Refusal.summitClosed
    }
    guard
      petition.translation?.text != translation?.text.value
        || petition.translation?.language != translation?.language.value
    else { return [] }
    return [
      """
      update wordings
      set translation = \(translation?.text.value), translation_language = \(translation?.language.value)
      where summit_id = \(petition.summit)
        and question_id = \(petition.id)
        and revision = \(petition.revision)
      """
    ]
  }
}
