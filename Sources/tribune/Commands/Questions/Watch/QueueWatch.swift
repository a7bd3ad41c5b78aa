import API
import Foundation

/// One loop takes every event in turn: keys, answers, the clock. At most one request is under way, so that answers
/// come in the order in which keys were pressed, and a list never comes from before a decision.
struct QueueWatch {
  private enum Event: Sendable {
    case terminal(TerminalInput)
    case second
    case listed(waiting: Client.Reply<QuestionList>?, published: Client.Reply<QuestionList>?)
    case mayNotCurate
    case session(Client.Reply<Session>?)
    case decided(Act, Question, id: String?)
    case failed(Act?, Failure)
  }

  private let questions: SessionQuestions
  private var queue: Queue
  private var view: QueueView
  private var screen = Screen()
  private let events: AsyncStream<Event>
  private let deliver: AsyncStream<Event>.Continuation
  private var acts: [Act] = []
  private var isBusy = false
  private var waiting: Client.Reply<QuestionList>?
  private var published: Client.Reply<QuestionList>?
  /// Speakers may put questions on the wall, but do not see those that wait.
  private var mayCurate = true
  private var sessionTag: String?
  private var wantsList = true
  private var wantsSession = false
  private var seconds = 0

  init(questions: SessionQuestions, session: Client.Reply<Session>, colours: Bool) {
    self.questions = questions
    queue = Queue(session: session.value)
    sessionTag = session.etag
    view = QueueView(colours: colours)
    (events, deliver) = AsyncStream.makeStream()
  }

  mutating func run() async throws {
    let deliver = deliver
    try TerminalInput.start { deliver.yield(.terminal($0)) }
    let clock = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(1))
        deliver.yield(.second)
      }
    }
    defer { clock.cancel() }
    screen.measure()
    start()
    draw()
    for await event in events {
      guard try handle(event) else { return }
      start()
      draw()
    }
  }

  /// Whether to go on.
  private mutating func handle(_ event: Event) throws -> Bool {
    switch event {
    case .terminal(.key(let key)): return try press(key)
    case .terminal(.resized): screen.measure()
    case .terminal(.closed): return false
    case .second:
      seconds += 1
      wantsList = true
      wantsSession = wantsSession || seconds.isMultiple(of: 5)
    case .listed(let waiting, let published):
      isBusy = false
      queue.answered()
      guard waiting != nil || published != nil else { break }
      self.waiting = waiting ?? self.waiting
      self.published = published ?? self.published
      let lists = [self.waiting, self.published].compactMap { $0?.value.questions }
      queue.show(lists.flatMap(\.self), now: Date())
    case .mayNotCurate:
      (isBusy, wantsList, mayCurate) = (false, true, false)
    case .session(let reply):
      isBusy = false
      if let reply {
        sessionTag = reply.etag
        queue.show(reply.value)
      }
    case .decided(let act, let question, let id):
      isBusy = false
      wantsList = true
      queue.finish(act, question, id: id, now: Date())
    case .failed(let act, let failure):
      isBusy = false
      try fail(act, failure)
    }
    return true
  }

  private mutating func press(_ key: Key) throws -> Bool {
    switch queue.press(key, now: Date()) {
    case .send(let act): acts.append(act)
    case .quit: return false
    case .interrupt: RawTerminal.interrupt()
    case .suspend:
      try RawTerminal.suspend(.fullScreen)
      screen.measure()
    case .redraw: screen.measure()
    case nil: break
    }
    return true
  }

  /// A server that is away comes back; a token that is revoked or a session that is gone does not.
  private mutating func fail(_ act: Act?, _ failure: Failure) throws {
    if let act {
      queue.refuse(act, failure)
    } else if failure.status == .notAllowed || failure.status == .notFound {
      throw failure
    } else {
      queue.fail(failure, now: Date())
    }
  }

  // MARK: Requests

  private mutating func start() {
    guard !isBusy else { return }
    let questions = questions
    isBusy = true
    if !acts.isEmpty {
      let act = acts.removeFirst()
      request(act) {
        let (question, id) = try await questions.does(act)
        return .decided(act, question, id: id)
      }
    } else if wantsSession {
      wantsSession = false
      request { [sessionTag] in .session(try await questions.poll(sessionUnless: sessionTag)) }
    } else if wantsList {
      wantsList = false
      list()
    } else {
      isBusy = false
    }
  }

  private func list() {
    request { [questions, mayCurate, tags = (waiting?.etag, published?.etag)] in
      var waiting: Client.Reply<QuestionList>?
      do {
        if mayCurate { waiting = try await questions.poll(.pending, .new, unless: tags.0) }
      } catch let failure as Failure where failure.status == .notAllowed {
        return .mayNotCurate
      }
      return .listed(
        waiting: waiting, published: try await questions.poll(.published, .top, unless: tags.1))
    }
  }

  private func request(_ act: Act? = nil, _ body: @escaping @Sendable () async throws -> Event) {
    let deliver = deliver
    Task {
      do {
        deliver.yield(try await body())
      } catch let failure as Failure {
        deliver.yield(.failed(act, failure))
      } catch {
        deliver.yield(.failed(act, Failure(.failed, "\(error)")))
      }
    }
  }

  private mutating func draw() {
    let lines = view.lines(queue, size: screen.size, now: Date())
    RawTerminal.put(screen.update(to: lines))
  }
}
