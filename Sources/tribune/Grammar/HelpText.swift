/// The help of a command: everything it says is in the description that is parsed by.
struct HelpText {
  private let path: [Command]
  private let width: Int
  private let colours: Bool
  private var lines: [String] = []

  static func lines(for path: [Command], width: Int?, colours: Bool) -> [String] {
    var help = HelpText(path: path, width: min(width ?? 100, 100), colours: colours)
    help.write()
    return help.lines
  }

  private init(path: [Command], width: Int, colours: Bool) {
    (self.path, self.width, self.colours) = (path, width, colours)
  }

  private var command: Command { path[path.count - 1] }
  private var name: String { path.map(\.name).joined(separator: " ") }

  private mutating func write() {
    lines += "\(bold(name)): \(command.summary)".wrapped(to: width)
    title("Usage")
    lines.append("  " + usage)
    if !command.details.isEmpty {
      for paragraph in command.details.split(separator: "\n") {
        lines.append("")
        lines += String(paragraph).wrapped(to: width)
      }
    }
    list("Commands", command.subcommands.map { ($0.name, $0.summary) })
    list("Arguments", command.arguments.map { ($0.name, $0.summary) })
    list("Options", options.map(entry))
    writeChoices()
    writeExamples()
    if !command.subcommands.isEmpty {
      let words = (path.dropFirst().map(\.name) + ["COMMAND"]).joined(separator: " ")
      lines += ["", "More about one: tribune help \(words)"]
    }
  }

  /// `tribune session open SESSION [options]`
  private var usage: String {
    var words = [name]
    if !command.subcommands.isEmpty { words.append("COMMAND") }
    for argument in command.arguments {
      switch argument.arity {
      case .one: words.append(argument.name)
      case .optional: words.append("[\(argument.name)]")
      case .many: words.append("\(argument.name)…")
      case .any: words.append("[\(argument.name)…]")
      }
    }
    for option in command.options where option.isRequired {
      words.append("--\(option.name) \(option.placeholder ?? "")")
    }
    if command.options.contains(where: { !$0.isRequired }) { words.append("[options]") }
    return words.joined(separator: " ")
  }

  /// Those that must be there first, those of every command last.
  private var options: [any OptionDescription] {
    let own = path.count > 1 ? command.options : []
    let help = Flag("help", letter: "h", "explain this command")
    let version = path.count > 1 ? [] : [Shared.version]
    return own.filter(\.isRequired) + own.filter { !$0.isRequired } + path[0].options + version + [help]
  }

  /// Fixed words, each with what it means.
  private mutating func writeChoices() {
    let arguments = command.arguments.map { ($0.name, $0.words.choices) }
    let values = options.map { ("--\($0.name)", $0.words.choices) }
    for (name, choices) in arguments + values where !choices.isEmpty {
      list("\(name) is", choices.map { ($0.word, $0.summary) })
    }
  }

  private func entry(_ option: any OptionDescription) -> (String, String) {
    let letter = option.letter.map { "-\($0), " } ?? "    "
    let value = option.placeholder.map { " " + $0 } ?? ""
    let required = option.isRequired ? " (required)" : ""
    return ("\(letter)--\(option.name)\(value)", option.summary + required)
  }

  private mutating func writeExamples() {
    guard !command.examples.isEmpty else { return }
    title("Examples")
    for example in command.examples {
      lines += example.purpose.wrapped(to: width - 2).map { "  " + $0 }
      lines.append("    " + bold(example.line))
    }
  }

  private mutating func list(_ title: String, _ entries: [(name: String, text: String)]) {
    guard !entries.isEmpty else { return }
    self.title(title)
    let left = min(entries.map(\.name.cells).max() ?? 0, 28) + 4
    for entry in entries {
      let name = "  " + entry.name
      var texts = entry.text.wrapped(to: max(20, width - left))[...]
      // A name that leaves no room has a line of its own.
      let first = name.cells > left - 2 ? nil : texts.popFirst()
      lines.append(first.map { name.padded(to: left) + $0 } ?? name)
      lines += texts.map { String(repeating: " ", count: left) + $0 }
    }
  }

  private mutating func title(_ text: String) { lines += ["", bold(text + ":")] }

  private func bold(_ text: String) -> String { Style.strong.apply(text, colours: colours) }
}
