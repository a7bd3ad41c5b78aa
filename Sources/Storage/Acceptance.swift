public import Petitions
internal import Postgres

extension Store {
  /// The speakers of a session accept to owe its answers: from now on by name (rule 6), and for good. Once more changes
  /// nothing. A person says so for them: `name`.
  public func accept(
    session slug: String, in summit: Summit.ID, named name: String, by answerer: Answerer
  ) async throws -> SessionRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      let session = try await write.session(slug)
      guard answerer.speaks(in: session.id) else { throw StorageRefusal.notAddressed }
      guard !session.speakers.isEmpty else {
        throw StorageRefusal.conflict("no_speakers", "nobody is on stage there who could owe answers by name")
      }
      if session.acceptedAt != nil { return session }
      _ = try await write.transaction.pipeline([
        """
        update sessions
        set accepted_at = moment(), accepted_by = \(try line(name, "by"))
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
