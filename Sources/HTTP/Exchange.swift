internal import CEvent
public import EventLoop

/// One request and its answer: the only place that touches evhttp's request. A client that vanishes meanwhile is
/// noticed here when the answer is sent, and evhttp frees the request then; so every exchange is answered once.
@Loop final class Exchange {
  /// Nil once answered.
  private var raw: UnsafeMutablePointer<evhttp_request>?
  private unowned let server: HTTPServer
  private let connection: Connection?

  init(_ raw: UnsafeMutablePointer<evhttp_request>, on server: HTTPServer) {
    (self.raw, self.server) = (raw, server)
    connection = server.connections.of(raw)
    connection?.serve(raw)
  }

  func header(_ name: String) -> String? {
    guard let raw, let value = evhttp_find_header(raw.pointee.input_headers, name) else { return nil }
    // Header bytes that are no UTF-8 are as good as absent.
    return String(validatingCString: value)
  }

  /// The last field of that name: what the nearest proxy added.
  func lastHeader(_ name: String) -> String? {
    var found: String?
    var field = raw?.pointee.input_headers?.pointee.tqh_first
    while let this = field {
      if let key = this.pointee.key, evutil_ascii_strcasecmp(key, name) == 0, let value = this.pointee.value {
        found = String(validatingCString: value)
      }
      field = this.pointee.next.tqe_next
    }
    return found
  }

  var peer: String { raw?.pointee.remote_host.map { String(cString: $0) } ?? "" }

  /// What follows the target's question mark, as it was sent.
  var rawQuery: Substring? {
    guard let target = raw?.pointee.uri.flatMap({ String(validatingCString: $0) }),
      let mark = target.firstIndex(of: "?")
    else { return nil }
    return target[mark...].dropFirst()
  }

  // MARK: In

  func run(_ router: Router) {
    guard let raw else { return }
    let method = connection?.hasOtherMethod == true ? .other : Method(raw.pointee.type)
    let framing = Framing(of: raw)
    if let fault = framing.fault { return refuse(.malformed(fault), method, close: true) }
    if framing.isChunked { add("Connection", "close") }
    guard let uri = raw.pointee.uri.flatMap({ String(validatingCString: $0) }),
      let target = RequestTarget(uri)
    else {
      // CONNECT names a host in place of a path.
      guard method != .other else { return refuse(.methodNotAllowed(Method.served), method) }
      return refuse(.malformed("The request's target is malformed."), method)
    }
    let request = Request(method: method, target: target, body: takeBody(raw), exchange: self)
    let reply = Reply(request, self, router)
    guard let handler = router.begin(request, reply) else { return }
    // Immediate: a handler that does not suspend is answered without a turn of the queue.
    Task.immediate { @Loop in reply(await router.respond(to: request, with: handler)) }
  }

