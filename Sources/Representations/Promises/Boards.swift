public import API
public import Storage

extension API.Board {
  /// `origin`: where the outside reaches the server, without a slash at the end. `next` is where the board goes on, as it is given out.
  public init(_ board: BoardRecord, of summit: SummitRecord, at origin: String, next: String? = nil) {
    self.init(
      summit: summit.slug, url: "\(origin)/\(summit.slug)/promises", counts: PromiseCounts(board.tally),
      medianAnswerSeconds: board.tally.medianAnswerSeconds,
      sessions: board.sessions.map { PromiseTally($0, session: $0.slug) },
      organisations: board.organisations.map { PromiseTally($0, organisation: $0.slug) },
      organizers: board.organizers.map { PromiseTally($0) },
      promises: board.promises.map { BoardPromise($0, in: summit, at: origin) }, next: next,
      head: board.head.map(LedgerHead.init))
  }
}

extension API.PromiseCounts {
  public init(_ tally: Storage.PromiseTally) {
    self.init(
      owed: tally.owed, overdue: tally.overdue, kept: tally.kept, declined: tally.declined, void: tally.void,
      disputed: tally.disputed)
  }
}

extension API.PromiseTally {
  public init(_ tally: Storage.PromiseTally, session: String? = nil, organisation: String? = nil) {
    self.init(
      session: session, organisation: organisation, title: tally.title, counts: PromiseCounts(tally),
      medianAnswerSeconds: tally.medianAnswerSeconds)
  }
}

extension API.BoardPromise {
  public init(_ record: BoardPromiseRecord, in summit: SummitRecord, at origin: String) {
    self.init(
      question: API.Question(record.petition, in: summit), askedOf: record.askedOf,
      debtor: record.debtor,
      metUpvotes: record.promise.metUpvotes,
      lateSince: record.lateSince.map { Timestamp($0, in: summit.zone) },
      settledAt: record.promise.settledAt.map { Timestamp($0, in: summit.zone) },
      url: "\(origin)/\(summit.slug)/promises/\(record.petition.id)")
  }
}
