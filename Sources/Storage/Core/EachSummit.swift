internal import Petitions
internal import Postgres

extension Store {
  /// Acts on one summit after the other. What fails in one keeps it from no other, and is thrown at the end, the first
  /// of several; where the database is away nothing further is tried.
  func forEach(_ summits: [Summit.ID], _ act: @Loop (Summit.ID) async throws -> Void) async throws {
    var failure: (any Error)?
    for summit in summits {
      do { try await act(summit) } catch let error as PostgresError where error.kind == .unavailable {
        throw error
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }
}
