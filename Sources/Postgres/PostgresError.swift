/// What went wrong between here and PostgreSQL. `description` never tells bound values.
public struct PostgresError: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// PostgreSQL refused, with this SQLSTATE.
    case server(String)
    /// The database is away; nothing was changed.
    case unavailable
    /// Too many wait already; nothing was changed.
    case busy
    /// The connection was lost after COMMIT was sent: done or not, nobody here knows.
    case outcomeUnknown
    /// A value is not of the type that was asked for.
    case decoding
  }

  public var kind: Kind
  public var message: String
  /// The name of the constraint that was violated.
  public var constraint: String?

  public init(kind: Kind, message: String, constraint: String? = nil) {
    (self.kind, self.message, self.constraint) = (kind, message, constraint)
  }

  public var sqlState: String? { if case .server(let state) = kind { state } else { nil } }
  public var description: String { "\(kind): \(message)" }

  static func unavailable(_ message: String) -> PostgresError { .init(kind: .unavailable, message: message) }
  static func busy(_ message: String) -> PostgresError { .init(kind: .busy, message: message) }
  static func decoding(_ message: String) -> PostgresError { .init(kind: .decoding, message: message) }
}
