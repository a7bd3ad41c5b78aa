internal import EventLoop

/// One field of a header section.
public struct Header: Sendable, Equatable {
  public var name: String
  public var value: String
  public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// What a request is answered with.
public struct Response: Sendable {
  public enum Body: Sendable {
    case none
    case content(Content)
    case stream(EventStream)
  }

  public var status: Int
  public var headers: [Header]
  public var body: Body

  public init(_ status: Int, _ headers: [Header] = []) {
    (self.status, self.headers, body) = (status, headers, .none)
  }

  public init(_ status: Int = 200, _ headers: [Header] = [], _ content: Content) {
    (self.status, self.headers, body) = (status, headers, .content(content))
  }

  /// Server-sent events until the client goes away or the stream is closed.
  public init(_ headers: [Header] = [], events stream: EventStream) {
    (status, self.headers, body) = (200, headers, .stream(stream))
  }

  /// Whether its headers say so already.
  var variesByEncoding: Bool {
    headers.contains {
      $0.name.lowercased() == "vary"
        && ($0.value == "*" || $0.value.lowercased().contains("accept-encoding"))
    }
  }

  /// See Other: after a form was submitted.
  public static func redirect(to location: String, status: Int = 303, _ headers: [Header] = []) -> Response {
    Response(status, [Header("Location", location)] + headers)
  }
}

/// A representation: bytes made once, served many times; its gzip is made once too, when first asked for. What is served
/// once is compressed as fast as can be: a page of 20 kB in a tenth of a millisecond, for a third of a second on the way
/// to a phone in the last row.
public final class Content: @unchecked Sendable {
  public let type: String
  public let bytes: [UInt8]
  /// Opaque, without quotes; nil: no conditional requests.
  public let tag: String?
  /// False for bytes that are served once.
  private let isShared: Bool
  /// Written and read on the loop alone.
  private var compressed: [UInt8]?

  /// Below this a packet is a packet.
  private static let smallestCompressed = 860

  public init(_ type: String, bytes: [UInt8], tag: String? = nil, isShared: Bool = true) {
    (self.type, self.bytes, self.tag, self.isShared) = (type, bytes, tag, isShared)
  }

  public convenience init(_ type: String, _ text: String, tag: String? = nil) {
    self.init(type, bytes: Array(text.utf8), tag: tag)
  }

  /// Nil when it would not be worth it.
  @Loop var gzip: [UInt8]? {
    guard isCompressible else { return nil }
    if let compressed { return compressed.isEmpty ? nil : compressed }
    let result = gzipped(bytes, level: isShared ? 6 : 1) ?? []
    compressed = result.count < bytes.count ? result : []
    return compressed?.isEmpty == false ? compressed : nil
  }

  /// Whether it is sent compressed to those who accept that, as long as it is smaller then.
  var isCompressible: Bool { bytes.count >= Self.smallestCompressed && isText }

  private var isText: Bool {
    type.hasPrefix("text/") || type.hasPrefix("application/") || type.hasPrefix("image/svg")
  }
}
