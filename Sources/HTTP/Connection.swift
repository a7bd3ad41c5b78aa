internal import CEvent
internal import EventLoop
internal import Foundation

/// One accepted connection as we watch it: evhttp owns it, we hold its bufferevent and know what it is doing, since
/// evhttp's own timeout counts from the last byte and lets a slow drip live for ever.
@Loop final class Connection {
  enum Phase {
    /// Nothing of a request has arrived.
    case idle
    /// Some of a request has.
    case receiving
    case handling, writing, streaming
  }

  /// Held (`bufferevent_incref`) until we let go of it: its descriptor is closed with it, and not before, since
  /// libevent would otherwise take the next connection of that number for this one.
  let events: OpaquePointer
  private unowned let all: Connections
  private var watch: OpaquePointer?
  private(set) var since = ContinuousClock.now
  var phase = Phase.idle { didSet { since = .now } }
  /// Whether the request that is being received has a method that evhttp does not know.
  private(set) var hasOtherMethod = false
  private var isMethodRead = false
  private var outgoing: OpaquePointer?
  /// Told once, when the connection has gone.
  var onGone: (@Loop () -> Void)?

  /// `mostUnread` is how many bytes are read ahead of what is handled: a whole request, header and body. evhttp reads
  /// while it writes an answer; without a limit, whatever a client sends then would be kept.
  init(_ events: OpaquePointer, in all: Connections, mostUnread: Int) {
    (self.events, self.all) = (events, all)
    bufferevent_incref(events)
    bufferevent_setwatermark(events, Int16(EV_READ), 0, mostUnread)
    watch = evbuffer_add_cb(
      bufferevent_get_input(events), onInput, Unmanaged.passUnretained(self).toOpaque())
    outgoing = evbuffer_add_cb(
      bufferevent_get_output(events), onOutput, Unmanaged.passUnretained(self).toOpaque())
  }

  /// evhttp tells of its end from the first request on; before that, the sweep finds out.
  func serve(_ request: UnsafeMutablePointer<evhttp_request>) {
    phase = .handling
    evhttp_connection_set_closecb(
      evhttp_request_get_connection(request), onConnectionClosed, Unmanaged.passUnretained(self).toOpaque())
  }

  /// The answer is complete: what comes next is another request.
  func expectNext(after request: UnsafeMutablePointer<evhttp_request>) {
    phase = .writing
    evhttp_request_set_on_complete_cb(request, onAnswered, Unmanaged.passUnretained(self).toOpaque())
  }

  /// evhttp has let go of it: its callbacks are gone.
  var isGone: Bool {
    var onEvent: bufferevent_event_cb?
    bufferevent_getcb(events, nil, nil, &onEvent, nil)
    return onEvent == nil
  }

  func release() {
    if let watch { evbuffer_remove_cb_entry(bufferevent_get_input(events), watch) }
    if let outgoing { evbuffer_remove_cb_entry(bufferevent_get_output(events), outgoing) }
    (watch, outgoing) = (nil, nil)
    bufferevent_decref(events)
    onGone?()
    onGone = nil
  }

  /// evhttp then sees its end and cleans up. Not while a handler is at work: evhttp is not reading then, and the end
  /// is noticed with the answer.
  func shutDown() {
    guard !isGone else { return }
    shutdown(bufferevent_getfd(events), Int32(SHUT_RDWR))
  }

  /// A stream's client has nothing to say; what it sends anyway is not kept beyond this.
  func readNoMore() {
    bufferevent_setwatermark(events, Int16(EV_READ), 0, 4096)
    bufferevent_set_timeouts(events, nil, nil)
  }

  fileprivate func received() {
    if phase == .idle { phase = .receiving }
    readMethod()
  }

  /// The client takes what it is sent: it may take as long as it wants for all of it.
  fileprivate func drained() {
    if phase == .writing { since = .now }
  }

  fileprivate func answered() {
    phase = .idle
    (hasOtherMethod, isMethodRead) = (false, false)
    // The next request may have arrived already.
    readMethod()
  }

  // MARK: Methods that evhttp does not know

  /// evhttp answers a method that it does not know with a page of its own. Such a request is given one that it knows
  /// before it reads the line, and is answered as what it was.
  private func readMethod() {
    guard !isMethodRead, let input = bufferevent_get_input(events) else { return }
    withUnsafeTemporaryAllocation(byteCount: Self.longestMethod + 1, alignment: 1) { bytes in
      let count = evbuffer_copyout(input, bytes.baseAddress, bytes.count)
      guard count > 0 else { return }
      guard let end = bytes[..<count].firstIndex(of: UInt8(ascii: " ")) else {
        isMethodRead = count == bytes.count
        return
      }
      isMethodRead = true
      let method = bytes[..<end]
      // What is no token is no request: evhttp says so.
      guard end > 0, !Self.known.contains(where: method.elementsEqual),
        method.allSatisfy(Framing.isTokenByte)
      else { return }
      hasOtherMethod = true
      evbuffer_drain(input, end)
      // Of the methods that it knows the one that may have a body, as these may, and that nothing here serves.
      evbuffer_prepend(input, "OPTIONS", 7)
    }
  }

  private static let longestMethod = 64
  private static let known = Method.allCases.filter { $0 != .other }.map { Array($0.rawValue.utf8) }

  fileprivate func closed() { all.remove(self) }
}

private func onAnswered(_: UnsafeMutablePointer<evhttp_request>?, context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
  Loop.assumeIsolated { connection.answered() }
}

private func onConnectionClosed(_: OpaquePointer?, context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
  Loop.assumeIsolated { connection.closed() }
}

private func onInput(
  _: OpaquePointer?, info: UnsafePointer<evbuffer_cb_info>?, context: UnsafeMutableRawPointer?
) {
  guard let context, let info, info.pointee.n_added > 0 else { return }
  let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
  Loop.assumeIsolated { connection.received() }
}

private func onOutput(
  _: OpaquePointer?, info: UnsafePointer<evbuffer_cb_info>?, context: UnsafeMutableRawPointer?
) {
  guard let context, let info, info.pointee.n_deleted > 0 else { return }
  let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
  Loop.assumeIsolated { connection.drained() }
}

/// All connections of a server, and the sweep that ends those which are late.
@Loop final class Connections {
  private var all: [OpaquePointer: Connection] = [:]
  private let limits: HTTPServer.Limits

  init(_ limits: HTTPServer.Limits) { self.limits = limits }

  var count: Int { all.count }

  func add(_ events: OpaquePointer) {
    all[events] = Connection(events, in: self, mostUnread: limits.header + limits.body + 4096)
  }

  func remove(_ connection: Connection) {
    all[connection.events] = nil
    connection.release()
  }

  func of(_ request: UnsafeMutablePointer<evhttp_request>) -> Connection? {
    guard let evcon = evhttp_request_get_connection(request),
      let events = evhttp_connection_get_bufferevent(evcon)
    else { return nil }
    return all[events]
  }

  func sweep(at now: ContinuousClock.Instant = .now) {
    for connection in Array(all.values) {
      if connection.isGone {
        remove(connection)
      } else if let longest = limits.longest(connection.phase), now - connection.since > longest {
        connection.shutDown()
      }
    }
  }

  /// Those that wait for a request that will not be served any more.
  func endIdle() {
    for connection in all.values where connection.phase == .idle || connection.phase == .receiving {
      connection.shutDown()
    }
  }

  func endAll() { for connection in all.values { connection.shutDown() } }

  var areBusy: Bool {
    all.values.contains { !$0.isGone && [.handling, .writing, .streaming].contains($0.phase) }
  }
}
