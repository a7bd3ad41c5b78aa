internal import API

/// A session in a list of the programme: when, what, who, where.
struct SessionItem {
  var session: API.Session
  var summit: API.Summit
  /// Where it is not of the day under whose name it stands.
  var withDay = false
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    let box = session.shownBox
    let people = session.speakers.map { sentences.introduced($0) }.joined(separator: ", ")
    let details = [people, session.room.map { sentences.typed($0) } ?? ""].filter { !$0.isEmpty }
    return """
      <li\(attribute: "class", box == nil ? "cancelled" : nil)><time \
      datetime="\(session.startsAt.description)">\
      \(withDay ? sentences.moment(session.startsAt, now: context.now) : sentences.hour(session.startsAt))\
      <small>\(sentences.hour(session.endsAt))</small></time>
      <div><a href="/\(summit.slug)/\(session.slug)">\(context.prose(session.title))</a>
      \(details.isEmpty ? .none : "<p>\(details.joined(separator: " · "))</p>\n" as HTML)\
      \(tag(box))</div></li>

      """
  }

  private func tag(_ box: Box?) -> HTML {
    let said = context.sentences.box(box)
    return switch box {
    case .open: #"<em class="tag signal">\#(said)</em>"#
    case .paused: #"<em class="tag">\#(said)</em>"#
    case nil: #"<em class="tag late">\#(said)</em>"#
    case .scheduled, .closed: .none
    }
  }
}
