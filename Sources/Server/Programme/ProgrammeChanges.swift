internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Storage

extension Services {
  /// Where everything that shows the programme is told of a change to it.
  func programmeChanged(_ summit: SummitRecord, _ sessions: Set<Petitions.Session.ID> = []) {
    changed(.everything, of: sessions, in: summit.id)
  }
}

/// A day as the API writes it.
func day(_ text: String, field: String) throws(HTTPError) -> Day {
  guard let day = Day(rawValue: text) else {
    throw .broken("day", field: field, "\(field) is a day, such as 2017-06-13.")
  }
  return day
}

func day(_ text: String?, field: String) throws(HTTPError) -> Day? {
  guard let text else { return nil }
  let value: Day = try day(text, field: field)
  return value
}

extension Request {
  /// What a person said yes to: `?accept=people_unlinked`, several with commas between.
  func consents<Consent: RawRepresentable & CaseIterable & Hashable>(
    _ kind: Consent.Type
  ) throws(HTTPError) -> Set<Consent> where Consent.RawValue == String {
    var consents: Set<Consent> = []
    for name in (parameter("accept") ?? "").split(separator: ",") {
      guard let consent = Consent(rawValue: String(name)) else {
        let known = Consent.allCases.map(\.rawValue).joined(separator: ", ")
        throw .broken("one_of", field: "accept", "accept is one of \(known).")
      }
      consents.insert(consent)
    }
    return consents
  }
}
