import API
import Foundation

/// The questions of one session, or of another addressee, which people call by their numbers and the API by ids.
struct SessionQuestions: Sendable {
  var summit: SummitClient
  let addressee: QuestionAddressee

  init(summit: SummitClient, addressee: QuestionAddressee) {
    (self.summit, self.addressee) = (summit, addressee)
  }

  init(summit: SummitClient, session: String) { self.init(summit: summit, addressee: .session(session)) }

  /// The session's slug; of others what they are called.
  var session: String { addressee.name }

  private var path: [String] {
    switch addressee {
    case .session(let slug): summit.path + ["sessions", slug, "questions"]
    case .organisation(let slug): summit.path + ["organisations", slug, "questions"]
    case .summit: summit.path + ["questions"]
    }
  }

  /// What every list says of whose it is.
  private var query: [(String, String)] { addressee == .summit ? [("addressee", "summit")] : [] }

  private func suggesting<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    switch addressee {
    case .session(let slug): try await summit.suggesting(session: slug, body)
    case .organisation(let slug): try await summit.suggesting(organisation: slug, body)
    case .summit: try await body()
    }
  }

  func list(
    states: [Question.State]?, sort: QuestionOrder?, limit: Int? = nil
  ) async throws -> Listing<Question> {
    var query = query + [("limit", "100")]
    if let sort { query.append(("sort", sort.rawValue)) }
    return try await suggesting {
      try await withStates(states) { more in
        try await summit.client.list(path, query + more, limit: limit, as: QuestionList.self)
      }
    }
  }

  /// Nil when nothing changed since `etag`. A hundred at most: nobody looks through more in a hall.
  func poll(
    _ state: Question.State, _ order: QuestionOrder, unless etag: String?
  ) async throws -> Client.Reply<QuestionList>? {
    var query = [("limit", "100"), ("sort", order.rawValue)]
    // Everybody gets what is published; only curators may say so.
    if state != .published { query.append(("state", state.rawValue)) }
    return try await summit.client.get(path, query, unless: etag)
  }

  /// Likewise, of the session itself.
  func poll(sessionUnless etag: String?) async throws -> Client.Reply<Session>? {
    try await summit.client.get(summit.path + ["sessions", session], [], unless: etag)
  }

  func question(_ number: Int) async throws -> Question {
    let found: Client.Reply<QuestionList> = try await suggesting {
      try await withStates(Question.State.allCases) { more in
        try await summit.client.get(path, query + [("number", String(number))] + more)
      }
    }
    guard let question = found.value.questions.first(where: { $0.number == number }) else {
      throw Failure(
        .notFound, "There is no question #\(number) in \(session).",
        advice: "See: tribune question list \(addressee.options)")
    }
    return question
  }

  func change(
    _ question: String, _ change: QuestionChange, dryRun: Bool = false
  ) async throws -> Client.Reply<Question> {
    try await summit.client.send(
      "PATCH", summit.path + ["questions", question], dryRun ? [("dryRun", "true")] : [], body: change)
  }

  /// Curators see every state. To others, who may not name one, what is published is shown.
  private func withStates<Value: Sendable>(
    _ states: [Question.State]?, _ body: ([(String, String)]) async throws -> Value
  ) async throws -> Value {
    if let states {
      let all = states.count == Question.State.allCases.count
      let text = all ? "all" : states.map(\.rawValue).joined(separator: ",")
      return try await body([("state", text)])
    }
    guard summit.client.access.token != nil else { return try await body([]) }
    do {
      return try await body([("state", "pending,published")])
    } catch let failure as Failure where failure.status == .notAllowed {
      return try await body([])
    }
  }
}
