/// What an import does only when a person has said so.
public enum ImportConsent: String, CaseIterable, Sendable {
  /// It brings up to date a summit of which nothing but some guids, or nothing at all, agrees with the file.
  case summitUnclear = "summit_unclear"
  /// More than half of what the last file brought is gone from this one.
  case programmeMostlyGone = "programme_mostly_gone"
  /// With its new days or zone the summit's retention is over: its people are unlinked at once, and for good.
  case peopleUnlinked = "people_unlinked"
  /// What is on, or has been, and is gone from the file is cancelled. Without it, it stays; this is never asked.
  case runningCancelled = "running_cancelled"
  /// What people set by hand gives way to the file. Without it, it stays; this is never asked.
  case handEdits = "hand_edits"
}

/// Why something stays as it is here, though the file says something else.
public enum KeptReason: String, CaseIterable, Sendable {
  /// A person set it since the last import, and the file says what it said then.
  case setByHand = "set_by_hand"
  /// A person set it, and the file changed it as well.
  case conflict
  /// It is gone from the file, but it is on, or has been.
  case running
  /// Gone from the file, but they accepted to answer.
  case owes
}
