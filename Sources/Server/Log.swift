internal import Foundation

/// What the operator should know, on stderr, a line each. Never what attendees wrote, nor any secret.
enum Log {
  static func error(_ message: String) { write("error: \(message)") }
  static func warning(_ message: String) { write("warning: \(message)") }
  static func info(_ message: String) { write(message) }

  private static func write(_ message: String) {
    // A path may hold what would steer the operator's terminal.
    let line = String(
      message.map { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } ? $0 : " " })
    FileHandle.standardError.write(Data("tribune: \(line)\n".utf8))
  }
}
