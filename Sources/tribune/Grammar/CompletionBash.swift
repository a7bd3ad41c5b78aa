extension CompletionTree {
  /// Works from bash 3.2 on (macOS), so without associative arrays.
  var bash: String {
    """
    # tribune: completion for bash. In ~/.bashrc:  source <(tribune completion bash)
    _tribune() {
      local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" at=tribune i
      COMPREPLY=()
      # bash takes --name=value apart at the sign.
      if [[ $word == = ]]; then
        word=
      elif [[ $before == = ]]; then
        before="${COMP_WORDS[COMP_CWORD-2]}"
      fi
      for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
          \(optionsWithValue.joined(separator: "|")))
            i=$((i + 1))
            [[ ${COMP_WORDS[i]} == = ]] && i=$((i + 1))
            continue ;;
        esac
        case "$at/${COMP_WORDS[i]}" in
          \(ways.joined(separator: "|")))
            at="$at/${COMP_WORDS[i]}" ;;
        esac
      done

      case "$at $before" in
    \(bashValues)
      esac
      case "$before" in
        \(optionsWithValue.joined(separator: "|"))) return ;;
      esac

      local commands= options=
      case "$at" in
    \(bashWords)
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
      else
        COMPREPLY+=($(compgen -W "$commands" -- "$word"))
      fi
    }

    _tribune_files() {
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen -f -- "$1"))
    }

    _tribune_list() {
      local head=
      [[ $1 == *,* ]] && head="${1%,*},"
      compopt -o nospace 2>/dev/null
      COMPREPLY=($(compgen -P "$head" -W "$2" -- "${1##*,}"))
    }

    complete -F _tribune tribune

    """
  }

  /// What may follow an option.
  private var bashValues: String {
    nodes.flatMap { node in
      node.options.compactMap { option -> String? in
        guard let action = bashAction(option.words) else { return nil }
        let patterns = option.spellings.map { "\"\(node.key) \($0)\"" }.joined(separator: "|")
        return "    \(patterns)) \(action); return ;;"
      }
    }.joined(separator: "\n")
  }

  private func bashAction(_ words: WordDescription) -> String? {
    if words.isFile { return "_tribune_files \"$word\"" }
    if words.choices.isEmpty { return nil }
    let choices = words.choices.map(\.word).joined(separator: " ")
    if words.isList { return "_tribune_list \"$word\" \"\(choices)\"" }
    return "COMPREPLY=($(compgen -W \"\(choices)\" -- \"$word\"))"
  }

  /// What may stand anywhere else.
  private var bashWords: String {
    nodes.map { node in
      let commands = node.command.subcommands.map(\.name) + (node.argument?.choices.map(\.word) ?? [])
      let options = node.options.map { "--\($0.name)" }
      var line = "    \(node.key))\n"
      line += "      commands=\"\(commands.joined(separator: " "))\"\n"
      line += "      options=\"\(options.joined(separator: " "))\""
      if node.argument?.isFile == true { line += "\n      [[ $word == -* ]] || _tribune_files \"$word\"" }
      return line + " ;;"
    }.joined(separator: "\n")
  }
}
