/// Which Tribune this is: of the command line, the metrics and the API's description.
public enum TribuneVersion {
  /// As semantic versioning has it. `.github/CHANGELOG.md` says what each one brought.
  public static let current = "0.2.0"
}
