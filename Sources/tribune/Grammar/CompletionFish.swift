extension CompletionTree {
  var fish: String {
    """
    # tribune: completion for fish. In ~/.config/fish/config.fish:  tribune completion fish | source
    function __tribune_at
        set -l at tribune
        set -l skip no
        for word in (commandline -opc)[2..-1]
            if test $skip = yes
                set skip no
                continue
            end
            switch $word
                case \(optionsWithValue.joined(separator: " "))
                    set skip yes
                    continue
            end
            switch "$at/$word"
                case \(ways.joined(separator: " "))
                    set at "$at/$word"
            end
        end
        test $at = $argv[1]
    end

    complete -c tribune -f
    \(nodes.flatMap(fishLines).joined(separator: "\n"))

    """
  }

  private func fishLines(_ node: Node) -> [String] {
    let here = "complete -c tribune -n '__tribune_at \(node.key)'"
    var lines = node.command.subcommands.map { "\(here) -a \($0.name) -d \(fishQuoted($0.summary))" }
    if let argument = node.argument {
      lines.append(argument.isFile ? "\(here) -F" : "\(here) -a \(values(argument))")
    }
    for option in node.options {
      var line = "\(here) -l \(option.name)"
      if let letter = option.letter { line += " -s \(letter)" }
      if option.placeholder != nil {
        line += option.words.isFile ? " -r -F" : " -x"
        if !option.words.choices.isEmpty { line += " -a \(values(option.words))" }
      }
      lines.append(line + " -d \(fishQuoted(option.summary))")
    }
    return lines
  }

  private func values(_ words: WordDescription) -> String {
    if words.isList {
      let choices = words.choices.map(\.word).joined(separator: " ")
      return "'(__fish_append , \(choices))'"
    }
    // fish reads these words once more when it completes, hence quotes within quotes.
    return fishQuoted(
      words.choices.map { "\($0.word)\\t\(fishQuoted($0.summary))" }.joined(separator: " "))
  }

  /// In single quotes, where fish knows only `\'` and `\\`.
  private func fishQuoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
