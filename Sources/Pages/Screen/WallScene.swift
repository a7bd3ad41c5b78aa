internal import API

/// What the middle of the wall shows.
enum WallScene {
  /// One large, five small: only those that the wall may show (rule 2).
  case questions(large: API.LiveQuestion, small: [API.LiveQuestion])
  /// Nothing is shown yet: what the hall can do now.
  case invitation(Box?)
  /// It has not begun.
  case coming(API.Session)
  case cancelled
  /// Nothing more takes place in the room today.
  case over

  static let mostSmall = 5

  /// `isAllDay`: of a room, whose day can be over, and not of one session.
  init(
    _ session: API.Session?, _ snapshot: API.Snapshot?, in room: API.RoomNow?, isAllDay: Bool, now: Timestamp
  ) {
    guard let session, let snapshot, !(isAllDay && room?.phase == .over) else {
      self = .over
      return
    }
    let box = session.shownBox
    if box == nil {
      self = .cancelled
    } else if box == .scheduled, now < session.startsAt {
      self = .coming(session)
    } else if let large = Self.large(of: snapshot), box != .scheduled {
      let rest = snapshot.questions.filter { $0.wall && $0.id != large.id }
      self = .questions(large: large, small: Array(rest.prefix(Self.mostSmall)))
    } else {
      self = .invitation(box == .scheduled && now >= session.endsAt ? .closed : box)
    }
  }

  /// The highlighted one, else the top one.
  private static func large(of snapshot: API.Snapshot) -> API.LiveQuestion? {
    snapshot.highlighted.flatMap { $0.wall ? $0 : nil } ?? snapshot.questions.first(where: \.wall)
  }

  /// As the stylesheet and the modules know it.
  var name: String {
    switch self {
    case .questions(_, let small): small.isEmpty ? "alone" : "questions"
    case .invitation: "invitation"
    case .coming: "coming"
    case .cancelled: "cancelled"
    case .over: "over"
    }
  }

  /// Whether the stream's questions are drawn into it.
  var isLive: Bool {
    switch self {
    case .questions: true
    case .invitation(let box): box != .scheduled
    case .coming, .cancelled, .over: false
    }
  }
}
