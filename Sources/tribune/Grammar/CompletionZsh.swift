extension CompletionTree {
  var zsh: String {
    """
    #compdef tribune
    # tribune: completion for zsh. In ~/.zshrc, after compinit:  source <(tribune completion zsh)
    _tribune() {
      local at=tribune before="${words[CURRENT-1]}" word i
      local -a commands options values
      for ((i = 2; i < CURRENT; i++)); do
        case "${words[i]}" in
          \(optionsWithValue.joined(separator: "|"))) (( i++ )); continue ;;
        esac
        case "$at/${words[i]}" in
          \(ways.joined(separator: "|"))) at="$at/${words[i]}" ;;
        esac
      done
      if [[ ${words[CURRENT]} == --*=* ]]; then
        before="${words[CURRENT]%%=*}"
        compset -P 1 '*='
      fi

      case "$at $before" in
    \(zshValues)
      esac
      case "$before" in
        \(optionsWithValue.joined(separator: "|"))) return 1 ;;
      esac

      case "$at" in
    \(zshWords)
      esac
      if [[ ${words[CURRENT]} == -* ]]; then
        _describe -o option options
      else
        _describe command commands
      fi
    }

    if [[ ${funcstack[1]} == _tribune ]]; then
      _tribune "$@"
    else
      compdef _tribune tribune
    fi

    """
  }

  private var zshValues: String {
    nodes.flatMap { node in
      node.options.compactMap { option -> String? in
        guard let action = zshAction(option.words) else { return nil }
        let patterns = option.spellings.map { "\"\(node.key) \($0)\"" }.joined(separator: "|")
        return "    \(patterns)) \(action); return ;;"
      }
    }.joined(separator: "\n")
  }

  private func zshAction(_ words: WordDescription) -> String? {
    if words.isFile { return "_files" }
    if words.choices.isEmpty { return nil }
    let values = "values=(\(described(words.choices.map { ($0.word, $0.summary) })))"
    return values
      + (words.isList
        ? "; compset -P '*,'; _describe -t values value values -qS ," : "; _describe value values")
  }

  private var zshWords: String {
    nodes.map { node in
      let commands =
        node.command.subcommands.map { ($0.name, $0.summary) }
        + (node.argument?.choices.map { ($0.word, $0.summary) } ?? [])
      var line = "    \(node.key))\n"
      line += "      commands=(\(described(commands)))\n"
      line += "      options=(\(described(node.options.map { ("--\($0.name)", $0.summary) })))"
      if node.argument?.isFile == true { line += "\n      [[ ${words[CURRENT]} == -* ]] || _files" }
      return line + " ;;"
    }.joined(separator: "\n")
  }

  /// `'open:open a box'`, as `_describe` wants it.
  private func described(_ words: [(String, String)]) -> String {
    words.map { "\($0.replacing(":", with: "\\:")):\($1)".shellQuoted }.joined(separator: " ")
  }
}
