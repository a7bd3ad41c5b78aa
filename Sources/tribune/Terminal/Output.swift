import Foundation
import Synchronization

/// Standard output or standard error. When the reader has gone (`tribune … | head -1`) the rest is dropped without
/// a word, and the command finishes what it was asked to do.
final class Output: Sendable {
  let descriptor: Int32
  let isTerminal: Bool
  /// Whether to colour: on a terminal that can, and whose user has not said NO_COLOR.
  let colours: Bool
  private let state = Mutex(State())

  private struct State {
    var isClosed = false
    var error: Int32?
  }

  init(descriptor: Int32, environment: [String: String]) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    colours = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Nobody reads any more: long listings may stop.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Why output was lost, other than a reader that left: a full disk.
  var failure: Failure? {
    state.withLock(\.error).map {
      Failure(.failed, "The output could not be written: \(String(cString: strerror($0))).")
    }
  }

  func write(_ text: String) {
    state.withLock { state in
      guard !state.isClosed else { return }
      var text = text
      text.withUTF8 { bytes in
        var rest = UnsafeRawBufferPointer(bytes)[...]
        while !rest.isEmpty {
          let count = Foundation.write(
            descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          if count >= 0 {
            rest = rest.dropFirst(count)
          } else if errno == EAGAIN {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&wait, 1, -1)
          } else if errno != EINTR {
            if errno != EPIPE { state.error = errno }
            state.isClosed = true
            return
          }
        }
      }
    }
  }

  func line(_ text: String = "") { write(text + "\n") }

  /// Cells in a line; nil off a terminal, where nothing is cut or wrapped.
  var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// The text in a style, where styles are shown.
  func styled(_ text: String, _ style: Style) -> String { style.apply(text, colours: colours) }
}
