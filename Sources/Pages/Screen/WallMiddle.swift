internal import API

/// The scene, as markup. The modules go on drawing a live one (`modules/wall.js`).
struct WallMiddle {
  var scene: WallScene
  var summit: API.Summit
  var session: API.Session?
  var room: API.RoomNow?
  var context: PageContext

  var html: HTML {
    """
    <main class="\(scene.name)"\(attribute: "data-live", if: scene.isLive)>
    \(content)
    \(definitions)</main>
    """
  }

  private var content: HTML {
    let sentences = context.sentences
    switch scene {
    case .questions(let large, let small):
      return """
        \(self.large(large))
        <ol id="small">
        \(small.map(row))</ol>
        """
    case .invitation(let box): return said(sentences.wallEmpty(box))
    case .cancelled: return said(sentences.wallEmpty(nil))
    case .coming(let session): return coming(session)
    case .over: return over
    }
  }

  /// One sentence, and what follows it.
  private func said(_ sentence: String, then more: HTML = .none) -> HTML {
    #"""
    <section id="large"><p class="invite">\#(sentence)</p>\#(more)</section>
    <ol id="small"></ol>
    """#
  }

  private func coming(_ session: API.Session) -> HTML {
    let sentences = context.sentences
    let people = session.speakers.map { sentences.introduced($0) }.joined(separator: ", ")
    return """
      <section id="large"><p class="label">\(sentences.wallComing)</p>
      <blockquote class="title" dir="auto">\(context.prose(session.title))</blockquote>
      \(people.isEmpty ? .none : #"<p class="people" dir="auto">\#(people)</p>"# as HTML)
      <p class="when">\(sentences.wallAt(session.startsAt, now: context.now)) \
      <span id="countdown">\(sentences.wallCountdown(to: session.startsAt, now: context.now))</span></p></section>
      <ol id="small"></ol>
      """
  }

  private var over: HTML {
    let sentences = context.sentences
    let next = room?.next.map { next -> HTML in
      #"<p class="when" dir="auto">\#(sentences.wallNext(next, now: context.now))</p>"#
    }
    let board: HTML = """
      <p class="board">\(sentences.wallBoard) <b>\(ScreenPage.spoken("\(context.publicURL)/\(summit.slug)/promises"))</b></p>
      """
    return said(room == nil ? sentences.wallEmpty(.closed) : sentences.wallOver, then: "\(next)\(board)")
  }

  // MARK: Questions

  private func large(_ question: API.LiveQuestion) -> HTML {
    let sentences = context.sentences
    return """
      <section id="large" data-id="\(question.id)"\(attribute: "class", kind(question))>
      <blockquote class="\(Self.size(question.text))" dir="auto">\(context.question(question.text))</blockquote>
      <p class="gauge">\(seats(question))<span><b class="count">\(sentences.votes(question.upvotes))</b> \
      <i class="due">\(sentences.wallStanding(question))</i></span></p>
      </section>
      """
  }

  private func row(_ question: API.LiveQuestion) -> HTML {
    let sentences = context.sentences
    let due = question.promise.map { sentences.promise($0) }
    return """
      <li data-id="\(question.id)"\(attribute: "class", kind(question))>\
      <b class="count">\(sentences.number(question.upvotes))</b>\
      <div><p dir="auto">\(context.question(question.text))</p><i>\(due ?? "")</i></div></li>

      """
  }

  /// What colours a question: its promise.
  private func kind(_ question: API.LiveQuestion) -> String? {
    question.promise.map { $0.overdue ? "late" : $0.state.rawValue }
  }

  private func seats(_ question: API.LiveQuestion) -> HTML {
    guard let need = question.threshold else { return .none }
    let label = context.sentences.seats(question.upvotes, of: need)
    return Self.house(need).drawing(have: question.upvotes, need: need, label: label)
  }

  /// Seats for the modules, where no large question shows them.
  private var definitions: HTML {
    guard let threshold = session?.threshold else { return #"<template id="house"></template>"# }
    let label = context.sentences.seats(0, of: threshold)
    let house = Self.house(threshold).drawing(have: 0, need: threshold, label: label)
    return #"<template id="house">\#(house)</template>"#
  }

  private static func house(_ need: Int) -> Hemicycle { Hemicycle(need: need, rows: 4, most: 60, width: 240) }

  /// Long questions are set smaller, so that 280 characters fit; the modules then set each as large as it can be.
  static func size(_ text: String) -> String {
    switch text.unicodeScalars.count {
    case ...90: "short"
    case ...170: "medium"
    default: "long"
    }
  }
}
