@_exported public import Petitions

/// A value of a fixed set, in JSON its raw value. One that this version does not know is refused with the ones that it
/// does: in a request as a broken rule, in the answer of a newer server as a sentence of the client's.
public protocol Word: RawRepresentable<String>, CaseIterable, Codable, Hashable, Sendable {}

extension Word {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let word = Self(rawValue: text) else {
      throw UnknownWord(
        field: decoder.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
          .joined(separator: "."),
        word: text, known: Self.allCases.map(\.rawValue))
    }
    self = word
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// A value that is none of those its key takes.
public struct UnknownWord: Error, Sendable {
  /// The JSON key, or path of keys.
  public let field: String
  public let word: String
  public let known: [String]
}

// The words of Petitions that the API says.

extension Petitions.Box: Word {}
extension Petitions.Box.Setting: Word {}
extension Petitions.Moderation: Word {}
extension Petitions.RoomPhase: Word {}
extension Petitions.Question.State: Word {}
extension Petitions.Question.Outcome: Word {}
extension Petitions.Promise.State: Word {}
extension Petitions.Promise.Debtor: Word {}
extension Petitions.Answer.Kind: Word {}
extension Petitions.Answer.Reason: Word {}
extension Petitions.Answer.Giver: Word {}
extension Petitions.Curation.Action: Word {}
extension Petitions.Curation.Reason: Word {}
extension Petitions.Quarantine.Reason: Word {}
extension Petitions.ImportConsent: Word {}
extension Petitions.KeptReason: Word {}
extension Petitions.Summit.Identity: Word {}
extension Petitions.Quarantine.Policy: Word {}
extension Petitions.AccessToken.Role: Word {}
extension Petitions.StageRole: Word {}
