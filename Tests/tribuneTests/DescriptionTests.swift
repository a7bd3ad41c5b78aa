import Testing

@testable import tribune

@Suite("The description of the commands", .timeLimit(.minutes(5)))
struct DescriptionTests {
  private let paths = allPaths([Root.command])

  private static func allPaths(_ path: [Command]) -> [[Command]] {
    [path] + path[path.count - 1].subcommands.flatMap { allPaths(path + [$0]) }
  }

  @Test("every example in the help is a line that is understood")
  func examples() throws {
    for path in paths {
      #expect(!path[path.count - 1].examples.isEmpty, "\(path.map(\.name))")
      for example in path[path.count - 1].examples {
        for part in example.line.split(whereSeparator: { "|()<;".contains($0) }) {
          let line = part.drop { $0 == " " }.prefix { $0 != ">" }
          guard line.hasPrefix("tribune ") else { continue }
          #expect(throws: Never.self, "\(line)") {
            _ = try Parser.parse(shellWords(of: String(line.dropFirst(8))), by: Root.command)
          }
        }
      }
    }
  }

  @Test("summaries are short, begin small and have no full stop")
  func summaries() {
    for path in paths {
      let command = path[path.count - 1]
      for summary in [command.summary] + command.options.map(\.summary) + command.arguments.map(\.summary) {
        #expect(!summary.isEmpty && summary.count <= 90 && !summary.hasSuffix("."), "\(summary)")
      }
    }
  }

  @Test("no two options of a command share a name or a letter")
  func distinctOptions() {
    for path in paths {
      let options = path[path.count - 1].options + Root.command.options
      let names = options.map(\.name) + options.compactMap { $0.letter.map(String.init) } + ["help", "h"]
      if path.count > 1 { #expect(Set(names).count == names.count, "\(path.map(\.name)) \(names)") }
    }
  }

  @Test("options of one name take a value everywhere or nowhere, so that they can precede the command")
  func sameShape() {
    let options = Root.command.optionsBelow
    for option in options {
      #expect(
        options.allSatisfy {
          $0.name != option.name || ($0.placeholder == nil) == (option.placeholder == nil)
        })
    }
  }

  @Test("no word that leads to “did you mean” is a command itself")
  func synonyms() {
    for path in paths {
      let names = path[path.count - 1].subcommands.map(\.name)
      let synonyms = path[path.count - 1].subcommands.flatMap(\.alsoCalled)
      #expect(Set(names).isDisjoint(with: synonyms), "\(path.map(\.name))")
    }
  }

  @Test("help fits its width and names every option and argument")
  func help() {
    for path in paths {
      let lines = HelpText.lines(for: path, width: 72, colours: false)
      let text = lines.joined(separator: "\n")
      let command = path[path.count - 1]
      let examples = command.examples.map { "    " + $0.line }
      let usage = lines.firstIndex(of: "Usage:").map { lines[$0 + 1] }
      for line in lines where !examples.contains(line) && line != usage {
        #expect(line.cells <= 72, "\(line)")
      }
      for option in command.options { #expect(text.contains("--\(option.name)"), "\(path.map(\.name))") }
      for argument in command.arguments { #expect(text.contains(argument.name)) }
    }
  }
}
