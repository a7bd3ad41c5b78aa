internal import Foundation

/// What the operator should know, on stderr, a line each. Never what attendees wrote, nor any secret.
enum Log {
  static func error(_ message: String) { write("error: \(message)") }
  static func warning(_ message: String) { write("warning: \(message)") }
  static func info(_ message: String) { write(message) }

  private static func write(_ message: String) {
    FileHandle.standardError.write(Data("tribune: \(plain(message))\n".utf8))
  }

  /// A path may hold what would steer the operator's terminal, or turn the line around.
  static func plain(_ message: String) -> String {
    let scalars = message.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: Unicode.Scalar(0x20 as UInt8)
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
