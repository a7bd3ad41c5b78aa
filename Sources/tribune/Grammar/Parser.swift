/// What a command line asks for.
enum Request: Sendable {
  /// The help of the last command of the path.
  case help([Command])
  /// The same, where nothing was asked for but a command is needed.
  case overview([Command])
  /// Which Tribune this is.
  case version
  case run(Invocation)
}

/// Reads words by the tree of commands. Options may stand anywhere after the program's name; `--` ends them.
struct Parser {
  private var path: [Command]
  private var rest: ArraySlice<String>
  private var words: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []
  private var given: [any OptionDescription] = []
  private var asksHelp = false
  private var asksVersion = false

  /// Throws a `Failure` of status `usage`.
  static func parse(_ words: [String], by root: Command) throws -> Request {
    var parser = Parser(path: [root], rest: words[...])
    return try parser.parse()
  }

  private init(path: [Command], rest: ArraySlice<String>) { (self.path, self.rest) = (path, rest) }

  private var command: Command { path[path.count - 1] }
  private var invocation: Invocation {
    Invocation(path: path, words: words, values: values, flags: flags)
  }

  private mutating func parse() throws -> Request {
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        rest = []
      } else if word.hasPrefix("--") {
        try readLong(word.dropFirst(2))
      } else if word.hasPrefix("-"), word != "-", !word.isNegativeNumber {
        try readLetters(word.dropFirst())
      } else if !command.subcommands.isEmpty {
        try descend(to: word)
      } else {
        words.append(word)
      }
    }
    if asksHelp { return .help(path) }
    if asksVersion { return .version }
    if command.run == nil { return .overview(path) }
    try check()
    return .run(invocation)
  }

  // MARK: Commands

  private mutating func descend(to word: String) throws {
    if word == "help" {
      asksHelp = true
    } else if let next = command.subcommand(word) {
      path.append(next)
    } else {
      throw unknownCommand(word)
    }
  }

  private func unknownCommand(_ word: String) -> Failure {
    let root = path[0]
    let here = path.map(\.name).joined(separator: " ")
    let message = "There is no command “\(here) \(word.shown)”."
    let meant =
      command.subcommands.first { $0.alsoCalled.contains(word) }.map { [here, $0.name] }
      ?? root.path(to: word).map { [root.name] + $0 }
      ?? closest(to: word, among: command.subcommands.map(\.name)).map { [here, $0] }
    if let meant {
      return invocation.misuse("\(message) Did you mean “\(meant.joined(separator: " "))”?")
    }
    return invocation.misuse(message)
  }

  // MARK: Options

  private mutating func readLong(_ text: Substring) throws {
    let name = String(text.prefix { $0 != "=" })
    if name == "help" {
      asksHelp = true
      return
    }
    if name == Shared.version.name, path.count == 1 {
      asksVersion = true
      return
    }
    let known = path[0].options + command.optionsBelow
    guard let option = known.first(where: { $0.name == name }) else { throw unknownOption("--" + name) }
    let value = name.count < text.count ? String(text.dropFirst(name.count + 1)) : nil
    try take(option, value: value)
  }

  /// `-yn`, `-s opening` or `-sopening`.
  private mutating func readLetters(_ text: Substring) throws {
    let known = path[0].options + command.optionsBelow
    var letters = text
    while let letter = letters.popFirst() {
      if letter == "h" {
        asksHelp = true
        return
      }
      guard let option = known.first(where: { $0.letter == letter }) else {
        throw unknownOption("-\(letter)")
      }
      if option.placeholder != nil, !letters.isEmpty { return try take(option, value: String(letters)) }
      try take(option, value: nil)
    }
  }

  private mutating func take(_ option: any OptionDescription, value: String?) throws {
    if given.contains(where: { $0.name == option.name }) {
      throw invocation.misuse("--\(option.name) is given twice.")
    }
    given.append(option)
    guard let placeholder = option.placeholder else {
      if value != nil { throw invocation.misuse("--\(option.name) takes no value.") }
      flags.insert(option.name)
      return
    }
    if let value {
      values[option.name] = value
    } else if let next = rest.first, !next.hasPrefix("--") {
      values[option.name] = next
      rest.removeFirst()
    } else {
      throw invocation.misuse("--\(option.name) needs a value: \(placeholder)\(option.allowed).")
    }
  }

  private func unknownOption(_ text: String) -> Failure {
    let message = "“\(path.map(\.name).joined(separator: " "))” has no option \(text.shown)."
    let names = (path[0].options + command.optionsBelow).map { "--" + $0.name } + ["--help"]
    if text == "--token" || text == "--password" {
      return invocation.misuse(message + " Secrets never go into arguments: see tribune help login.")
    }
    guard let near = closest(to: text, among: names), text.hasPrefix("--") else {
      return invocation.misuse(message)
    }
    return invocation.misuse("\(message) Did you mean \(near)?")
  }

  // MARK: The whole

  private func check() throws {
    let own = path[0].options + command.options
    for option in given where !own.contains(where: { $0.name == option.name }) {
      throw unknownOption("--" + option.name)
    }
    for option in own where option.isRequired && values[option.name] == nil {
      throw invocation.missing(option)
    }
    for option in given {
      if let text = values[option.name] { try check("--\(option.name)") { try option.words.check(text) } }
    }
    try checkWords()
  }

  private func checkWords() throws {
    let needed = command.arguments.filter { $0.arity == .one || $0.arity == .many }
    if words.count < needed.count { throw invocation.missing(needed[words.count]) }
    var last: (any ArgumentDescription)?
    for (place, word) in words.enumerated() {
      if place < command.arguments.count { last = command.arguments[place] }
      guard let argument = last,
        place < command.arguments.count || argument.arity == .many || argument.arity == .any
      else {
        throw invocation.misuse(command.surplus ?? "“\(word.shown)” is one word too many.")
      }
      try check(argument.name) { try argument.words.check(word) }
    }
  }

  private func check(_ name: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let misread as Misread {
      throw invocation.misuse("\(name) \(misread.rule)")
    }
  }
}

extension String {
  fileprivate var isNegativeNumber: Bool {
    hasPrefix("-") && utf8.count > 1 && utf8.dropFirst().allSatisfy(\.isDigit)
  }
}

extension Command {
  /// The one way down to a command of this name, where it is the only one: `approve` is `question approve`.
  fileprivate func path(to name: String) -> [String]? {
    let ways = subcommands.flatMap { below in
      (below.subcommand(name) ?? below.subcommands.first { $0.alsoCalled.contains(name) })
        .map { [[below.name, $0.name]] } ?? []
    }
    return ways.count == 1 ? ways[0] : nil
  }
}
