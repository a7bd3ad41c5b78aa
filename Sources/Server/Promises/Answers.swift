internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

extension Response {
  /// A JSON value that is nobody's to keep.
  static func json(_ value: some Encodable, status: Int = 200, _ headers: [Header] = []) throws -> Response {
    Response(
      status, [Header("Cache-Control", "no-store")] + headers,
      Content("application/json", bytes: try value.json))
  }

  /// A JSON value with a tag of its own, kept by those who ask again whether it changed.
  static func tagged(_ value: some Encodable, isShared: Bool = true) throws -> Response {
    let bytes = try value.json
    return Response(
      200, isShared ? shared : personal, Content("application/json", bytes: bytes, tag: fingerprint(bytes)))
  }

  static let vary = Header("Vary", "Cookie, Authorization, Accept-Encoding")
  static let shared = [Header("Cache-Control", "no-cache"), vary]
  static let personal = [Header("Cache-Control", "private, no-cache"), vary]
}

extension Request {
  /// The body as the strict JSON object of the call.
  func body<Body: RequestBody>(_ type: Body.Type) throws -> Body { try json(Strict<Body>.self).body }
}
