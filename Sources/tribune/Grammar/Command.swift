/// What the command line understands, as a value: parsing, help, completion and "did you mean" all derive from
/// the one tree of these, so that none of them can promise what another refuses.
struct Command: Sendable {
  /// The word that is typed.
  let name: String
  /// Completes "tribune … will": `open a session's question box`.
  let summary: String
  /// Paragraphs for the command's own help.
  var details = ""
  var arguments: [any ArgumentDescription] = []
  var options: [any OptionDescription] = []
  var examples: [Example] = []
  /// Words people try first; they are answered with "did you mean", never obeyed.
  var alsoCalled: [String] = []
  /// Said when a word is left over, where the usual sentence would repeat a secret or would not help.
  var surplus: String?
  var subcommands: [Command] = []
  var run: (@Sendable (Invocation, Shell) async throws -> Void)?

  func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }

  /// Its own options and those of every command below it.
  var optionsBelow: [any OptionDescription] { options + subcommands.flatMap(\.optionsBelow) }
}

/// A line to copy, and when one would.
struct Example: Sendable {
  let purpose: String
  let line: String

  init(_ purpose: String, _ line: String) { (self.purpose, self.line) = (purpose, line) }
}

// MARK: Arguments

/// A word by position.
protocol ArgumentDescription: Sendable {
  /// `SESSION`
  var name: String { get }
  var summary: String { get }
  var arity: Arity { get }
  var words: WordDescription { get }
}

/// What completion, help and the parser need to know of a value, whatever it is read as.
struct WordDescription: Sendable {
  var choices: [ChoiceDescription] = []
  var isFile = false
  var isList = false
  /// Throws `Misread`.
  var check: @Sendable (String) throws -> Void = { _ in }
}

extension ValueKind {
  var words: WordDescription {
    WordDescription(choices: choices, isFile: isFile, isList: isList, check: { _ = try read($0) })
  }
}

enum Arity: Sendable {
  case one, optional
  /// One or more; any number.
  case many, any
}

/// Exactly one word, or at most one.
struct Argument<Value: Sendable>: ArgumentDescription {
  let name: String
  let summary: String
  let kind: ValueKind<Value>
  let arity: Arity

  init(_ name: String, _ kind: ValueKind<Value>, _ summary: String, optional: Bool = false) {
    (self.name, self.kind, self.summary) = (name, kind, summary)
    arity = optional ? .optional : .one
  }
}

/// One word or more, or any number of them; only as the last argument.
struct Arguments<Value: Sendable>: ArgumentDescription {
  let name: String
  let summary: String
  let kind: ValueKind<Value>
  let arity: Arity

  init(_ name: String, _ kind: ValueKind<Value>, _ summary: String, optional: Bool = false) {
    (self.name, self.kind, self.summary) = (name, kind, summary)
    arity = optional ? .any : .many
  }
}

// MARK: Options

/// `--name`, with a value or without.
protocol OptionDescription: Sendable {
  /// Without the dashes.
  var name: String { get }
  var letter: Character? { get }
  var summary: String { get }
  /// `MINUTES`; nil for a flag.
  var placeholder: String? { get }
  var isRequired: Bool { get }
  var words: WordDescription { get }
}

/// An option with a value.
struct Option<Value: Sendable>: OptionDescription {
  let name: String
  let letter: Character?
  let placeholder: String?
  let summary: String
  let isRequired: Bool
  let kind: ValueKind<Value>

  init(
    _ name: String, letter: Character? = nil, _ placeholder: String, _ kind: ValueKind<Value>,
    _ summary: String, required: Bool = false
  ) {
    (self.name, self.letter, self.placeholder) = (name, letter, placeholder)
    (self.kind, self.summary, isRequired) = (kind, summary, required)
  }
}

/// An option without a value.
struct Flag: OptionDescription {
  let name: String
  let letter: Character?
  let summary: String
  let placeholder: String? = nil
  let isRequired = false
  let words = WordDescription()

  init(_ name: String, letter: Character? = nil, _ summary: String) {
    (self.name, self.letter, self.summary) = (name, letter, summary)
  }
}

extension Argument { var words: WordDescription { kind.words } }
extension Arguments { var words: WordDescription { kind.words } }
extension Option { var words: WordDescription { kind.words } }
