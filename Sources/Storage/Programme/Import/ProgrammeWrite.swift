internal import Foundation
internal import Petitions
internal import Postgres

/// A change of the programme under way: in a transaction that holds the summit's lock, at its one time.
@Loop struct ProgrammeWrite {
  let store: Store
  let transaction: Transaction
  let summit: SummitRecord
  let now: Date
}

extension Store {
  /// Changes the programme of a summit, unless it is closed. What has passed by itself is recorded first, so
  /// that what follows meets the same state whether or not the job has come by.
  func changingProgramme<Value>(
    of summit: Summit.ID, evenClosed: Bool = false, dryRun: Bool = false,
    _ body: @Loop (ProgrammeWrite) async throws -> Value
  ) async throws -> Value {
    try await deciding(in: summit, dryRun: dryRun) { transaction in
      try await body(try await programmeWrite(in: summit, on: transaction, evenClosed: evenClosed))
    }
  }

  /// The change within a transaction that holds the summit's lock already.
  func programmeWrite(
    in summit: Summit.ID, on transaction: Transaction, evenClosed: Bool = false
  ) async throws -> ProgrammeWrite {
    let now: Date? = try await transaction.query("select moment() as now").first?["now"]
    let write = ProgrammeWrite(
      store: self, transaction: transaction, summit: try await self.summit(summit, on: transaction),
      now: now ?? Date())
    if write.summit.closedAt != nil, !evenClosed { throw Refusal.summitClosed }
    _ = try await recordDueTransitions(in: summit, on: transaction)
    return write
  }
}

extension ProgrammeWrite {
  /// The session to change; a cancelled one takes no more changes.
  func session(_ slug: String) async throws -> SessionRecord {
    guard let session = try await store.session(slug, in: summit.id, on: transaction) else {
      throw StorageRefusal.notFound("session_not_found", "there is no such session")
    }
    if session.cancelledAt != nil { throw Refusal.sessionCancelled }
    return session
  }

  func organisation(_ slug: String) async throws -> OrganisationRecord {
    guard let organisation = try await store.organisation(slug, in: summit.id, on: transaction) else {
      throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation")
    }
    return organisation
  }

  /// Counts one change of an organisation, and of the summit's programme with it.
  func touch(_ organisation: Organisation.ID) async throws {
    _ = try await transaction.pipeline([
      "update organisations set version = version + 1 where summit_id = \(summit.id) and id = \(organisation)",
      "update summits set version = version + 1 where id = \(summit.id)",
    ])
  }

  /// Counts one change of a session, and of the summit's programme with it.
  func touch(_ session: Session.ID) async throws {
    _ = try await transaction.pipeline([
      "update sessions set version = version + 1 where summit_id = \(summit.id) and id = \(session)",
      "update summits set version = version + 1 where id = \(summit.id)",
    ])
  }

  /// Counts one change of the programme that is no session's.
  func touch() async throws {
    _ = try await transaction.query("update summits set version = version + 1 where id = \(summit.id)")
  }
}