  private func takeBody(_ raw: UnsafeMutablePointer<evhttp_request>) -> [UInt8] {
    guard let buffer = raw.pointee.input_buffer else { return [] }
    let length = evbuffer_get_length(buffer)
    guard length > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
      count = max(0, Int(evbuffer_remove(buffer, bytes.baseAddress, length)))
    }
  }

  private func refuse(_ refusal: HTTPError, _ method: Method, close: Bool = false) {
    var response = refusal.response
    if close { response.headers.append(Header("Connection", "close")) }
    send(response, method)
  }

  // MARK: Out

  fileprivate func send(_ response: Response, _ method: Method) {
    guard let raw else { return }
    server.answered(response.status)
    add("Date", server.date)
    for header in response.headers { add(header.name, header.value) }
    // What it is is said: browsers do not guess another type from the bytes.
    add("X-Content-Type-Options", "nosniff")
    if server.isStopping { add("Connection", "close") }
    switch response.body {
    case .none:
      if response.status >= 200, response.status != 204, response.status != 304 { add("Content-Length", "0") }
      finish(response.status, [])
    case .content(let content):
      if content.isCompressible, !response.variesByEncoding { add("Vary", "Accept-Encoding") }
      send(content, response.status, method)
    case .stream(let stream):
      guard method != .head, !server.isStopping else {
        stream.close()  // it never starts: whoever feeds it must let go of it
        if method == .head { add("Content-Type", EventStream.contentType) }
        return finish(method == .head ? 200 : 503, [])
      }
      self.raw = nil
      stream.start(on: raw, connection, of: server)
    }
  }

  private func send(_ content: Content, _ status: Int, _ method: Method) {
    let tag = status == 200 ? content.tag : nil
    if let tag, let known = header("If-None-Match"), let match = Self.match(known, tag) {
      add("ETag", "\"\(match)\"")
      return finish(304, [])
    }
    var bytes = content.bytes
    var suffix = ""
    if let gzip = content.gzip, accepts("gzip") {
      bytes = gzip
      suffix = "-gzip"
      add("Content-Encoding", "gzip")
    }
    if let tag { add("ETag", "\"\(tag)\(suffix)\"") }
    add("Content-Type", content.type)
    if method == .head {
      add("Content-Length", String(bytes.count))
      bytes = []  // evhttp would send it
    }
    finish(status, bytes)
  }

  private func add(_ name: String, _ value: String) {
    // evhttp refuses a value with a line break, so that no header can be smuggled out either.
    if let raw { evhttp_add_header(raw.pointee.output_headers, name, value) }
  }

  private func finish(_ status: Int, _ bytes: [UInt8]) {
    guard let raw else { return }
    self.raw = nil
    connection?.expectNext(after: raw)
    if !bytes.isEmpty { evbuffer_add(raw.pointee.output_buffer, bytes, bytes.count) }
    evhttp_send_reply(raw, Int32(status), StatusPhrase.of(status), nil)
  }

  // MARK: Conditions (RFC 9110, section 13)

  /// The tag that the client has: of the content as it is, or of its gzipped form. Weak comparison.
  static func match(_ field: String, _ tag: String) -> String? {
    for candidate in field.split(separator: ",") {
      var candidate = candidate.drop { $0 == " " || $0 == "\t" }
      if candidate.hasPrefix("W/") { candidate = candidate.dropFirst(2) }
      while candidate.last == " " || candidate.last == "\t" { candidate.removeLast() }
      if candidate == "*" || candidate == "\"\(tag)\"" { return tag }
      if candidate == "\"\(tag)-gzip\"" { return "\(tag)-gzip" }
    }
    return nil
  }

  private func accepts(_ coding: String) -> Bool {
    guard let field = header("Accept-Encoding") else { return false }
    return field.split(separator: ",").contains { item in
      let parts = item.split(separator: ";")
      guard let name = parts.first?.drop(while: { $0 == " " }), name.lowercased().hasPrefix(coding) else {
        return false
      }
      return !parts.dropFirst().contains {
        ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0.filter { $0 != " " })
      }
    }
  }
}

/// The way back to whoever asked. Used once; what comes later is not sent.
@Loop public struct Reply {
  private let request: Request
  private let exchange: Exchange
  private let router: Router

  init(_ request: Request, _ exchange: Exchange, _ router: Router) {
    (self.request, self.exchange, self.router) = (request, exchange, router)
  }

  public func callAsFunction(_ response: Response) { exchange.send(response, request.method) }

  /// As a handler's thrown error would be answered.
  public func fail(_ error: any Error) { self(router.answer(to: error, of: request)) }
}

extension Method {
  init(_ type: evhttp_cmd_type) {
    switch type {
    case EVHTTP_REQ_GET: self = .get
    case EVHTTP_REQ_HEAD: self = .head
    case EVHTTP_REQ_POST: self = .post
    case EVHTTP_REQ_PUT: self = .put
    case EVHTTP_REQ_PATCH: self = .patch
    case EVHTTP_REQ_DELETE: self = .delete
    case EVHTTP_REQ_OPTIONS: self = .options
    default: self = .other
    }
  }
}
