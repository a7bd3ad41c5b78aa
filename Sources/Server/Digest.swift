internal import Tokens

/// SHA-256, for those who verify the ledger's chain.
public func sha256(_ bytes: [UInt8]) -> [UInt8] { Digest.sha256(bytes) }
