internal import CEvent
public import EventLoop
internal import Foundation

/// Listens on one address and answers with a router.
@Loop public final class HTTPServer {
  public struct Limits: Sendable {
    public var header = 16 << 10
    public var body = 64 << 10
    public var connections = 10_000
    /// From a request's first byte to its last.
    public var receiving: Duration = .seconds(10)
    public var idle: Duration = .seconds(75)
    /// For an answer, since the client last took some of it.
    public var writing: Duration = .seconds(30)
    /// Between comments that keep an event stream alive.
    public var heartbeat: Duration = .seconds(15)
    /// For what is in flight, when the server stops.
    public var stopping: Duration = .seconds(10)
    public init() {}

    func longest(_ phase: Connection.Phase) -> Duration? {
      switch phase {
      case .idle: idle
      case .receiving: receiving
      case .writing: writing
      case .handling, .streaming: nil
      }
    }
  }

  private let http: OpaquePointer
  private let router: Router
  private let limits: Limits
  let connections: Connections
  var streams: Set<EventStream> = []
  private var listener: OpaquePointer?
  private var paused = false
  private(set) var isStopping = false
  private var timers: [LoopTimer] = []
  /// As the Date header says it; made once a second, where evhttp would make it for each answer.
  private(set) var date = httpDate()
  /// Answers by status, since the start.
  public private(set) var answers: [Int: Int] = [:]

  /// Where it listens, with the port that was chosen when port 0 was asked for.
  public private(set) var address = ListenAddress(host: "", port: 0)

  public init(_ router: Router, limits: Limits = Limits()) throws {
    guard let http = evhttp_new(Loop.base) else { throw CannotListen(reason: "out of memory") }
    (self.http, self.router, self.limits) = (http, router, limits)
    connections = Connections(limits)
    evhttp_set_default_content_type(http, nil)
    evhttp_set_max_headers_size(http, limits.header)
    evhttp_set_max_body_size(http, limits.body)
    let methods = [
      EVHTTP_REQ_GET, EVHTTP_REQ_HEAD, EVHTTP_REQ_POST, EVHTTP_REQ_PUT, EVHTTP_REQ_PATCH, EVHTTP_REQ_DELETE,
      EVHTTP_REQ_OPTIONS,
    ]
    evhttp_set_allowed_methods(http, methods.reduce(0) { $0 | UInt16($1.rawValue) })
    // Kept until `stop` has freed evhttp, which calls back.
    let me = Unmanaged.passRetained(self).toOpaque()
    evhttp_set_gencb(http, onRequest, me)
    evhttp_set_bevcb(http, makeConnection, me)
  }

  public func listen(on address: ListenAddress, sharingPort: Bool = false) throws(CannotListen) {
    let descriptor = try address.bind(sharingPort: sharingPort)
    let flags = LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC
    guard let listener = evconnlistener_new(Loop.base, nil, nil, flags, 1024, descriptor) else {
      close(descriptor)
      throw CannotListen(reason: "\(address): \(String(cString: strerror(errno)))")
    }
    evconnlistener_set_error_cb(listener, onAcceptFailed)
    guard evhttp_bind_listener(http, listener) != nil else {
      evconnlistener_free(listener)
      throw CannotListen(reason: "out of memory")
    }
    // evhttp is the listener's argument now, and the error callback gets that: it finds us through here.
    HTTPServer.listening[listener] = Weak(self)
    self.listener = listener
    self.address = ListenAddress(host: address.host, port: boundPort(descriptor) ?? address.port)
    timers = [
      LoopTimer(every: .seconds(1)) { [weak self] in self?.sweep() },
      LoopTimer(every: limits.heartbeat) { [weak self] in self?.sendHeartbeats() },
    ]
  }

  /// Open connections and event streams.
  public var load: (connections: Int, streams: Int) { (connections.count, streams.count) }

  /// Takes no more connections, finishes what is in flight and closes the streams. The server cannot start again.
  public func stop() async {
    guard !isStopping else { return }
    isStopping = true
    if let listener { evconnlistener_disable(listener) }
    for stream in streams { stream.close() }
    connections.endIdle()
    let deadline = ContinuousClock.now + limits.stopping
    while connections.areBusy, ContinuousClock.now < deadline {
      try? await Loop.sleep(for: .milliseconds(10))
      connections.endIdle()
    }
    timers = []
    if let listener { HTTPServer.listening[listener] = nil }
    listener = nil
    // What is still at work holds requests of evhttp's: the process ends with them.
    guard !connections.areBusy else { return connections.endAll() }
    evhttp_free(http)
    connections.sweep()
    Unmanaged.passUnretained(self).release()
  }

  func answered(_ status: Int) { answers[status, default: 0] += 1 }

  fileprivate func handle(_ raw: UnsafeMutablePointer<evhttp_request>) {
    Exchange(raw, on: self).run(router)
  }

  fileprivate func accept(_ events: OpaquePointer) {
    // Before the new one is among them: evhttp has not set its callbacks yet, by which the sweep tells who is gone.
    if connections.count + 1 >= limits.connections { connections.sweep() }
    connections.add(events)
    if connections.count >= limits.connections { pause() }
  }

  /// At the cap, or out of descriptors: the kernel's queue holds the next ones; accepting and failing would spin.
  fileprivate func pause() {
    if let listener { evconnlistener_disable(listener) }
    paused = true
  }

  private func sendHeartbeats() {
    for stream in streams { stream.sendHeartbeat() }
  }

  private func sweep() {
    date = httpDate()
    connections.sweep()
    guard paused, !isStopping, connections.count < limits.connections, let listener else { return }
    paused = false
    evconnlistener_enable(listener)
  }

  fileprivate struct Weak {
    weak var server: HTTPServer?
    init(_ server: HTTPServer) { self.server = server }
  }
  fileprivate static var listening: [OpaquePointer: Weak] = [:]
}

private func onRequest(_ raw: UnsafeMutablePointer<evhttp_request>?, context: UnsafeMutableRawPointer?) {
  guard let raw, let context else { return }
  let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
  nonisolated(unsafe) let request = raw
  Loop.assumeIsolated { server.handle(request) }
}

/// A plain bufferevent: filtering ones collapse under load. evhttp gives it its descriptor.
private func makeConnection(_ base: OpaquePointer?, context: UnsafeMutableRawPointer?) -> OpaquePointer? {
  guard let context, let events = bufferevent_socket_new(base, -1, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
  else { return nil }
  let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
  nonisolated(unsafe) let accepted = events
  Loop.assumeIsolated { server.accept(accepted) }
  return events
}

private func onAcceptFailed(_ listener: OpaquePointer?, _: UnsafeMutableRawPointer?) {
  guard let listener else { return }
  nonisolated(unsafe) let full = listener
  Loop.assumeIsolated { HTTPServer.listening[full]?.server?.pause() }
}

/// Now (RFC 9110, section 5.6.7): `Tue, 13 Jun 2017 07:30:00 GMT`.
private func httpDate() -> String {
  var now = time(nil)
  var parts = tm()
  gmtime_r(&now, &parts)
  var text = [CChar](repeating: 0, count: 40)
  strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
  return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
