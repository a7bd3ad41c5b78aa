/// The colour that a summit calls its own, as `#0a5` or `#00aa55`; kept as six small digits.
public struct Accent: Hashable, Sendable, CustomStringConvertible {
  public let colour: Colour

  public init?(_ text: String) {
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count == text.count - 1 else { return nil }
    switch digits.count {
    case 3: colour = Colour(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6:
      colour = Colour(
        red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3], blue: digits[4] * 16 + digits[5])
    default: return nil
    }
  }

  public var description: String { colour.description }
}

/// What a summit's colour becomes where it is text, or the ground of text: as it was given where that can be read, else
/// darker or lighter, of the same hue. On paper and at night it contrasts at least 4.5 : 1 with all that it stands on
/// (WCAG 2.2, AA), on the wall 7 : 1 (AAA). What is owed, kept or late keeps its own colour.
public struct AccentShades: Hashable, Sendable {
  public let paper: Shade
  public let night: Shade
  public let wall: Shade

  public struct Shade: Hashable, Sendable {
    public let signal: Colour
    /// On a ground of `signal`.
    public let ink: Colour
    /// A ground for `signal`.
    public let wash: Colour
  }

  /// The grounds of the look, as its stylesheet has them.
  public static let grounds = (
    paper: [Colour(red: 0xfa, green: 0xf7, blue: 0xf0), Colour(red: 0xff, green: 0xff, blue: 0xff)],
    night: [Colour(red: 0x0f, green: 0x12, blue: 0x19), Colour(red: 0x18, green: 0x1c, blue: 0x26)],
    wall: [Colour(red: 0x0b, green: 0x0d, blue: 0x13), Colour(red: 0x14, green: 0x18, blue: 0x23)]
  )

  public init(_ accent: Accent) {
    let white = Colour(red: 255, green: 255, blue: 255)
    let grounds = Self.grounds
    paper = Self.shade(
      accent, on: grounds.paper, ink: white, wash: (0.945, 0.035), atLeast: 4.5, step: -0.004)
    night = Self.shade(
      accent, on: grounds.night, ink: grounds.night[0], wash: (0.28, 0.06), atLeast: 4.5, step: 0.004)
    wall = Self.shade(
      accent, on: grounds.wall, ink: grounds.wall[0], wash: (0.26, 0.06), atLeast: 7, step: 0.004)
  }

  private static func shade(
    _ accent: Accent, on grounds: [Colour], ink: Colour, wash: (lightness: Double, chroma: Double),
    atLeast contrast: Double, step: Double
  ) -> Shade {
    let own = Lightness(accent.colour)
    let washed = own.at(wash.lightness, chroma: min(own.chroma, wash.chroma))
    let others = grounds + [ink, washed]
    var signal = accent.colour
    var lightness = own.lightness
    while others.contains(where: { signal.contrast(with: $0) < contrast }), (0...1).contains(lightness) {
      lightness += step
      signal = own.at(lightness, chroma: own.chroma)
    }
    return Shade(signal: signal, ink: ink, wash: washed)
  }
}
