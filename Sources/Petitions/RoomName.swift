extension String {
  /// By which rooms are told apart: their name without case and spaces.
  public var roomKey: String {
    String(lowercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" })
  }
}
