internal import API

/// Which part of the board a page is of, as its address says it: all of it, those of one addressee, those of one kind.
public struct BoardView: Equatable, Sendable {
  var summit: String
  public var addressee: Addressee
  public var kind: Kind?

  public init(summit: String, addressee: Addressee = .everybody, kind: Kind? = nil) {
    (self.summit, self.addressee, self.kind) = (summit, addressee, kind)
  }

  public enum Addressee: Equatable, Sendable {
    case everybody
    /// By their slugs.
    case session(String)
    case organisation(String)
    case organizers
  }

  /// What a reader asks for: late ones are owed too, and disputed ones kept.
  public enum Kind: String, CaseIterable, Sendable { case overdue, owed, kept, disputed, declined, void }

  var isWhole: Bool { addressee == .everybody && kind == nil }

  /// What its address asks for; slugs, states and cursors are written as they are.
  public func query(after: String? = nil) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    switch addressee {
    case .everybody: break
    case .session(let slug): query.append(("session", slug))
    case .organisation(let slug): query.append(("organisation", slug))
    case .organizers: query.append(("organizers", "true"))
    }
    if let kind { query.append(("state", kind.rawValue)) }
    if let after { query.append(("after", after)) }
    return query
  }

  /// The address of the same, from `after` on.
  public func path(after: String? = nil) -> String {
    let query = query(after: after).map { "\($0.name)=\($0.value)" }
    return "/\(summit)/promises" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  func of(_ addressee: Addressee) -> BoardView {
    var view = self
    view.addressee = addressee
    return view
  }

  func of(_ kind: Kind?) -> BoardView {
    var view = self
    view.kind = kind
    return view
  }
}

extension BoardView.Addressee {
  init(_ tally: API.PromiseTally) {
    self =
      tally.session.map { .session($0) } ?? tally.organisation.map { .organisation($0) } ?? .organizers
  }
}

extension API.Board {
  /// All that promises were made to, in the order of the programme.
  var tallies: [API.PromiseTally] { sessions + organisations + (organizers.map { [$0] } ?? []) }

  /// The numbers of one addressee; of all together where none is meant.
  func tally(of addressee: BoardView.Addressee) -> API.PromiseTally? {
    guard addressee != .everybody else {
      return API.PromiseTally(title: "", counts: counts, medianAnswerSeconds: medianAnswerSeconds)
    }
    return tallies.first { BoardView.Addressee($0) == addressee }
  }
}

extension API.PromiseCounts {
  /// Late ones are owed too, and disputed ones kept.
  var all: Int { owed + kept + declined + void }

  func of(_ kind: BoardView.Kind) -> Int {
    switch kind {
    case .overdue: overdue
    case .owed: owed
    case .kept: kept
    case .disputed: disputed
    case .declined: declined
    case .void: void
    }
  }
}
