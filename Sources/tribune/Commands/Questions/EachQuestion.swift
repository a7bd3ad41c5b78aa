import API

extension SessionQuestions {
  /// One change to several questions, each by itself, so that one refusal does not hold up the others. `said` tells of
  /// each that was changed, or would be in a dry run; all of them are shown at the end.
  func change(
    each numbers: [Int], _ change: QuestionChange, dryRun: Bool = false, _ call: Invocation, _ shell: Shell,
    said: (_ number: Int, _ after: Question) -> String
  ) async throws {
    try await self.change(each: numbers, { _ in change }, dryRun: dryRun, call, shell, said: said)
  }

  /// The same where the change depends on how the question stands.
  func change(
    each numbers: [Int], _ change: (Question) -> QuestionChange, dryRun: Bool = false, _ call: Invocation,
    _ shell: Shell, said: (_ number: Int, _ after: Question) -> String
  ) async throws {
    var changed: [Question] = []
    var failures: [Failure] = []
    if dryRun { shell.say("Nothing was changed. It would be:") }
    for number in numbers {
      do {
        let question = try await question(number)
        let reply = try await self.change(question.id, change(question), dryRun: dryRun)
        changed.append(reply.value)
        if call[Shared.json] { shell.write(json: reply.json) }
        shell.say(said(number, reply.value))
      } catch var failure as Failure {
        if failure.status != .notFound { failure.message = "#\(number): \(failure.message)" }
        shell.say(failure)
        failures.append(failure)
      }
    }
    if !call[Shared.json], !changed.isEmpty { shell.output.write(questionTable(changed)) }
    if let first = failures.first { throw SaidFailure(status: first.status) }
  }
}
