/// `tribune completion`
enum Completion {
  private enum Dialect: String, Choice {
    case bash, zsh, fish

    var summary: String {
      switch self {
      case .bash: "for ~/.bashrc"
      case .zsh: "for ~/.zshrc"
      case .fish: "for ~/.config/fish/config.fish"
      }
    }
  }

  private static let dialect = Argument("SHELL", .choice(Dialect.self), "which shell")

  static let command: Command = Command(
    name: "completion",
    summary: "a script that teaches your shell these commands",
    arguments: [dialect],
    examples: [
      Example("bash, in ~/.bashrc", "source <(tribune completion bash)"),
      Example("zsh, in ~/.zshrc after compinit", "source <(tribune completion zsh)"),
      Example("fish, in ~/.config/fish/config.fish", "tribune completion fish | source"),
    ],
    alsoCalled: ["completions", "complete"],
    run: { call, shell in
      let tree = CompletionTree(Root.command)
      switch try call[dialect] {
      case .bash: shell.output.write(tree.bash)
      case .zsh: shell.output.write(tree.zsh)
      case .fish: shell.output.write(tree.fish)
      }
    })
}
