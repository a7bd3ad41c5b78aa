internal import Petitions
internal import Postgres

extension Store {
  /// Who wrote a wording.
  enum Hand: String, PostgresCodable { case author, organizer }

  /// Gives a question a new wording; the ones before are kept. The digest is over a salt of its own, so that the
  /// ledger, which keeps it, tells nothing about the words.
  static func reword(
    _ question: Question.ID, in summit: Summit.ID, text: String, name: String?, by hand: Hand
  ) -> SQL {
    """
    with reworded as (
      update questions
      set revision = revision + 1
      where summit_id = \(summit) and id = \(question)
      returning revision
    )
    insert into wordings (summit_id, question_id, revision, text, name, salt, digest, written_by, written_at)
    select
      \(summit), \(question), revision, \(text), \(name), salt,
      sha256(salt || convert_to(\(text), 'UTF8')), \(hand), moment()
    from reworded
    cross join (select uuid_send(gen_random_uuid()) as salt) random
    """
  }

  /// The names under which people could ask as somebody else.
  static func namesToGuard(in summit: Summit.ID) -> SQL {
    """
    select name from speakers where summit_id = \(summit)
    union all
    select name from organisations where summit_id = \(summit)
    """
  }
}

extension DisplayName {
  /// Whether people could take it for one of the names in these rows (rule 2).
  func matches(anyOf rows: [Row]) throws(PostgresError) -> Bool {
    for row in rows where matches(try row["name"]) { return true }
    return false
  }
}
