internal import API

/// `/{summit}/{session}/screen`: the projector, 1920×1080, read from 15 m. One question large, the highlighted one or
/// else the top one; five small; of all only those that the wall may show (rule 2).
///
/// - `snapshot`: the newest state of the session.
/// - `announcements`: what the session heard, the newest first; those of the last minute are shown.
/// - `joinPath`: what follows the public address on the wall and in the code: `/j/4kx9` of the room, or the session's.
struct ScreenPage {
  var summit: API.Summit
  var session: API.Session
  var snapshot: API.Snapshot
  var joinPath: String
  var announcements: [API.Announcement] = []
  var context: PageContext

  static let small = 5

  var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(session.title) · \(sentences.wall)", language: context.language, stylesheet: "stage.css",
      modules: ["screen.js"], imports: ["stream.js", "counts.js", "words.js", "page.js", "banner.js"],
      hasTheme: false, isIndexed: false, refreshWithoutScript: 10,
      body: """
         class="stage wall" data-api="/api/v1/summits/\(summit.slug)" data-session="\(session.slug)" \
        data-box="\(BoxState(session).rawValue)" data-threshold="\(session.threshold ?? 0)"
        """,
      content: """
        \(header)
        \(main)
        \(footer)
        \(WallAnnouncements(announcements: announcements, context: context).html)
        <div id="moment" hidden></div>
        \(words)
        """
    ).html
  }

  /// It went by without questions.
  private var isOver: Bool { BoxState(session) == .scheduled && context.now > session.endsAt }

  private var header: HTML {
    let sentences = context.sentences
    let people = session.speakers.map { sentences.introduced($0) }.joined(separator: ", ")
    let address = context.publicURL + joinPath
    return """
      <header>
      <div class="what"><h1\(attribute: "class", session.title.count > 60 ? "long" : nil)>\(sentences.typed(session.title))</h1>
      <p>\(people.isEmpty ? .none : "\(people) · " as HTML)<span id="attendees">\(sentences.inTheRoom(snapshot.attendees))</span></p></div>
      <div class="join"><p>\(sentences.askYours)<b class="\(Self.addressSize(address))">\(Self.spoken(address))</b></p>\
      \(QRCode(address)?.drawing(label: sentences.joinCode))</div>
      </header>
      """
  }

  private var shown: (large: API.LiveQuestion?, small: [API.LiveQuestion]) {
    let allowed = snapshot.questions.filter(\.wall)
    let large = snapshot.highlighted.flatMap { $0.wall ? $0 : nil } ?? allowed.first
    return (large, Array(allowed.filter { $0.id != large?.id }.prefix(Self.small)))
  }

  private var main: HTML {
    let (large, small) = shown
    let sentences = context.sentences
    guard let large else {
      return """
        <main class="quiet"><section id="large"><p class="invite">\(sentences.wallEmpty(isOver ? .closed : BoxState(session)))</p></section>\
        <ol id="small"></ol>\(definitions)</main>
        """
    }
    return """
      <main\(attribute: "class", small.isEmpty ? "alone" : nil)>
      <section id="large" data-id="\(large.id)"\(attribute: "class", kind(large))>
      <blockquote class="\(Self.size(large.text))">\(sentences.question(large.text))</blockquote>
      <p class="gauge">\(seats(large))<span><b class="count">\(sentences.votes(large.upvotes))</b> \
      <i class="due">\(sentences.wallStanding(large))</i></span></p>
      </section>
      <ol id="small">
      \(small.map(row))</ol>
      \(definitions)</main>
      """
  }

  private func row(_ question: API.LiveQuestion) -> HTML {
    let sentences = context.sentences
    let due = question.promise.flatMap { sentences.promise($0) }
    return """
      <li data-id="\(question.id)"\(attribute: "class", kind(question))>\
      <b class="count">\(sentences.number(question.upvotes))</b>\
      <div><p>\(sentences.question(question.text))</p><i>\(due ?? "")</i></div></li>

      """
  }

  /// What colours a question: its promise.
  private func kind(_ question: API.LiveQuestion) -> String? {
    question.promise.map { $0.overdue ? "late" : $0.state }
  }

  private func seats(_ question: API.LiveQuestion) -> HTML {
    guard let need = question.threshold else { return .none }
    let label = context.sentences.seats(question.upvotes, of: need)
    return Self.house(need).drawing(have: question.upvotes, need: need, label: label)
  }

  /// Seats for the modules, where no large question shows them.
  private var definitions: HTML {
    guard let threshold = session.threshold else { return .none }
    let house = Self.house(threshold)
    return
      #"<template id="house">\#(house.drawing(have: 0, need: threshold, label: context.sentences.seats(0, of: threshold)))</template>"#
  }

  private static func house(_ need: Int) -> Hemicycle { Hemicycle(need: need, rows: 4, most: 60, width: 240) }

  /// Long questions are set smaller, so that 280 characters fit.
  static func size(_ text: String) -> String {
    switch text.unicodeScalars.count {
    case ...90: "short"
    case ...170: "medium"
    default: "long"
    }
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

  private var footer: HTML {
    let (sentences, box) = (context.sentences, BoxState(session))
    return """
      <footer><p id="state"><b>\(sentences.stateTitle(session, box: box, now: context.now))</b> \(sentences.wallAfter(isOver ? .closed : box))</p>
      <p id="head"\(attribute: "hidden", if: snapshot.head == nil)>\(snapshot.head.map { sentences.shortHead($0) } ?? "")</p>
      <p id="connection" class="offline" role="status" hidden>\(sentences.wallOffline)</p></footer>
      """
  }

  private var words: HTML {
    let sentences = context.sentences
    return ClientWords([
      "inTheRoom": sentences.inTheRoom(7).replacing("7", with: "#"),
      "vote": sentences.votes(1).replacing("1", with: "#"),
      "votes": sentences.votes(7).replacing("7", with: "#"),
      "missing": sentences.wallMissing(7).replacing("7", with: "#"), "owedLarge": sentences.wallOwed,
      "owed": sentences.owed, "kept": sentences.kept,
      "declined": sentences.declined, "overdue": sentences.overdue, "void": sentences.void,
      "seats": sentences.seats(1, of: 2).replacing("1", with: "#").replacing("2", with: "@"),
      "moment": sentences.wallMoment,
      "head": sentences.shortHead(API.LedgerHead(seq: 1, hash: "@")).replacing("1", with: "#"),
      "organizers": sentences.fromOrganizers, "speakers": sentences.fromSpeakers,
    ]).html
  }
}
