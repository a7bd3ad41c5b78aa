/// `tribune serve`
enum Serve {
  static func run(_ arguments: [String]) async throws {
    throw Failure(.failed, "This build has no server.")
  }
}
