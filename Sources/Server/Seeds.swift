internal import EventLoop
internal import Foundation
internal import Petitions
internal import Storage

/// Example data: in each folder of `Seeds/` a summit's `schedule.json`, imported like any other, and `questions.json`,
/// asked and upvoted through the same doors as everybody's, by attendees made up for it.
@Loop struct Seeds {
  let store: Store
  /// Whoever signs the examples, in whatever number they need.
  private var crowd: [KnownAttendee] = []

  private init(_ store: Store) { self.store = store }

  /// Into an empty database only. What is there already is not made again, so that loading which was cut short is
  /// completed by the next start.
  static func load(folder: URL, store: Store) async throws {
    for summit in try summits(in: folder) {
      try await store.seeding(summit.lastPathComponent) {
        var seeds = Seeds(store)
        try await seeds.load(summit)
      }
    }
  }

  /// The folders with a schedule in them, in the order of their names.
  private static func summits(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { FileManager.default.fileExists(atPath: $0.appending(path: "schedule.json").path) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  private mutating func load(_ folder: URL) async throws {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "schedule.json")))
    let imported = try await store.importProgramme(try ScheduleFile.read(bytes).programme)
    let file = folder.appending(path: "questions.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    for session in try SeedFile(json: Data(contentsOf: file)).sessions {
      try await load(session, in: imported.summit)
    }
  }

  private mutating func load(_ seed: SeedFile.Session, in summit: Summit.ID) async throws {
    var opening = SessionEdit()
    (opening.box, opening.moderation) = (.open, seed.moderation)
    let session = try await store.edit(seed.session, in: summit, opening)
    let known = try await store.petitions(
      of: .session(session.id), in: summit, states: Set(Petitions.Question.State.allCases), limit: 500
    ).petitions
    for question in seed.questions {
      try await load(
        question, asked: known.first { $0.text == question.text.value }, of: session.id, in: summit)
    }
    guard seed.box != .open else { return }
    var ending = SessionEdit()
    ending.box = seed.box
    _ = try await store.edit(seed.session, in: summit, ending)
  }

  private mutating func load(
    _ seed: SeedFile.Question, asked: Petition?, of session: Petitions.Session.ID, in summit: Summit.ID
  ) async throws {
    var petition: Petition
    if let asked {
      petition = asked
    } else {
      let author = try await store.join(summit)
      petition = try await store.ask(
        Asking(
          to: .session(session), by: author.id, generation: author.generation, text: seed.text,
          name: seed.name),
        in: summit
      ).petition
    }
    if petition.state == .pending, seed.state == .published {
      petition = try await store.curate(petition.id, in: summit, .approve, by: nil).petition
    }
    let missing = seed.upvotes - petition.upvotes
    guard missing > 0, petition.state == .published else { return }
    while crowd.count < missing { crowd.append(try await store.join(summit)) }
    _ = try await store.write(
      crowd.prefix(missing).map {
        UpvoteOperation(question: petition.id, attendee: $0.id, generation: $0.generation, signs: true)
      }, in: summit)
  }
}

/// `questions.json`: the first questions of some sessions, each checked like an attendee's.
struct SeedFile: Decodable {
  struct Session: Decodable {
    /// Its slug.
    var session: String
    /// How its box is left: `open`, `paused` or `closed`.
    var box: Box
    var moderation: Moderation?
    var questions: [Question]
  }

  struct Question: Decodable {
    var text: QuestionText
    var name: DisplayName?
    /// How many sign it, its author among them.
    var upvotes: Int
    /// `published` unless it is to wait for a person.
    var state: Petitions.Question.State
  }

  var sessions: [Session]

  init(json: Data) throws { self = try JSONDecoder().decode(SeedFile.self, from: json) }
}

extension SeedFile.Session {
  private enum CodingKeys: CodingKey { case session, box, moderation, questions }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    session = try keys.decode(String.self, forKey: .session)
    box = try keys.decodeChoice(.box) ?? .open
    moderation = try keys.decodeChoice(.moderation)
    questions = try keys.decode([SeedFile.Question].self, forKey: .questions)
  }
}

extension SeedFile.Question {
  private enum CodingKeys: CodingKey { case text, name, upvotes, state }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    text = try QuestionText(keys.decode(String.self, forKey: .text))
    if let shown = try keys.decodeIfPresent(String.self, forKey: .name) { name = try DisplayName(shown) }
    upvotes = try keys.decode(Int.self, forKey: .upvotes)
    state = try keys.decodeChoice(.state) ?? .published
  }
}

extension KeyedDecodingContainer {
  /// One of an enum's values, by its name; nil where the key is absent.
  fileprivate func decodeChoice<Choice: RawRepresentable>(_ key: Key) throws -> Choice?
  where Choice.RawValue == String {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "there is no \(text)")
    }
    return choice
  }
}
