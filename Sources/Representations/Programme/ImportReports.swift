public import API
public import Foundation
public import Storage

extension ImportReport {
  public init(_ outcome: ProgrammeImport, dryRun: Bool, warnings: [String], in zone: TimeZone) {
    func items(_ items: [ProgrammeImport.Item]) -> [Item] {
      items.map { Item(slug: $0.slug, title: $0.title, fields: $0.fields) }
    }
    func text(_ value: ProgrammeImport.Kept.Value?) -> String? {
      switch value {
      case .text(let text): text
      case .time(let date): Timestamp(date, in: zone).description
      case nil: nil
      }
    }
    self.init(
      summit: outcome.slug, dryRun: dryRun, created: outcome.created, added: items(outcome.added),
      changed: items(outcome.changed), cancelled: items(outcome.cancelled), unchanged: outcome.unchanged,
      warnings: warnings + outcome.notes,
      summitChanges: outcome.summitChanges.map { Change(field: $0.field, from: $0.from, to: $0.to) },
      kept: outcome.kept.map {
        Kept(
          slug: $0.slug, title: $0.title, field: $0.field, here: text($0.here), file: text($0.file),
          reason: $0.reason)
      },
      questions: outcome.questions.map { Question(code: $0.consent, detail: $0.detail) })
  }
}
