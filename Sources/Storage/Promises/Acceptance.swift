public import Petitions
internal import Postgres

extension Store {
  /// The speakers of a session accept to owe its answers: from now on by name (rule 6), and for good. Once more adds
  /// those who came on stage since, or changes nothing. A person says so for them: `name`.
  public func accept(
    session slug: String, in summit: Summit.ID, named name: String, by answerer: Answerer
  ) async throws -> SessionRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      let session = try await write.session(slug)
      guard answerer.speaks(in: session.id) else { throw StorageRefusal.notAddressed }
      guard !session.speakers.isEmpty else {
        throw StorageRefusal.conflict("no_speakers", "nobody is on stage there who could owe answers by name")
      }
      let by: String = try line(name, "by")
      let new = try await write.transaction.query(
        """
        insert into session_debtors (summit_id, session_id, speaker_id, position)
        select summit_id, session_id, speaker_id, position
        from session_speakers
        where summit_id = \(summit) and session_id = \(session.id)
        on conflict do nothing
        returning speaker_id
        """)
      if new.isEmpty { return session }
      _ = try await write.transaction.pipeline([
        """
        update sessions
        set accepted_at = coalesce(accepted_at, moment()), accepted_by = coalesce(accepted_by, \(by))
        where summit_id = \(summit) and id = \(session.id)
        """,
        """
        select record(\(summit), 'session.accepted', jsonb_build_object(
          'session', \(session.slug), 'by', \(answerer.giver)))
        """,
      ])
      try await write.touch(session.id)
      return try await self.session(session.id, in: summit, on: write.transaction)
    }
  }

  /// Lets somebody go who accepted to owe a session's answers: an organizer's act, and the public ledger tells it. When
  /// nobody is left, the summit's organizers owe them.
  public func release(
    speaker slug: String, from session: String, in summit: Summit.ID
  ) async throws -> SessionRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      let session = try await write.session(session)
      let released = try await write.transaction.query(
        """
        delete from session_debtors d
        using speakers k
        where d.summit_id = \(summit)
          and d.session_id = \(session.id)
          and k.summit_id = d.summit_id
          and k.id = d.speaker_id
          and k.slug = \(slug)
        returning d.speaker_id
        """)
      guard let speaker: Speaker.ID = try released.first?["speaker_id"] else {
        throw StorageRefusal.notFound(
          "speaker_not_found", field: "speaker", "nobody with the slug \(slug) owes this session's answers")
      }
      _ = try await write.transaction.pipeline([
        """
        update sessions s
        set accepted_at = null, accepted_by = null
        where s.summit_id = \(summit)
          and s.id = \(session.id)
          and not exists (
            select from session_debtors d where d.summit_id = s.summit_id and d.session_id = s.id)
        """,
        """
        select record(\(summit), 'session.released', jsonb_build_object(
          'session', \(session.slug), 'speaker', \(speaker), 'owing', (
            select count(*)
            from session_debtors
            where summit_id = \(summit) and session_id = \(session.id))))
        """,
      ])
      try await write.touch(session.id)
      return try await self.session(session.id, in: summit, on: write.transaction)
    }
  }

  /// An organisation accepts likewise: it takes questions, and owes the answers by name.
  public func accept(
    organisation slug: String, in summit: Summit.ID, named name: String, by answerer: Answerer
  ) async throws -> OrganisationRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      let organisation = try await write.organisation(slug)
      guard answerer.speaks(for: organisation.id) else { throw StorageRefusal.notAddressed }
      if organisation.acceptedAt != nil { return organisation }
      _ = try await write.transaction.pipeline([
        """
        update organisations
        set accepted_at = moment(), accepted_by = \(try line(name, "by"))
        where summit_id = \(summit) and id = \(organisation.id)
        """,
        """
        select record(\(summit), 'organisation.accepted', jsonb_build_object(
          'organisation', \(organisation.slug), 'by', \(answerer.giver)))
        """,
      ])
      try await write.touch(organisation.id)
      return try await write.organisation(slug)
    }
  }
}

extension Answerer {
  fileprivate func speaks(in session: Session.ID) -> Bool {
    switch self {
    case .organizer: true
    case .speaker(let own, _): own == session
    case .organisation: false
    }
  }

  fileprivate func speaks(for organisation: Organisation.ID) -> Bool {
    switch self {
    case .organizer: true
    case .organisation(let own, _): own == organisation
    case .speaker: false
    }
  }
}
