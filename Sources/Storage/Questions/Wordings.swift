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

  /// The names under which people could ask as somebody else: of speakers with the sessions in which they speak, and
  /// of organisations.
  static func namesToGuard(in summit: Summit.ID) -> SQL {
    """
    select
      k.name,
      array(
        select ss.session_id
        from session_speakers ss
        where ss.summit_id = k.summit_id and ss.speaker_id = k.id
      ) as sessions
    from speakers k
    where k.summit_id = \(summit)
    union all
    select name, null
    from organisations
    where summit_id = \(summit)
    """
  }
}

extension GuardedName {
  /// What these rows of `namesToGuard` hold.
  static func all(in rows: [Row]) throws(PostgresError) -> [GuardedName] {
    try rows.map { row throws(PostgresError) in
      let sessions: [Int64]? = try row["sessions"]
      return GuardedName(
        name: try row["name"],
        sessions: sessions.map { Set($0.map { Session.ID(rawValue: $0) }) })
    }
  }
}
