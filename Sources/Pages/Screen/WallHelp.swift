internal import API

/// The operator's keys, on a card that `?` shows. There is nothing to click.
struct WallHelp {
  var context: PageContext

  /// As `modules/projector.js` reads them.
  private static let keys = ["f", "n", "b", "Esc", "?"]

  var html: HTML {
    let sentences = context.sentences
    let rows = Self.keys.map { key -> HTML in
      "<div><dt><kbd>\(key)</kbd></dt><dd>\(sentences.wallKey(key))</dd></div>\n"
    }
    return """
      <dialog id="help" aria-labelledby="keys"><h2 id="keys">\(sentences.wallKeys)</h2>
      <dl>
      \(rows)</dl></dialog>
      <p id="hint" aria-hidden="true"><kbd>?</kbd> \(sentences.wallKeys)</p>
      """
  }
}

/// The wall's sentences for its modules.
struct WallWords {
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return ClientWords([
      "inTheRoom": sentences.inTheRoomPattern,
      "vote": sentences.oneVotePattern,
      "votes": sentences.votesPattern,
      "missing": sentences.wallMissingPattern, "owedLarge": sentences.wallOwed,
      "owed": sentences.owed, "kept": sentences.kept,
      "declined": sentences.declined, "overdue": sentences.overdue, "void": sentences.void,
      "seats": sentences.seatsPattern,
      "moment": sentences.wallMoment,
      "head": sentences.shortHeadPattern,
      "organizers": sentences.fromOrganizers, "speakers": sentences.fromSpeakers,
      "hour": sentences.hour("#", "@"), "minutes": sentences.wallMinutes("#"),
      "hours": sentences.wallHours("#", "@"),
      "in": sentences.wallIn("#"), "soon": sentences.wallSoon, "left": sentences.wallLeft("#"),
      "last": sentences.wallLastMinute, "stale": sentences.wallStale("#"),
      "liveAsks": sentences.wallAsks,
    ]).html
  }
}
