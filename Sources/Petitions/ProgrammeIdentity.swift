/// What tells one edition of a conference from another: the guids of its sessions, what it is called, and its days.
public struct ProgrammeIdentity: Hashable, Sendable {
  public var guids: Set<String>
  /// Acronym, slug and title, whichever are known.
  public var names: Set<String>
  public var startsOn: Day
  public var endsOn: Day

  /// Days are those of the header and of the sessions; where these lie apart the sessions' count, since a header is
  /// easily last year's.
  public init(guids: Set<String>, names: [String], startsOn: Day, endsOn: Day, sessions: [Day] = []) {
    self.guids = guids
    self.names = Set(names.map { $0.foldedWords.joined(separator: " ") }.filter { !$0.isEmpty })
    let first = sessions.min() ?? startsOn
    let last = sessions.max() ?? endsOn
    let isCovered = startsOn <= last && first <= endsOn
    self.startsOn = isCovered ? min(startsOn, first) : first
    self.endsOn = isCovered ? max(endsOn, last) : last
  }

  /// Whose file it is.
  public enum Verdict: Hashable, Sendable {
    /// This summit's.
    case same
    /// Another summit's.
    case other
    /// Nobody can tell: somebody has to say so.
    case unclear
  }

  /// Days by which a summit moves without a question; the next of a series is further away.
  static let farthestMove = 3

  /// Whether `file` is this summit's. Guids that any export may have, such as `1`, count only with name and days.
  public func verdict(on file: ProgrammeIdentity) -> Verdict {
    let shared = guids.intersection(file.guids)
    if shared.isEmpty { return .other }
    let telling = shared.filter(Self.isTelling)
    if !names.isDisjoint(with: file.names) {
      return days(to: file) <= (telling.isEmpty ? 0 : Self.farthestMove) ? .same : .unclear
    }
    return 2 * telling.count >= min(guids.count, file.guids.count) && !telling.isEmpty ? .unclear : .other
  }

  /// The same, where a person said that it is this summit's: only what agrees in neither name nor days is asked about.
  public func verdict(onNamed file: ProgrammeIdentity) -> Verdict {
    !names.isDisjoint(with: file.names) || days(to: file) <= 0 ? .same : .unclear
  }

  /// Days from the one to the other; none where they overlap.
  private func days(to file: ProgrammeIdentity) -> Int {
    max(0, startsOn.number - file.endsOn.number, file.startsOn.number - endsOn.number)
  }

  /// Long enough that two exports do not have it by chance.
  private static func isTelling(_ guid: String) -> Bool {
    guid.utf8.count >= 12 && !guid.utf8.allSatisfy { (48...57).contains($0) }
  }
}
