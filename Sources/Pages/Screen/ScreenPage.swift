public import API
internal import Foundation

/// `/{summit}/{session}/screen` and `/{summit}/rooms/{room}/screen`: the projector, read from 15 m. The address and the
/// code stand at the top, always; the middle is the scene; the foot says what holds now.
///
/// - `snapshot`: the newest state of the session. Both are nil where a room has no session at all.
/// - `room`: what is on in the session's room, or in the room whose wall this is all day (`isAllDay`).
/// - `live`: the stream that moves it, under the summit's API.
/// - `joinPath`: what follows the public address on the wall and in the code: `/j/4kx9` of the room, or the session's.
/// - `announcements`: what the session heard, the newest first; those of the last minute are shown.
public struct ScreenPage {
  var summit: API.Summit
  var session: API.Session?
  var snapshot: API.Snapshot?
  var room: API.RoomNow?
  var isAllDay = false
  var live: String
  var joinPath: String
  var announcements: [API.Announcement] = []
  var context: PageContext

  public init(
    summit: API.Summit, session: API.Session? = nil, snapshot: API.Snapshot? = nil, room: API.RoomNow? = nil,
    isAllDay: Bool = false, live: String, joinPath: String, announcements: [API.Announcement] = [],
    context: PageContext
  ) {
    (self.summit, self.session, self.snapshot, self.room) = (summit, session, snapshot, room)
    (self.isAllDay, self.live, self.joinPath, self.announcements) = (isAllDay, live, joinPath, announcements)
    self.context = context
  }

  private var scene: WallScene {
    WallScene(session, snapshot, in: room, isAllDay: isAllDay, now: context.now)
  }

  public var html: HTML {
    let sentences = context.sentences
    let name = isAllDay ? room?.room.name ?? summit.name : session?.title ?? summit.name
    return Document(
      title: "\(name) · \(sentences.wall)", language: context.language, theme: PageTheme(summit),
      stylesheet: "stage.css",
      modules: ["screen.js"],
      hasTheme: false, isIndexed: false, refreshWithoutScript: 10, body: attributes,
      content: """
        \(header)
        \(WallMiddle(scene: scene, summit: summit, session: session, room: room, context: context).html)
        \(footer)
        \(WallAnnouncements(announcements: announcements, context: context).html)
        <div id="moment" hidden></div>
        \(WallHelp(context: context).html)
        \(WallWords(context: context).html)
        """
    ).html
  }

  /// What the modules compare the stream with, and what the clock goes by.
  private var attributes: HTML {
    """
     class="stage wall" data-api="/api/v1/summits/\(summit.slug)" data-live="\(live)" \
    data-session="\(session?.slug ?? "")" data-about="\(session?.about ?? "")" data-box="\(session?.box.rawValue ?? "")" \
    data-threshold="\(session?.threshold ?? 0)" data-cancelled="\(session?.cancelled == true ? "true" : "false")" \
    data-starts="\(session?.startsAt.description ?? "")" data-ends="\(session?.endsAt.description ?? "")" \
    data-room="\(room?.session?.slug ?? "")" data-phase="\(room?.phase.rawValue ?? "")" \
    data-next="\(room?.next?.slug ?? "")" data-now="\(context.now.description)" data-zone="\(summit.timeZone)"
    """
  }

  // MARK: Head

  private var header: HTML {
    let sentences = context.sentences
    let address = context.publicURL + joinPath
    let invitation = sentences.wallInvitation(session.map(\.shownBox) ?? .scheduled)
    return """
      <header>\(PageTheme(summit).logo)
      \(what)
      <div class="join" id="join"><p>\(invitation)<b class="\(Self.addressSize(address))">\(Self.spoken(address))</b></p>\
      \(QRCode(address)?.drawing(label: sentences.joinCode))</div>
      </header>
      """
  }

  private var what: HTML {
    let sentences = context.sentences
    let (title, people) = named
    let minutes = timeLeft
    return """
      <div class="what" id="what"><h1 dir="auto"\(attribute: "class", title.count > 60 ? "long" : nil)>\(context.prose(title))</h1>
      <p class="meta">\(people.isEmpty ? .none : #"<span class="people" dir="auto">\#(people)</span>"# as HTML)\
      \(place.map { #"<span class="place" dir="auto">\#(sentences.typed($0))</span>"# as HTML })\
      \(attendees)<span id="clock">\(sentences.hourWithMinutes(context.now))</span>\
      <span id="left"\(attribute: "hidden", if: minutes == nil)>\(minutes.map { sentences.wallTimeLeft(minutes: $0) } ?? "")</span></p></div>
      """
  }

  /// A session that the middle names is not named over it.
  private var named: (title: String, people: String) {
    switch scene {
    case .questions, .invitation, .cancelled:
      (
        session?.title ?? summit.name,
        (session?.speakers ?? []).map { context.sentences.introduced($0) }.joined(separator: ", ")
      )
    case .coming, .over: (summit.name, "")
    }
  }

  /// The room, where it is not plain from who speaks.
  private var place: String? { named.people.isEmpty ? room?.room.name : nil }

  private var attendees: HTML {
    guard scene.isLive, let snapshot else { return .none }
    return #"<span id="attendees">\#(context.sentences.inTheRoom(snapshot.attendees))</span>"#
  }

  /// Minutes, begun ones whole; nil before it begins and once it is over.
  private var timeLeft: Int? {
    guard scene.isLive, let session, session.startsAt <= context.now, context.now < session.endsAt else {
      return nil
    }
    return Int((session.endsAt.date.timeIntervalSince(context.now.date) / 60).rounded(.up))
  }

  /// An address as people type it: without its scheme; a long one may break after a slash.
  static func spoken(_ address: String) -> HTML {
    let start = address.firstRange(of: "://")?.upperBound ?? address.startIndex
    let isLong = address.count > 34
    return address[start...].split(separator: "/").map { HTML(text: String($0)) }
      .joined(separator: isLong ? "/<wbr>" : "/")
  }

  /// A long address is set smaller, so that it stays on one or two lines.
  static func addressSize(_ address: String) -> HTML {
    switch address.count {
    case ...34: "short"
    case ...48: "medium"
    default: "long"
    }
  }

  // MARK: Foot

  private var footer: HTML {
    let sentences = context.sentences
    let head = snapshot?.head
    return """
      <footer><p id="state">\(state)</p>
      <p id="head"\(attribute: "hidden", if: head == nil)>\(head.map { sentences.shortHead($0) } ?? "")</p>
      <p id="connection" class="offline" role="status" hidden></p></footer>
      """
  }

  private var state: HTML {
    let sentences = context.sentences
    guard let session else { return .none }
    let box = session.shownBox
    let next = sentences.wallNext(room, after: session, now: context.now)
    switch scene {
    case .over: return .none
    case .cancelled: return "\(next ?? sentences.wallAfter(nil))"
    case .questions, .invitation, .coming:
      let isOver = box == .scheduled && context.now >= session.endsAt
      let after = sentences.wallAfter(isOver ? .closed : box)
      let isClosed = box == .closed || isOver
      return """
        <b>\(sentences.stateTitle(session, box: box, now: context.now))</b> \(isClosed ? next ?? after : after)
        """
    }
  }
}
