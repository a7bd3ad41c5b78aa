/// An error as the API answers it (RFC 9457, `application/problem+json`).
public struct Problem: Codable, Hashable, Sendable, Error {
  /// Always `about:blank`: the `code` says what happened.
  public var type: String
  public var title: String
  public var status: Int
  /// Stable, for programs: `box_closed`, `wording_locked`, …
  public var code: String
  public var detail: String?
  /// 422 only: the JSON key, or path of keys, that breaks a rule…
  public var field: String?
  /// …and the rule it breaks.
  public var rule: String?

  public init(
    status: Int, code: String, title: String, detail: String? = nil, field: String? = nil,
    rule: String? = nil
  ) {
    (type, self.status, self.code, self.title) = ("about:blank", status, code, title)
    (self.detail, self.field, self.rule) = (detail, field, rule)
  }
}
