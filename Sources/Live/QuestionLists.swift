internal import EventLoop
internal import Storage

/// The pages of lists that were read of one summit since something changed there.
@Loop final class QuestionLists {
  private struct Key: Hashable {
    let scope: PetitionScope
    let order: PetitionOrder
    let limit: Int
    let after: PetitionCursor?
  }
  private struct Entry {
    let task: Task<QuestionListBytes, any Error>
    let since: ContinuousClock.Instant
  }

  private let store: Store
  private var pages: [Key: Entry] = [:]

  /// Some of a list changes by time alone: a promise becomes overdue, a rise fades.
  private static let longest: Duration = .seconds(2)
  /// Cursors are many; nobody may fill the memory with them.
  private static let mostPages = 500

  init(_ store: Store) { self.store = store }

  func forget() { pages = [:] }

  func page(
    of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder, limit: Int, after: PetitionCursor?
  ) async throws -> QuestionListBytes {
    let key = Key(scope: scope, order: order, limit: limit, after: after)
    if let entry = pages[key], ContinuousClock.now - entry.since < Self.longest {
      return try await entry.task.value
    }
    if pages.count >= Self.mostPages { forget() }
    // Whoever asks meanwhile waits for the same read; a change meanwhile drops it.
    let task = Task { @Loop [store] in
      let page = try await store.petitions(
        of: scope, in: summit.id, order: order, limit: limit, after: after)
      return try QuestionListBytes(page, in: summit, version: nil)
    }
    pages[key] = Entry(task: task, since: .now)
    do {
      return try await task.value
    } catch {
      if pages[key]?.task == task { pages[key] = nil }
      throw error
    }
  }
}
