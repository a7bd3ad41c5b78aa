import Foundation

/// The terminal without echo and line editing, and its way back, on every exit: a return, an error, Ctrl-C,
/// SIGTERM, a closed window, `exit`.
enum RawTerminal {
  /// The other screen, without a cursor, without wrapping, and with pasted text told from typed.
  static let enterScreen = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h"
  static let leaveScreen = "\u{1B}[?2026l\u{1B}[0m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  enum Mode { case hidden, fullScreen }

  /// Throws where standard input is no terminal.
  static func enter(_ mode: Mode) throws {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else {
      throw Failure(.failed, "The terminal cannot be set up: \(String(cString: strerror(errno))).")
    }
    wayBack.pointee.saved = settings
    wayBack.pointee.usesScreen = mode == .fullScreen
    cfmakeraw(&settings)
    settings.c_oflag |= tcflag_t(OPOST)
    wayBack.pointee.isRaw = 1
    for signal in endings { catchSignal(signal, endByRestoring) }
    atexit(restore)
    if mode == .fullScreen { put(enterScreen) }
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else {
      leave()
      throw Failure(.failed, "The terminal cannot be set up: \(String(cString: strerror(errno))).")
    }
  }

  static func leave() {
    restore()
    for signal in endings { catchSignal(signal, nil) }
  }

  /// Ends as by Ctrl-C: the shell sees the signal.
  static func interrupt() -> Never {
    leave()
    send(SIGINT)
    exit(130)
  }

  /// Stops as by Ctrl-Z, and comes back in the same mode.
  static func suspend(_ mode: Mode) throws {
    leave()
    send(SIGTSTP)
    try enter(mode)
  }

  /// To this very thread, on which a pool may have blocked signals: it takes effect before this returns.
  private static func send(_ signal: Int32) {
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, signal)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
    raise(signal)
  }

  /// A line typed unseen; nil at the end of input. It asks only once nothing is shown any more.
  static func readHidden(_ prompt: String, on output: Output) throws -> String? {
    try enter(.hidden)
    defer {
      leave()
      output.line()
    }
    output.write(prompt)
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      switch byte {
      case 3: interrupt()
      case 4 where bytes.isEmpty: return nil
      case 4, 10, 13: return String(decoding: bytes, as: UTF8.self)
      case 8, 127: if !bytes.isEmpty { bytes.removeLast() }
      case 21: bytes = []
      default: bytes.append(byte)
      }
    }
  }

  static func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno != EINTR { return }
        rest = rest.dropFirst(max(count, 0))
      }
    }
  }
}

// Signal handlers may touch little more than memory that is already there; these run in one.
// All of it is set up on one thread, by `enter`, before the first signal can come.

/// What a handler needs: nothing in it is allocated, made at its first use or counted.
private struct WayBack {
  var saved = termios()
  var isRaw: sig_atomic_t = 0
  var usesScreen = false
  let leaveScreen: UnsafeRawBufferPointer

  init() {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: RawTerminal.leaveScreen.utf8.count, alignment: 1)
    bytes.copyBytes(from: RawTerminal.leaveScreen.utf8)
    leaveScreen = UnsafeRawBufferPointer(bytes)
  }
}

/// Kept for as long as the process runs. Through a pointer, since the checks of a variable's exclusive access are not for
/// handlers.
nonisolated(unsafe) private let wayBack = {
  let place = UnsafeMutablePointer<WayBack>.allocate(capacity: 1)
  place.initialize(to: WayBack())
  return place
}()

private let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

private func restore() {
  guard wayBack.pointee.isRaw != 0 else { return }
  wayBack.pointee.isRaw = 0
  if wayBack.pointee.usesScreen {
    let bytes = wayBack.pointee.leaveScreen
    _ = write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
  }
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &wayBack.pointee.saved)
}

/// Restores, then lets the signal do what it does: the parent sees the true cause of death.
private func endByRestoring(_ signal: Int32) {
  restore()
  catchSignal(signal, nil)
  raise(signal)
}

/// A handler for a signal, or its default.
func catchSignal(_ signal: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
  var action = sigaction()
  action.__sigaction_handler.sa_handler = handler
  sigaction(signal, &action, nil)
}
