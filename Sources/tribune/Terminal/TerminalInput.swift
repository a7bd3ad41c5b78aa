import Foundation

/// What a terminal tells: keys, another size, its end. Read on a thread of its own, since reading waits.
enum TerminalInput: Sendable {
  case key(Key)
  case resized
  case closed

  /// Begins to read; `deliver` is called on that thread.
  static func start(_ deliver: @escaping @Sendable (TerminalInput) -> Void) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0, fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 else {
      throw Failure(.failed, "The terminal cannot be read: \(String(cString: strerror(errno))).")
    }
    resizes = ends[1]
    catchSignal(SIGWINCH, noteResize)
    let noted = ends[0]
    let thread = Thread { read(noted, deliver) }
    thread.start()
  }

  private static func read(_ noted: Int32, _ deliver: (TerminalInput) -> Void) {
    var keys = KeyReader()
    var bytes = [UInt8](repeating: 0, count: 1024)
    while true {
      var sources = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: noted, events: Int16(POLLIN), revents: 0),
      ]
      // The bytes of an arrow key come together, or within this many milliseconds over a slow line.
      let ready = poll(&sources, 2, keys.isAmid ? 50 : -1)
      if ready == 0 { for key in keys.settle() { deliver(.key(key)) } }
      guard ready > 0 else { continue }
      if sources[1].revents != 0 {
        _ = Foundation.read(noted, &bytes, bytes.count)
        deliver(.resized)
      }
      if sources[0].revents != 0 {
        let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return deliver(.closed) }
        for key in keys.read(bytes[..<count]) { deliver(.key(key)) }
      }
    }
  }
}

/// Where the signal handler notes a new size; set before the handler is.
nonisolated(unsafe) private var resizes: Int32 = -1

private func noteResize(_ signal: Int32) {
  let before = errno
  var byte: UInt8 = 1
  _ = write(resizes, &byte, 1)
  errno = before
}
