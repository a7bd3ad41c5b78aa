public import API
internal import Foundation
internal import Petitions
public import Storage

extension BurstEntry {
  public init(_ record: BurstRecord, in summit: SummitRecord) {
    let (first, last) = (record.people.first?.joinedAt ?? .now, record.people.last?.joinedAt ?? .now)
    let seconds = max(1, Int(last.timeIntervalSince(first).rounded(.up)))
    self.init(
      id: record.id, question: record.question.description, number: record.number, session: record.session,
      from: Timestamp(first, in: summit.zone), until: Timestamp(last, in: summit.zone),
      attendees: record.people.map(\.id.description), counting: record.counted.count,
      reason: .stuffing, because: record.because(within: seconds))
  }
}

extension BurstRecord {
  fileprivate func because(within seconds: Int) -> String {
    let phones = "\(people.count) phones without a badge joined within \(seconds) s"
    let strangers = people.count(where: \.isStranger)
    let visits =
      switch strangers {
      case people.count: "none of them had opened a session's page"
      case 0: "each had only just opened a session's page"
      default: "\(strangers) of them had opened no session's page, the others only just"
      }
    return switch act {
    case .signed:
      "\(phones), \(visits), and each signed #\(number) within \(Int(Burst.haste)) s of joining"
    case .reported: "\(phones), never signed anything, and each reported #\(number)"
    }
  }
}
