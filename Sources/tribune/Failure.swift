/// What the shell is told.
enum ExitStatus: Int32, Sendable {
  case done = 0
  case failed = 1
  /// The words do not make a command.
  case usage = 2
  /// Not signed in, or not allowed.
  case notAllowed = 3
  case notFound = 4
  /// The state of things forbids it.
  case conflict = 5
}

/// Why a command did not do its work: a sentence for the person, a status for the program.
struct Failure: Error, Equatable {
  var status: ExitStatus
  /// One sentence, with what was asked for and why not.
  var message: String
  /// What to do about it.
  var advice: String?

  init(_ status: ExitStatus, _ message: String, advice: String? = nil) {
    (self.status, self.message, self.advice) = (status, message, advice)
  }
}

/// A failure whose sentences were said already, one for each of several things.
struct SaidFailure: Error {
  let status: ExitStatus
}
