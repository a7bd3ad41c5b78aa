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

/// One of an enum's values, by its name in the API.
func choice<Choice: RawRepresentable>(
  _ text: String?, field: String, among known: [Choice]
) throws(HTTPError) -> Choice? where Choice.RawValue == String {
  guard let text else { return nil }
  guard let choice = known.first(where: { $0.rawValue == text }) else {
    let names = known.map(\.rawValue).joined(separator: ", ")
    throw .broken("one_of", field: field, "\(field) is one of \(names).")
  }
  return choice
}

extension Request {
  /// What a person said yes to: `?accept=people_unlinked`, several with commas between.
  func consents<Consent: RawRepresentable & CaseIterable & Hashable>(
    _ kind: Consent.Type
  ) throws(HTTPError) -> Set<Consent> where Consent.RawValue == String {
    var consents: Set<Consent> = []
    for name in (parameter("accept") ?? "").split(separator: ",") {
      if let consent = try choice(String(name), field: "accept", among: Array(Consent.allCases)) {
        consents.insert(consent)
      }
    }
    return consents
  }
}
