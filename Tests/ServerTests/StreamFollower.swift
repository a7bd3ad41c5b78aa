import EventLoop
import Foundation
import TestSupport

/// A client of an event stream, and all that it was sent.
@Loop final class StreamFollower {
  private let socket: RawSocket
  private var received = ""

  init(_ path: String, port: UInt16) throws {
    socket = try RawSocket(port: port)
    socket.send("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n")
  }

  /// Waits for that text, so many times, unless it came already; everything that came.
  func gets(_ text: String, times: Int = 1) async -> String {
    @Sendable nonisolated func isComplete(_ all: String) -> Bool {
      all.components(separatedBy: text).count > times
    }
    if !isComplete(received) {
      let former = received
      received += await socket.receive { isComplete(former + $0) }
    }
    return received
  }
}
