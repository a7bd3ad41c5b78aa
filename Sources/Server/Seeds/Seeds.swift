internal import EventLoop
internal import Foundation
internal import Petitions
internal import Schedule
internal import Storage

/// Example data: in each folder of `Seeds/` a summit's `schedule.json`, imported like any other, and `questions.json`,
/// whose past happens through the same doors as everybody's, at its times and in their order.
@Loop final class Seeds {
  let store: Store
  let summit: Summit.ID
  private let now = Date()
  private var steps: [Step] = []
  /// Whoever signs the examples, in whatever number they need.
  private var crowd: [KnownAttendee] = []

  /// Something that happens in an example's past, unless it did already.
  struct Step {
    var time: Date
    var act: @Loop (Store) async throws -> Void
  }

  private init(_ store: Store, _ summit: Summit.ID) { (self.store, self.summit) = (store, summit) }

  /// Into an empty database only. What is there already is not made again, so that loading which was cut short is
  /// completed by the next start.
  static func load(folder: URL, store: Store) async throws {
    for summit in try summits(in: folder) {
      try await store.seeding(summit.lastPathComponent) { try await load(summit, store) }
    }
  }

  /// The folders with a schedule in them, in the order of their names.
  private static func summits(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { FileManager.default.fileExists(atPath: $0.appending(path: "schedule.json").path) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  private static func load(_ folder: URL, _ store: Store) async throws {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "schedule.json")))
    // Before anything of it happened.
    let imported = try await store.at(Date(timeIntervalSinceNow: -30 * 86_400))
      .importProgramme(try ScheduleFile.read(bytes).programme)
    let file = folder.appending(path: "questions.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let seeds = Seeds(store, imported.summit)
    try await seeds.plan(SeedFile(json: Data(contentsOf: file)))
    for step in seeds.steps.sorted(by: { $0.time < $1.time }) {
      try await step.act(step.time < seeds.now ? store.at(step.time) : store)
    }
  }

  private func plan(_ file: SeedFile) async throws {
    for session in file.sessions { try await plan(session) }
    for organisation in file.organisations ?? [] { try await plan(organisation) }
    if let summit = file.summit { planQuestions(summit.questions, to: .summit, threshold: summit.threshold) }
  }

  /// So many days ago, and among what happens on that day at its place.
  func plan(_ daysAgo: Double, _ stage: Stage, _ act: @escaping @Loop (Store) async throws -> Void) {
    let time = now.addingTimeInterval(-daysAgo * 86_400 + Double(stage.rawValue) * 60)
    // What happens today happens now, in the same order.
    steps.append(Step(time: daysAgo == 0 ? now + Double(stage.rawValue) : time, act: act))
  }

  /// The order of a day.
  enum Stage: Int {
    case opening, asking, review, signing, threshold, merging, quarantine, answering, judging, closing
  }

  // MARK: Whom it is asked

  private func plan(_ seed: SeedFile.Session) async throws {
    guard let session = try await store.session(seed.session, in: summit) else {
      throw SeedFault(description: "there is no session \(seed.session)")
    }
    let days = seed.questions.map(\.days)
    let summit = summit
    plan(days.max() ?? 0, .opening) { store in
      guard try await store.session(seed.session, in: summit)?.openedAt == nil else { return }
      var opening = SessionEdit()
      (opening.box, opening.moderation, opening.audience) = (.open, seed.moderation, seed.audience)
      _ = try await store.edit(seed.session, in: summit, opening)
      if let name = seed.accepted {
        _ = try await store.accept(session: seed.session, in: summit, named: name, by: .organizer(nil))
      }
    }
    planQuestions(seed.questions, to: .session(session.id))
    for (index, rating) in (seed.feedback ?? []).enumerated() {
      plan(days.min() ?? 0, .judging) { [self] store in
        guard let stars = Stars(rating.stars) else {
          throw SeedFault(description: "\(rating.stars) stars")
        }
        guard try await store.ratings(of: session.id, in: summit).count <= index else { return }
        let person = try await people(index + 1)[index]
        _ = try await store.rate(
          session.id, in: summit, by: person.id, generation: person.generation, stars,
          comment: rating.comment.flatMap { text throws(TextRule) in try CommentText(text) })
      }
    }
    guard seed.box != .open else { return }
    plan(days.min() ?? 0, .closing) { store in
      var ending = SessionEdit()
      ending.box = seed.box
      _ = try await store.edit(seed.session, in: summit, ending)
    }
  }

  private func plan(_ seed: SeedFile.Organisation) async throws {
    let known = try await store.organisation(seed.organisation, in: summit)
    let organisation =
      if let known { known } else {
        try await store.addOrganisation(named: seed.name, slug: seed.organisation, in: summit)
      }
    let summit = summit
    plan(seed.questions.map(\.days).max() ?? 0, .opening) { store in
      _ = try await store.accept(
        organisation: seed.organisation, in: summit, named: seed.accepted, by: .organizer(nil))
    }
    planQuestions(seed.questions, to: .organisation(organisation.id), threshold: seed.threshold)
  }

  /// So many attendees, the same ones each time. They were there before: that they sign all at once is no stuffing.
  func people(_ count: Int) async throws -> [KnownAttendee] {
    if crowd.count < count { crowd += try await store.joinExamples(count - crowd.count, in: summit) }
    return Array(crowd.prefix(count))
  }
}
