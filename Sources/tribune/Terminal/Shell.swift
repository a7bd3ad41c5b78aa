import Foundation

/// What a command was started from: the environment, the terminal, the three streams. Data goes to `output`,
/// everything said to a person to `messages`.
struct Shell: Sendable {
  let environment: [String: String]
  let output: Output
  let messages: Output

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
    output = Output(descriptor: STDOUT_FILENO, environment: environment)
    messages = Output(descriptor: STDERR_FILENO, environment: environment)
  }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }

  /// A person is there to be asked.
  var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && messages.isTerminal }

  /// A sentence for the person, without the data.
  func say(_ text: String) { messages.line(text.shown(keepingNewlines: true)) }

  func say(_ failure: Failure) {
    let mark = messages.styled("tribune:", .late)
    messages.line("\(mark) \(failure.message.shown(keepingNewlines: true))")
    for line in failure.advice?.split(separator: "\n") ?? [] { messages.line("  " + String(line).shown) }
  }

  /// A text that was given as an argument, or with `-` all of standard input.
  func text(_ argument: String) -> String {
    guard argument == "-" else { return argument }
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    return String(String(decoding: bytes, as: UTF8.self).trimming(while: \.isWhitespace))
  }

  /// JSON for programs, as the API gave it, and a newline.
  func write(json: Data) {
    let text = shownJSON(String(decoding: json, as: UTF8.self))
    output.write(text.hasSuffix("\n") ? text : text + "\n")
  }
}

// MARK: Questions to the person

extension Shell {
  /// Whether the person says yes. Nothing typed means `usual`.
  func confirms(_ question: String, usual: Bool) -> Bool {
    while true {
      messages.write("\(question.shown) \(usual ? "[Y/n]" : "[y/N]") ")
      guard let answer = readLine() else {
        messages.line()
        return false
      }
      switch answer.trimming(while: \.isWhitespace).lowercased() {
      case "": return usual
      case "y", "yes", "o", "oui": return true
      case "n", "no", "non": return false
      default: messages.line("Please answer y or n.")
      }
    }
  }

  /// Asks before something is destroyed. Where nobody can be asked, `--yes` has to have said it.
  func confirmDestruction(_ question: String, for call: Invocation) throws {
    if call[Shared.yes] { return }
    guard isInteractive else {
      throw call.misuse("\(question) Nobody is there to ask: say --yes, or look first with --dry-run.")
    }
    guard confirms(question, usual: false) else { throw Failure(.failed, "Nothing was changed.") }
  }

  /// A secret, typed unseen or read from a pipe; never from the arguments, which others on the machine can see.
  func readSecret(_ prompt: String) throws -> String {
    let text: String
    if isatty(STDIN_FILENO) == 1 {
      guard let typed = try RawTerminal.readHidden(prompt, on: messages) else {
        throw Failure(.failed, "Nothing was typed.")
      }
      text = typed
    } else {
      text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    return String(text.trimming(while: \.isWhitespace))
  }
}
