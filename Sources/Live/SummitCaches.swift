internal import EventLoop
internal import HTTP
internal import Storage

/// What is remembered of one summit, and what of it each change makes old. Pages that few want are kept apart from those
/// that all want, and are few.
@Loop final class SummitCaches {
  struct Page: Hashable {
    let scope: QuestionScope
    let order: QuestionOrder
    let limit: Int
    let after: QuestionCursor?
  }
  struct Search: Hashable {
    let petitions: QuestionSearch
    let scope: QuestionScope
    let order: QuestionOrder
    let limit: Int
    let after: QuestionCursor?
  }
  struct Typed: Hashable {
    let text: TypedText
    let session: Petitions.Session.ID
  }
  struct BoardPage: Hashable {
    let filter: BoardFilter
    let limit: Int?
    let after: BoardCursor?
  }
  /// By its name, with the parts of the summit that it shows; of one session alone where that is said.
  struct Rendering: Hashable {
    let name: String
    let session: Petitions.Session.ID?
    let parts: Changes
  }

  let lists: Cache<Page, QuestionListBytes>
  let furtherLists: Cache<Page, QuestionListBytes>
  let contents: Cache<Rendering, Content>
  let furtherContents: Cache<Rendering, Content>
  let found: Cache<Search, QuestionRecordPage>
  let similar: Cache<Typed, [QuestionRecord]>
  let boards: Cache<BoardPage, BoardRecord>
  let replies: Cache<QuestionScope, ReplyCounts>

  /// Remembers each thing for so long at most.
  init(for longest: Duration) {
    lists = Cache(for: longest, most: 200, mostBytes: 16 << 20, weighing: \.weight)
    furtherLists = Cache(for: longest, most: 20, mostBytes: 4 << 20, weighing: \.weight)
    contents = Cache(for: longest, most: 200, mostBytes: 16 << 20) { $0.bytes.count }
    furtherContents = Cache(for: longest, most: 20, mostBytes: 4 << 20) { $0.bytes.count }
    found = Cache(for: longest, most: 50, mostBytes: 2 << 20) { $0.weight }
    similar = Cache(for: longest, most: 50)
    boards = Cache(for: longest, most: 50, mostBytes: 4 << 20) { $0.weight }
    replies = Cache(for: longest)
  }

  /// What a list of questions shows.
  private static let listed: Changes = [.counts, .questions, .board, .programme]

  /// Those sessions changed; without any, the summit itself, or what it or an organisation is asked.
  func changed(_ changes: Changes, in sessions: Set<Petitions.Session.ID>) {
    let isOfAll = sessions.isEmpty && !changes.isDisjoint(with: [.programme, .channel])
    // A question may have been moved, so that more than numbers concerns every list that is no session's.
    let areNumbers = changes.isSubset(of: .numbers)
    func isConcerned(_ scope: QuestionScope) -> Bool {
      switch scope {
      case .session(let session): isOfAll || sessions.contains(session)
      case .organisation, .summit: !areNumbers || sessions.isEmpty
      case .everything: true
      }
    }
    func isConcerned(_ session: Petitions.Session.ID?) -> Bool {
      session.map { isOfAll || sessions.contains($0) } ?? true
    }
    lists.changed(changes) { isConcerned($0.scope) ? Self.listed : [] }
    furtherLists.changed(changes) { isConcerned($0.scope) ? Self.listed : [] }
    found.changed(changes) { isConcerned($0.scope) ? Self.listed : [] }
    similar.changed(changes) { isConcerned($0.session) ? Self.listed : [] }
    boards.changed(changes) { _ in .promises }
    // How many are owed an answer, and how many have one: no number of upvotes is told.
    replies.changed(changes) { isConcerned($0) ? Self.listed.subtracting(.counts) : [] }
    contents.changed(changes) { isConcerned($0.session) ? $0.parts : [] }
    furtherContents.changed(changes) { isConcerned($0.session) ? $0.parts : [] }
  }

  /// What is too old for anybody takes no memory while nothing changes.
  func forgetOld() {
    lists.forgetOld()
    furtherLists.forgetOld()
    contents.forgetOld()
    furtherContents.forgetOld()
    found.forgetOld()
    similar.forgetOld()
    boards.forgetOld()
    replies.forgetOld()
  }
}

extension Cache {
  /// Forgets what shows something of what changed; where that is numbers alone, it is stale. `parts` says what each
  /// shows of where it changed.
  fileprivate func changed(_ changes: Changes, parts: (Key) -> Changes) {
    func shown(_ key: Key) -> Changes { changes.intersection(parts(key)) }
    makeStale { !shown($0).isEmpty && shown($0).isSubset(of: .numbers) }
    forget { !shown($0).isSubset(of: .numbers) }
  }
}

// What is remembered weighs about so many bytes.

extension QuestionRecordPage {
  fileprivate var weight: Int {
    petitions.reduce(0) { $0 + 800 + ($1.text?.utf8.count ?? 0) + ($1.answer?.text?.utf8.count ?? 0) }
  }
}

extension BoardRecord {
  fileprivate var weight: Int {
    promises.reduce((sessions.count + organisations.count) * 200) {
      $0 + 1000 + ($1.petition.text?.utf8.count ?? 0) + ($1.petition.answer?.text?.utf8.count ?? 0)
    }
  }
}
