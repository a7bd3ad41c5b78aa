import API
import Testing

@testable import tribune

@Suite("The command line", .timeLimit(.minutes(5)))
struct ParserTests {
  private func parse(_ line: String) throws -> Request {
    try Parser.parse(shellWords(of: line), by: Root.command)
  }

  private func invocation(_ line: String) throws -> Invocation {
    guard case .run(let invocation) = try parse(line) else {
      throw Failure(.failed, "asks for help: \(line)")
    }
    return invocation
  }

  private func misuse(_ line: String) -> String {
    do {
      _ = try parse(line)
      return "no misuse"
    } catch let failure as Failure {
      return failure.status == .usage ? failure.message : "status \(failure.status)"
    } catch {
      return "\(error)"
    }
  }

  @Test("options may stand anywhere, with = or a space, short or long")
  func options() throws {
    for line in [
      "question reject 17 #18 --session opening --reason off_topic",
      "question reject --session=opening 17 -r off_topic 18",
      "--server http://localhost:1 question -sopening reject 17 18 --reason=off-topic",
    ] {
      let call = try invocation(line)
      #expect(try call[QuestionCommands.numbers] == [17, 18])
      #expect(try call[required: QuestionCommands.session] == "opening")
      #expect(try call[Curation.reason] == .offTopic)
    }
  }

  @Test("letters of flags run together")
  func letters() throws {
    let call = try invocation("session cancel opening -ynS imedia-2017")
    #expect(call[Shared.yes] && call[Shared.dryRun] && !call[Shared.json])
    #expect(try call[Shared.summit] == "imedia-2017")
  }

  @Test("-- ends the options, a single - and a negative number are words")
  func words() throws {
    #expect(try invocation("question correct 3 -s opening -- --yes").words == ["3", "--yes"])
    #expect(try invocation("programme import -").words == ["-"])
    #expect(misuse("session extend debate -5") == "MINUTES must be a number from 1 to 1440")
  }

  @Test("tribune says its version, and help where both are asked for")
  func version() throws {
    guard case .version = try parse("--version") else {
      Issue.record("no version")
      return
    }
    guard case .help = try parse("--version --help") else {
      Issue.record("no help")
      return
    }
    #expect(misuse("session open --version").contains("has no option --version"))
    #expect(TribuneVersion.current == "0.2.0")
  }

  @Test(
    "help is understood at every level",
    arguments: ["help session open", "session open --help", "session open -h", "session help open"])
  func help(_ line: String) throws {
    guard case .help(let path) = try parse(line) else { throw Failure(.failed, "no help") }
    #expect(path.map(\.name) == ["tribune", "session", "open"])
  }

  @Test("a group alone shows what there is")
  func overview() throws {
    guard case .overview(let path) = try parse("question") else { throw Failure(.failed, "no overview") }
    #expect(path.last?.name == "question")
  }

  @Test(
    "what is mistyped is answered with what was meant",
    arguments: [
      ("sesion list", "Did you mean “tribune session”?"),
      ("session opne x", "Did you mean “tribune session open”?"),
      ("speaker delete x", "Did you mean “tribune speaker remove”?"),
      ("approve 3", "Did you mean “tribune question approve”?"),
      ("question reject 3 -s x --reson off_topic", "Did you mean --reason?"),
      ("question reject 3 -s x -r offtopic", "Did you mean “off_topic”?"),
      ("token create --role organiser", "Did you mean “organizer”?"),
    ])
  func suggestions(_ line: String, _ expected: String) {
    #expect(misuse(line).hasSuffix(expected))
  }

  @Test("nothing is guessed where nothing is near")
  func noSuggestion() {
    #expect(misuse("xylophone") == "There is no command “tribune xylophone”.")
  }

  @Test(
    "wrong usage says what is wrong",
    arguments: [
      ("question approve -s x", "NUMBER is missing"),
      ("token create", "--role is missing"),
      ("question approve three -s x", "NUMBER must be a question's number, such as 17"),
      ("question show 3 4 -s x", "“4” is one word too many."),
      ("session list --box", "--box needs a value: STATE (scheduled, open, paused, closed)."),
      ("session list --json=yes", "--json takes no value."),
      ("session list --summit a --summit b", "--summit is given twice."),
      ("session open x --audience 0", "--audience must be a number from 1 to 1000000"),
      ("session list --yes", "“tribune session list” has no option --yes."),
      ("session list --server example.org", "--server must be an address with http:// or https://"),
      ("session add X --starts 25:00 --ends 9:30", "--starts must be a time: 09:30"),
    ])
  func misuses(_ line: String, _ expected: String) {
    #expect(misuse(line).hasPrefix(expected))
  }

  @Test("a secret among the arguments is not repeated, and the way to do it is said")
  func secrets() {
    #expect(!misuse("login s3cret").contains("s3cret"))
    #expect(misuse("login --token s3cret").contains("Secrets never go into arguments"))
    #expect(!misuse("login --token=s3cret").contains("s3cret"))
  }
}

/// Words as a shell would make them of a simple line.
func shellWords(of line: String) -> [String] {
  var words: [String] = []
  var word: String?
  var quote: Character?
  for character in line {
    if character == quote {
      quote = nil
    } else if quote != nil {
      word?.append(character)
    } else if character == "\"" || character == "'" {
      (quote, word) = (character, word ?? "")
    } else if character == " " {
      if let word { words.append(word) }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}
