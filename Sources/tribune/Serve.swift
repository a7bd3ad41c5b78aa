import Foundation
import Server

/// `tribune serve`
enum Serve {
  static func run(_ arguments: [String]) async throws {
    do {
      try await serve(environment: ProcessInfo.processInfo.environment)
    } catch let failure as ServingFailure {
      throw Failure(.failed, failure.description)
    }
  }
}
