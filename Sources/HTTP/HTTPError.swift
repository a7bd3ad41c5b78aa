internal import Foundation

/// An error as it is answered: `application/problem+json` (RFC 9457) with a stable `code`.
public struct HTTPError: Error, Sendable, Equatable {
  public var status: Int
  /// Stable, for programs: `box_closed`, `wording_locked`, …
  public var code: String
  /// Instead of the status's phrase, in the reader's language.
  public var title: String?
  /// One sentence for people.
  public var detail: String?
  /// 422: the key that breaks a rule…
  public var field: String?
  /// …and the rule it breaks.
  public var rule: String?
  public var headers: [Header]

  public init(
    _ status: Int, _ code: String, _ detail: String? = nil, field: String? = nil, rule: String? = nil,
    headers: [Header] = []
  ) {
    (self.status, self.code, self.detail) = (status, code, detail)
    (self.field, self.rule, self.headers) = (field, rule, headers)
  }

  public static let notFound = HTTPError(404, "not_found", "There is nothing here.")

  public static func malformed(_ detail: String) -> HTTPError { HTTPError(400, "malformed", detail) }

  /// A value that breaks a rule; `field` is its key or parameter.
  public static func broken(_ rule: String, field: String, _ detail: String) -> HTTPError {
    HTTPError(422, "rule_broken", detail, field: field, rule: rule)
  }

  /// As the API writes it.
  public var response: Response {
    var members = [
      ("type", "\"about:blank\""), ("title", quoted(title ?? StatusPhrase.of(status))),
      ("status", String(status)),
      ("code", quoted(code)),
    ]
    for (key, value) in [("detail", detail), ("field", field), ("rule", rule)] {
      if let value { members.append((key, quoted(value))) }
    }
    let json = "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    return Response(
      status, [Header("Cache-Control", "no-store")] + headers,
      Content("application/problem+json", json))
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20:
        quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

enum StatusPhrase {
  static func of(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 303: "See Other"
    case 304: "Not Modified"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: status < 400 ? "Success" : status < 500 ? "Client Error" : "Internal Server Error"
    }
  }
}
