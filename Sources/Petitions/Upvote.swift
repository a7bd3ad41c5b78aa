public import struct Foundation.Date

/// Who may sign what, and when (rule 4). On the hot path SQL decides (`Storage/Upvotes.swift`); this is the rule that
/// its tests hold it to. Withdrawing asks the same.
public struct Upvote: Hashable, Sendable {
  /// The attendee, nil where unknown or erased.
  public struct Signer: Hashable, Sendable {
    /// The oldest generation of tokens that still speaks for the person, and the one of the token in hand.
    public var generation: Int
    public var token: Int
    public init(generation: Int, token: Int) { (self.generation, self.token) = (generation, token) }
  }

  /// The question that counts it: of a merged one, the survivor.
  public struct Petition: Hashable, Sendable {
    public var state: Question.State
    public var isOfSigner: Bool
    public init(state: Question.State, isOfSigner: Bool) {
      (self.state, self.isOfSigner) = (state, isOfSigner)
    }
  }

  public var signer: Signer?
  public var petition: Petition?
  public var summitClosed: Bool
  public var sessionCancelled: Bool
  /// Nil where the question is not addressed to a session.
  public var box: BoxTimes?

  public init(
    signer: Signer?, petition: Petition?, summitClosed: Bool = false, sessionCancelled: Bool = false,
    box: BoxTimes?
  ) {
    (self.signer, self.petition, self.summitClosed) = (signer, petition, summitClosed)
    (self.sessionCancelled, self.box) = (sessionCancelled, box)
  }

  public func check(at now: Date) throws(Refusal) {
    guard let signer, signer.token >= signer.generation else { throw .attendeeUnknown }
    guard let petition, petition.state != .pending || petition.isOfSigner else { throw .questionNotFound }
    guard petition.state == .published else { throw .questionNotPublished }
    if summitClosed { throw .summitClosed }
    if sessionCancelled { throw .sessionCancelled }
    try box?.checkUpvoting(at: now)
  }
}
