/// The words of a command line, told apart and checked. Reading a value from it is by the argument's or
/// option's own description, so that a command cannot ask for what it has not described.
struct Invocation: Sendable {
  /// From the root down to the command itself.
  let path: [Command]
  private(set) var words: [String] = []
  private(set) var values: [String: String] = [:]
  private(set) var flags: Set<String> = []

  var command: Command { path[path.count - 1] }

  init(path: [Command], words: [String] = [], values: [String: String] = [:], flags: Set<String> = []) {
    (self.path, self.words, self.values, self.flags) = (path, words, values, flags)
  }

  subscript(flag: Flag) -> Bool { flags.contains(flag.name) }

  subscript<Value>(option: Option<Value>) -> Value? {
    get throws {
      guard let text = values[option.name] else { return nil }
      return try read(text, as: "--\(option.name)", option.kind)
    }
  }

  /// An option that the grammar requires.
  subscript<Value>(required option: Option<Value>) -> Value {
    get throws {
      guard let value = try self[option] else { throw missing(option) }
      return value
    }
  }

  subscript<Value>(argument: Argument<Value>) -> Value {
    get throws {
      guard let value = try self[optional: argument] else { throw missing(argument) }
      return value
    }
  }

  subscript<Value>(optional argument: Argument<Value>) -> Value? {
    get throws {
      guard let place = place(of: argument), place < words.count else { return nil }
      return try read(words[place], as: argument.name, argument.kind)
    }
  }

  subscript<Value>(arguments: Arguments<Value>) -> [Value] {
    get throws {
      guard let place = place(of: arguments), place < words.count else { return [] }
      return try words[place...].map { try read($0, as: arguments.name, arguments.kind) }
    }
  }

  private func place(of argument: any ArgumentDescription) -> Int? {
    command.arguments.firstIndex { $0.name == argument.name }
  }

  private func read<Value>(_ text: String, as name: String, _ kind: ValueKind<Value>) throws -> Value {
    do {
      return try kind.read(text)
    } catch let misread as Misread {
      throw misuse("\(name) \(misread.rule)")
    }
  }
}

// MARK: Wrong usage

extension Invocation {
  /// Wrong usage of this command, with the way to its help.
  func misuse(_ message: String) -> Failure {
    let words = path.dropFirst().map(\.name)
    return Failure(.usage, message, advice: "See: " + (["tribune", "help"] + words).joined(separator: " "))
  }

  func missing(_ argument: any ArgumentDescription) -> Failure {
    misuse("\(argument.name) is missing: \(argument.summary)")
  }

  func missing(_ option: any OptionDescription) -> Failure {
    misuse("--\(option.name) is missing: \(option.summary)\(option.allowed)")
  }
}

extension OptionDescription {
  /// `: a, b or c`, where the values are fixed.
  var allowed: String {
    words.choices.isEmpty ? "" : " (\(words.choices.map(\.word).joined(separator: ", ")))"
  }
}
