internal import CEvent
public import EventLoop
internal import Foundation

/// One event, encoded once for all who get it.
public struct Event: Sendable {
  let name: String
  /// What a client that reconnects says it has.
  public let id: String?
  /// What the event is about; nil where each new one of its name says all that the former said.
  let subject: String?
  public let data: String
  let bytes: [UInt8]

  /// `data` must not contain a carriage return; lines become lines of data.
  public init(_ name: String, id: String? = nil, about subject: String? = nil, data: String) {
    var text = id.map { "id: \($0)\n" } ?? ""
    text += "event: \(name)\n"
    for line in data.split(separator: "\n", omittingEmptySubsequences: false) { text += "data: \(line)\n" }
    (self.name, self.id, self.subject, self.data) = (name, id, subject, data)
    bytes = Array((text + "\n").utf8)
  }
}

/// Server-sent events to one client. At most one write is under way; while it is, only the newest event of each name
/// and subject is kept, so a slow phone skips states and never queues them.
@Loop public final class EventStream {
  /// Nil before the start and after the end.
  private var request: UnsafeMutablePointer<evhttp_request>?
  private var connection: Connection?
  private weak var server: HTTPServer?
  private var waiting: [Event] = []
  private var started = false
  private var writing = false
  private var writingSince = ContinuousClock.now
  /// Called once, when the client has gone or the stream was closed.
  public var onEnd: (@Loop () -> Void)?

  private static let heartbeat = Array(": \nevent: beat\ndata:\n\n".utf8)
  static let contentType = "text/event-stream"
  /// A client that takes longer than this over one event is gone.
  private static let longestWrite: Duration = .seconds(30)

  public nonisolated init() {}

  public func send(_ event: Event) {
    waiting.removeAll { $0.name == event.name && $0.subject == event.subject }
    waiting.append(event)
    flush()
  }

  public func close() { end(answer: true) }

  func start(
    on request: UnsafeMutablePointer<evhttp_request>, _ connection: Connection?, of server: HTTPServer
  ) {
    (self.request, self.connection, self.server) = (request, connection, server)
    started = true
    server.streams.insert(self)
    for (name, value) in [
      ("Content-Type", Self.contentType), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"),
      ("Connection", "close"),
    ] { evhttp_add_header(request.pointee.output_headers, name, value) }
    evhttp_send_reply_start(request, 200, "OK")
    guard evhttp_request_get_connection(request) != nil else { return end(answer: true) }
    connection?.phase = .streaming
    connection?.readNoMore()
    connection?.onGone = { [weak self] in self?.end(answer: false) }
    write(Array("retry: 2000\n\n".utf8))
  }

  /// A comment tells the proxies of a quiet connection that it lives, and finds out about clients that are gone; browsers
  /// show pages no comments, so an event tells them the same.
  func sendHeartbeat() {
    if writing, ContinuousClock.now - writingSince > Self.longestWrite {
      connection?.shutDown()
    } else if started, !writing {
      write(Self.heartbeat)
    }
  }

  private func flush() {
    guard started, !writing, !waiting.isEmpty else { return }
    write(waiting.removeFirst().bytes)
  }

  private func write(_ bytes: [UInt8]) {
    guard let request, let buffer = evbuffer_new() else { return }
    defer { evbuffer_free(buffer) }
    evbuffer_add(buffer, bytes, bytes.count)
    writing = true
    writingSince = .now
    evhttp_send_reply_chunk_with_cb(
      request, buffer, onEventWritten, Unmanaged.passUnretained(self).toOpaque())
  }

  fileprivate func written() {
    writing = false
    flush()
  }

  /// `answer`: evhttp still has the connection and is told that the response is complete.
  fileprivate func end(answer: Bool) {
    guard let request else { return finish() }
    self.request = nil
    connection?.onGone = nil
    if answer {
      connection?.expectNext(after: request)
      evhttp_send_reply_end(request)
    } else if evhttp_request_get_connection(request) == nil {
      evhttp_send_reply_end(request)  // frees it; a request that still has its connection is freed with it
    }
    finish()
  }

  private func finish() {
    (connection, waiting) = (nil, [])
    server?.streams.remove(self)
    let onEnd = onEnd
    self.onEnd = nil
    onEnd?()
  }
}

extension EventStream: Hashable {
  public nonisolated static func == (left: EventStream, right: EventStream) -> Bool { left === right }
  public nonisolated func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

private func onEventWritten(_: OpaquePointer?, context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  let stream = Unmanaged<EventStream>.fromOpaque(context).takeUnretainedValue()
  Loop.assumeIsolated { stream.written() }
}
