import API
import Foundation
import FoundationNetworking

extension Failure {
  /// What the server refused, in its own words, with the field and the rule.
  init(response: HTTPURLResponse, body: Data, access: Access) {
    let status = response.statusCode
    guard let problem = try? JSONDecoder().decode(Problem.self, from: body) else {
      self.init(unexplained: status, response: response, access: access)
      return
    }
    var message = problem.detail ?? problem.title
    if let field = problem.field {
      // A place in a file is more than a key, and the sentence says it already.
      let place = field.contains(" ") && message.contains(field) ? nil : "field: \(field)"
      let rule = problem.rule.map { "rule: \($0)" }
      let both = [place, rule].compactMap(\.self).joined(separator: ", ")
      if !both.isEmpty { message = "\(message.withoutFullStop) (\(both))." }
    }
    self.init(ExitStatus(http: status), message.asSentence)
    advice = Self.advice(for: problem, response, access)
  }

  private static func advice(for problem: Problem, _ response: HTTPURLResponse, _ access: Access) -> String? {
    switch problem.status {
    case 409 where problem.code == "people_unlinked": return "Say --yes if that is meant."
    case 401 where access.token == nil: return "Sign in with: \(signIn(to: access))"
    case 401: return "The token may be revoked. Sign in again with: \(signIn(to: access))"
    case 429: return response.value(forHTTPHeaderField: "Retry-After").map { "Try again in \($0) seconds." }
    // Tribune's own sentence says what to do; these are for one that comes without.
    case 503 where problem.detail != nil: return nil
    case 503 where problem.code == "outcome_unknown":
      return "It may have been done or not; doing it again is safe."
    case 503: return "Nothing was changed. Try again in a moment."
    default: return nil
    }
  }

  private static func signIn(to access: Access) -> String { "tribune login --server \(access.server)" }

  /// An answer that is not Tribune's: a proxy's, or another program's.
  private init(unexplained status: Int, response: HTTPURLResponse, access: Access) {
    if (300..<400).contains(status) {
      let place = response.value(forHTTPHeaderField: "Location")
      self.init(
        .failed, "\(access.server) sends one elsewhere\(place.map { ", to \($0)" } ?? "").",
        advice: "If that is the right address, say so: --server, or tribune login --server …")
    } else {
      self.init(
        ExitStatus(http: status), "\(access.server) answered \(status), without saying why.",
        advice:
          "Is it Tribune that answers there (\(access.source))? A proxy in front of it may say this too.")
    }
  }

  /// No answer at all.
  init(unreachable access: Access, isWrite: Bool, error: any Error) {
    let server = access.server
    let code = (error as? URLError)?.code
    switch code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet:
      let what = code == .cannotConnectToHost ? "No server answers at" : "There is no way to"
      self.init(
        .failed, "\(what) \(server) (\(access.source)).",
        advice: "Start it there with scripts/run, or name the right one with --server.")
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateNotYetValid, .serverCertificateHasUnknownRoot:
      self.init(
        .failed, "\(server) has no certificate that this machine trusts.",
        advice: "The token was not sent. Look at the certificate, or at the address.")
    case .timedOut:
      self.init(.failed, "\(server) did not answer in time.", advice: isWrite ? Self.unknown : nil)
    default:
      let reason = (error as? URLError)?.localizedDescription ?? String(describing: error)
      self.init(
        .failed, "The connection to \(server) broke: \(reason).".replacing("..", with: "."),
        advice: isWrite ? Self.unknown : nil)
    }
  }

  private static let unknown = "It may have been done or not: look before doing it again."
}

extension ExitStatus {
  init(http status: Int) {
    switch status {
    case 401, 403: self = .notAllowed
    case 404: self = .notFound
    case 409: self = .conflict
    default: self = .failed
    }
  }
}

extension String {
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }

  /// Begins with a capital and ends with a full stop, whatever the server's style.
  fileprivate var asSentence: String {
    guard let first, let last else { return "The server gave no reason." }
    return first.uppercased() + dropFirst() + (last.isLetter || last.isNumber || last == ")" ? "." : "")
  }
}
