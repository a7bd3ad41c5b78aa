internal import Foundation
internal import Petitions

/// A session of the file that is there already: what it is here, what the last file said, and what becomes of it.
struct MergedSession {
  var session: SessionRecord
  /// What this file says.
  var file: ImportedSession
  /// What is in force afterwards.
  var result: ImportedSession
  var fields: [String] = []
}

/// By which rooms and speakers are told in the report.
struct ProgrammeNames {
  var rooms: [Room.ID: String] = [:]
  var speakers: [Speaker.ID: String] = [:]
  /// Of whom something else is shown since this import.
  var changedSpeakers: Set<Speaker.ID>
}

/// One session's fields, each against what the last file and this one say.
struct SessionMerge {
  let session: SessionRecord
  /// The file's word counts for all.
  let takesAll: Bool
  let names: ProgrammeNames
  private(set) var kept: [ProgrammeImport.Kept] = []
  private var fields: [String] = []

  init(session: SessionRecord, takesAll: Bool, names: ProgrammeNames) {
    (self.session, self.takesAll, self.names) = (session, takesAll, names)
  }

  /// Where no file has said anything of it yet, this one's word is taken.
  mutating func merge(_ file: ImportedSession, over base: ImportedSession?) -> MergedSession {
    let here = ImportedSession(
      title: session.title, abstract: session.abstract, language: session.language,
      startsAt: session.startsAt, endsAt: session.endsAt, room: session.room?.id,
      speakers: session.speakers.map(\.id))
    let base = base ?? here
    let names = names
    let span = mergedSpan(
      base: (base.startsAt, base.endsAt), here: (here.startsAt, here.endsAt),
      file: (file.startsAt, file.endsAt), mayBeEmpty: false)
    var result = file
    /// Each side of a field, by which it is merged and told.
    func sides<Value>(_ field: KeyPath<ImportedSession, Value>) -> (base: Value, here: Value, file: Value) {
      (base[keyPath: field], here[keyPath: field], file[keyPath: field])
    }
    result.title = take("title", sides(\.title)) { .text($0) }
    result.abstract = take("abstract", sides(\.abstract)) { $0.map { .text($0) } }
    result.language = take("language", sides(\.language)) { $0.map { .text($0) } }
    result.startsAt = take("startsAt", sides(\.startsAt), span.start) { .time($0) }
    result.endsAt = take("endsAt", sides(\.endsAt), span.end) { .time($0) }
    result.room = take("room", sides(\.room)) { room in room.flatMap { names.rooms[$0] }.map { .text($0) } }
    result.speakers = take("speakers", sides(\.speakers)) { stage in
      stage.isEmpty ? nil : .text(stage.compactMap { names.speakers[$0] }.joined(separator: ", "))
    }
    if !fields.contains("speakers"), !names.changedSpeakers.isDisjoint(with: result.speakers) {
      fields.append("speakers")
    }
    if session.cancelledAt != nil {
      if base.isCancelled || takesAll {
        fields.append("cancelled")
      } else {
        kept.append(
          .init(
            slug: session.slug, title: session.title, field: "cancelled", here: .text("cancelled"),
            reason: .setByHand))
      }
    }
    return MergedSession(session: session, file: file, result: result, fields: fields)
  }
  private mutating func take<Value: Equatable>(
    _ name: String, _ sides: (base: Value, here: Value, file: Value), _ field: Merged<Value>? = nil,
    _ said: (Value) -> ProgrammeImport.Kept.Value?
  ) -> Value {
    let field = field ?? merged(base: sides.base, here: sides.here, file: sides.file)
    if field.isKept, !takesAll {
      kept.append(
        .init(
          slug: session.slug, title: session.title, field: name, here: said(sides.here),
          file: said(sides.file),
          reason: field.isConflict ? .conflict : .setByHand))
      return sides.here
    }
    if sides.file != sides.here { fields.append(name) }
    return sides.file
  }
}
