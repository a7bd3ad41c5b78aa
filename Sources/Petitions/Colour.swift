internal import Foundation

/// A colour of a screen (sRGB), each part from 0 to 255.
public struct Colour: Hashable, Sendable, CustomStringConvertible {
  public let red: Int
  public let green: Int
  public let blue: Int

  public init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// `#00aa55`
  public var description: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// How well one can be read on the other, from 1 to 21 (WCAG 2.2).
  public func contrast(with other: Colour) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  private var luminance: Double {
    let (red, green, blue) = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  fileprivate var linear: (red: Double, green: Double, blue: Double) {
    func part(_ value: Int) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return (part(red), part(green), part(blue))
  }

  /// Nil where a screen cannot show it.
  fileprivate init?(linear parts: (Double, Double, Double)) {
    func value(_ part: Double) -> Int? {
      guard (-0.0005...1.0005).contains(part) else { return nil }
      let part = max(0, min(1, part))
      let share = part <= 0.0031308 ? part * 12.92 : 1.055 * pow(part, 1 / 2.4) - 0.055
      return Int((share * 255).rounded())
    }
    guard let red = value(parts.0), let green = value(parts.1), let blue = value(parts.2) else { return nil }
    self.init(red: red, green: green, blue: blue)
  }
}

/// A colour as eyes order it: how light, how strong, and of which hue (Björn Ottosson's Oklab).
struct Lightness {
  let lightness: Double
  let chroma: Double
  /// Along red–green and blue–yellow, of length 1; nothing for a grey.
  private let hue: (a: Double, b: Double)

  init(_ colour: Colour) {
    let (red, green, blue) = colour.linear
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    let a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    let b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    chroma = (a * a + b * b).squareRoot()
    hue = chroma < 0.0001 ? (0, 0) : (a / chroma, b / chroma)
  }

  /// Of the same hue, lighter or darker; as strong as asked, or as a screen can show.
  func at(_ lightness: Double, chroma: Double) -> Colour {
    let lightness = max(0, min(1, lightness))
    if let colour = shown(lightness, chroma) { return colour }
    // A grey of any lightness can be shown: between it and what cannot lies the strongest that can.
    var (weak, strong) = (0.0, chroma)
    for _ in 0..<16 {
      let middle = (weak + strong) / 2
      if shown(lightness, middle) == nil { strong = middle } else { weak = middle }
    }
    let grey = Int((lightness * 255).rounded())
    return shown(lightness, weak) ?? Colour(red: grey, green: grey, blue: grey)
  }

  private func shown(_ lightness: Double, _ chroma: Double) -> Colour? {
    let (a, b) = (hue.a * chroma, hue.b * chroma)
    let long = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
    let middle = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
    let short = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
    return Colour(
      linear: (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
      ))
  }
}
