public import API

/// What a summit adds to the look of its pages: a stylesheet with its colour, and its logo.
public struct PageTheme: Sendable {
  private let summit: API.Summit

  public init(_ summit: API.Summit) { self.summit = summit }

  /// Behind the stylesheets of the look; nothing where the summit has no colour of its own.
  var link: HTML? {
    summit.accent.map { accent in
      #"""
      <link rel="stylesheet" href="/api/v1/summits/\#(summit.slug)/theme.css?v=\#(Self.version(of: accent))">

      """#
    }
  }

  /// Beside the summit's name, and so without words of its own; nothing where there is none.
  var logo: HTML? { summit.logo.map { #"<img class="logo" src="\#($0)" alt="">"# } }

  /// Another one with another colour, and where another version of Tribune may make something else of it.
  public static func version(of accent: String) -> String { "\(accent.drop { $0 == "#" })-\(Asset.version)" }
}
