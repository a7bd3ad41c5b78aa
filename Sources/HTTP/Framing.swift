internal import CEvent

/// What evhttp lets through and a server must not: requests whose end another program on the way could see elsewhere
/// (RFC 9112, section 6 and 11.2). Found before the handler runs; the connection is closed, so nothing pipelined
/// behind such a request ever runs.
struct Framing {
  private(set) var fault: String?
  /// evhttp reads the sizes of chunks leniently (`0x2`, `+2`), so that where such a body ends is not certain: the
  /// connection ends with it.
  var isChunked: Bool { encodings > 0 }
  private var lengths = 0
  private var encodings = 0
  private var hosts = 0

  init(of request: UnsafeMutablePointer<evhttp_request>) {
    let (major, minor) = (request.pointee.major, request.pointee.minor)
    guard major == 1, minor <= 1 else {
      fault = "Only HTTP/1.1 and HTTP/1.0 are spoken here."
      return
    }
    var field = request.pointee.input_headers?.pointee.tqh_first
    while let this = field {
      check(this.pointee)
      field = this.pointee.next.tqe_next
    }
    if lengths + encodings > 1 {
      fault = "Content-Length and Transfer-Encoding are given more than once."
    } else if hosts > 1 || (hosts == 0 && minor == 1) {
      fault = "A request names its Host, once."
    } else if encodings > 0, minor == 0 {
      fault = "HTTP/1.0 knows no Transfer-Encoding."
    } else if lengths + encodings > 0, request.pointee.type == EVHTTP_REQ_HEAD {
      fault = "HEAD has no body."  // evhttp would take the body for the next request
    }
  }

  private mutating func check(_ field: evkeyval) {
    guard let name = field.key, let value = field.value else { return }
    if !Self.isToken(name) { fault = "A header's name has a character that names cannot have." }
    switch name.pointee | 0x20 {
    case 0x63 where Self.same(name, "content-length"):  // c
      lengths += 1
      if !Self.isNumber(value) { fault = "Content-Length is a number." }
    case 0x74 where Self.same(name, "transfer-encoding"):  // t
      encodings += 1
      if !Self.same(value, "chunked") { fault = "The only Transfer-Encoding here is chunked." }
    case 0x68 where Self.same(name, "host"):  // h
      hosts += 1
      if value.pointee == 0 { fault = "Host is empty." }
    default: break
    }
  }

  private static func same(_ text: UnsafePointer<CChar>, _ wanted: StaticString) -> Bool {
    wanted.withUTF8Buffer { wanted in
      for (index, byte) in wanted.enumerated() where lower(text[index]) != byte { return false }
      return text[wanted.count] == 0
    }
  }

  private static func lower(_ byte: CChar) -> UInt8 {
    let byte = UInt8(bitPattern: byte)
    return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func isNumber(_ text: UnsafePointer<CChar>) -> Bool {
    var index = 0
    while text[index] != 0 {
      guard (0x30...0x39).contains(text[index]), index < 18 else { return false }
      index += 1
    }
    return index > 0
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: UnsafePointer<CChar>) -> Bool {
    var index = 0
    while text[index] != 0 {
      guard isTokenByte(UInt8(bitPattern: text[index])) else { return false }
      index += 1
    }
    return index > 0
  }

  /// A visible character of ASCII, and none of `"(),/:;<=>?@[\]{}`. A look into 128 bits, since it is asked of each
  /// byte of each header's name.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    byte < 64 ? tokens.0 >> byte & 1 == 1 : byte < 128 && tokens.1 >> (byte - 64) & 1 == 1
  }

  private static let tokens: (UInt64, UInt64) = (0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
}
