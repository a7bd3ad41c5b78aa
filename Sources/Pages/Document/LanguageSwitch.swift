internal import API
internal import Foundation

/// The ways from a page to itself in other languages: with what it shows, and without what was said once.
struct LanguageSwitch {
  var context: PageContext

  /// For people: each language under the name that it has for itself.
  var links: HTML {
    Language.allCases.filter { $0 != context.language }.map { language -> HTML in
      """
      <a href="\(address(in: language))" lang="\(language.rawValue)" hreflang="\(language.rawValue)">\
      \(language.name)</a>
      """
    }.joined(separator: "\n")
  }

  /// For search engines and readers' tools, in the head of a page that is indexed.
  var alternates: HTML {
    let languages = Language.allCases.map { language -> HTML in
      let address = context.publicURL + address(in: language)
      return #"<link rel="alternate" hreflang="\#(language.rawValue)" href="\#(address)">\#n"#
    }
    let any = context.publicURL + address(in: nil)
    return #"\#(languages)<link rel="alternate" hreflang="x-default" href="\#(any)">\#n"#
  }

  private func address(in language: Language?) -> String {
    let pairs = context.query + (language.map { [("language", $0.rawValue)] } ?? [])
    let query = pairs.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    let path = context.path.split(separator: "/").map { "/" + String($0).percentEncoded }.joined()
    return (path.isEmpty ? "/" : path) + (query.isEmpty ? "" : "?" + query)
  }
}
