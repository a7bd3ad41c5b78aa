/// Options and arguments that mean the same wherever they are.
enum Shared {
  static let server = Option(
    "server", "URL", .server, "the server to talk to, instead of the one signed in to")
  static let summit = Option(
    "summit", letter: "S", "SUMMIT", .slug, "which summit, by its slug; not needed where there is only one")
  static let session = Option("session", letter: "s", "SESSION", .slug, "the session, by its slug")
  static let json = Flag("json", "the API's JSON, for programs")
  static let dryRun = Flag("dry-run", letter: "n", "show what would happen; change nothing")
  static let yes = Flag("yes", letter: "y", "do it without asking")
  /// Of `tribune` itself, not of its commands.
  static let version = Flag("version", "print which version this is")

  static let summitArgument = Argument(
    "SUMMIT", .slug, "the summit, by its slug; not needed where there is only one", optional: true)
  static let sessionArgument = Argument("SESSION", .slug, "the session, by its slug (tribune session list)")
  static let speakerArgument = Argument("SPEAKER", .slug, "the speaker, by slug (tribune speaker list)")
}
