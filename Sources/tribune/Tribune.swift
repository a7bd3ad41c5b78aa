import API
import Foundation

/// The `tribune` program: reads its words by the tree of commands, runs one, and tells how it went.
@main struct Tribune {
  static func main() async {
    // A reader that leaves, or a server that hangs up, is an error of that write and not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    // A proxy has no way to this machine's own server.
    let direct = [ProcessInfo.processInfo.environment["no_proxy"], "localhost", "127.0.0.1"]
    setenv("no_proxy", direct.compactMap(\.self).joined(separator: ","), 1)
    let shell = Shell()
    let status = await run(Array(CommandLine.arguments.dropFirst()), in: shell)
    exit(status.rawValue)
  }

  static func run(_ words: [String], in shell: Shell) async -> ExitStatus {
    do {
      switch try Parser.parse(words, by: Root.command) {
      case .help(let path): showHelp(path, on: shell.output)
      case .overview(let path):
        showHelp(path, on: shell.messages)
        return .usage
      case .version: shell.output.line("tribune \(TribuneVersion.current)")
      case .run(let invocation): try await invocation.command.run?(invocation, shell)
      }
      if let failure = shell.output.failure { throw failure }
      return .done
    } catch let failure as Failure {
      shell.say(failure)
      return failure.status
    } catch let failure as SaidFailure {
      return failure.status
    } catch {
      shell.say(Failure(.failed, "\(error)"))
      return .failed
    }
  }

  private static func showHelp(_ path: [Command], on output: Output) {
    for line in HelpText.lines(for: path, width: output.width, colours: output.colours) { output.line(line) }
  }
}
