/// The tree of commands as completion scripts need it: one entry a command, its path as a key.
struct CompletionTree {
  struct Node {
    /// `tribune/session/open`
    let key: String
    let command: Command
    let options: [any OptionDescription]

    /// What a positional word may be: of the first argument that has fixed words, or is a file.
    var argument: WordDescription? {
      command.arguments.map(\.words).first { !$0.choices.isEmpty || $0.isFile }
    }
  }

  let nodes: [Node]

  init(_ root: Command) { nodes = Self.nodes(root, below: "", global: root.options) }

  private static func nodes(_ command: Command, below: String, global: [any OptionDescription]) -> [Node] {
    let key = below + command.name
    let help = Flag("help", letter: "h", "explain this command")
    let own =
      command.run == nil
      ? [] : command.options.filter { option in !global.contains { $0.name == option.name } }
    let version = below.isEmpty ? [Shared.version] : []
    let node = Node(key: key, command: command, options: own + global + version + [help])
    return [node] + command.subcommands.flatMap { nodes($0, below: key + "/", global: global) }
  }

  /// Keys of all commands but the root, by which a script finds its way down.
  var ways: [String] { nodes.dropFirst().map(\.key).filter { $0 != "tribune/help" } }

  /// Options after which the next word is a value: `--session`, `-s`.
  var optionsWithValue: [String] {
    var spellings: [String] = []
    for option in nodes.flatMap(\.options) where option.placeholder != nil {
      for spelling in option.spellings where !spellings.contains(spelling) { spellings.append(spelling) }
    }
    return spellings
  }
}

extension OptionDescription {
  var spellings: [String] { ["--\(name)"] + (letter.map { ["-\($0)"] } ?? []) }
}

extension String {
  /// In single quotes for a shell.
  var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
