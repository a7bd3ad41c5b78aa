import Testing

@testable import Petitions

@Suite("A summit's colour", .timeLimit(.minutes(5)))
struct AccentTests {
  @Test("is three or six digits, and nothing else")
  func read() {
    #expect(Accent("#0a5")?.description == "#00aa55")
    #expect(Accent("#00AA55")?.description == "#00aa55")
    for text in ["", "#", "0a5", "#0a", "#0a55", "#00aa5g", "#00aa555", "red", "#0a5;}", "#٠a5"] {
      #expect(Accent(text) == nil, "\(text)")
    }
  }

  /// Every 17th of each part: 4096 colours, greys and the strongest ones among them.
  static let some = stride(from: 0, through: 255, by: 51).flatMap { red in
    stride(from: 0, through: 255, by: 51).flatMap { green in
      stride(from: 0, through: 255, by: 17).map { Colour(red: red, green: green, blue: $0) }
    }
  }

  @Test("can be read wherever it stands, whatever it is: AA on paper and at night, AAA on the wall")
  func contrast() throws {
    for colour in Self.some {
      let shades = AccentShades(try #require(Accent(colour.description)))
      for (shade, grounds, least) in [
        (shades.paper, AccentShades.grounds.paper, 4.5), (shades.night, AccentShades.grounds.night, 4.5),
        (shades.wall, AccentShades.grounds.wall, 7),
      ] {
        for ground in grounds + [shade.ink, shade.wash] {
          #expect(shade.signal.contrast(with: ground) >= least, "\(colour): \(shade.signal) on \(ground)")
        }
      }
    }
  }

  @Test("stays as it was given where it can be read so")
  func own() throws {
    let blue = AccentShades(try #require(Accent("#2438c9")))
    #expect(blue.paper.signal.description == "#2438c9")
    #expect(blue.night.signal.description != "#2438c9")
    #expect(AccentShades(try #require(Accent("#9aa8ff"))).night.signal.description == "#9aa8ff")
  }

  @Test("keeps its hue where it has to be darker or lighter")
  func hue() throws {
    let shades = AccentShades(try #require(Accent("#00aa55")))
    for shade in [shades.paper, shades.night, shades.wall] {
      #expect(shade.signal.green > shade.signal.red && shade.signal.green > shade.signal.blue)
    }
    let grey = AccentShades(try #require(Accent("#888888"))).paper.signal
    #expect(abs(grey.red - grey.green) <= 1 && abs(grey.green - grey.blue) <= 1)
  }

  @Test("contrast is that of WCAG")
  func known() {
    let (black, white) = (Colour(red: 0, green: 0, blue: 0), Colour(red: 255, green: 255, blue: 255))
    #expect(black.contrast(with: white) == 21 && white.contrast(with: white) == 1)
    #expect(abs(Colour(red: 0x76, green: 0x76, blue: 0x76).contrast(with: white) - 4.54) < 0.01)
  }
}
