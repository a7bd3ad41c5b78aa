/// Upvotes that oblige an answer (rule 5): fixed at a box's first opening, then only ever lowered.
public enum Threshold {
  /// `max(floor, min(ceiling, ceil(share × audience)))`, `share` in per cent. SQL has the same as `threshold_by_rule`.
  public static func value(share: Int, floor: Int, ceiling: Int, audience: Int) -> Int {
    let (hundredths, overflow) = share.multipliedReportingOverflow(by: max(0, audience))
    let part = overflow ? ceiling : hundredths / 100 + (hundredths % 100 > 0 ? 1 : 0)
    return max(floor, min(ceiling, part))
  }

  /// Whom the share is of: the number given for the session, else the summit's expected attendees, else those
  /// checked in.
  public static func audience(ofSession session: Int?, expected: Int?, checkedIn: Int) -> Int {
    session ?? expected ?? checkedIn
  }

  /// Whether an organizer may set it to `new`: lowered, never raised; the first is always allowed.
  public static func maySet(from old: Int?, to new: Int) -> Bool { new >= 1 && new <= old ?? new }
}
