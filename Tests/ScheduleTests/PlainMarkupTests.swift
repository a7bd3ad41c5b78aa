import Petitions
import Testing

@testable import Schedule

@Suite("Plain text of markup", .timeLimit(.minutes(5)))
struct PlainMarkupTests {
  @Test(
    "has neither tags nor comments nor entities",
    arguments: [
      (
        "<p class=\"MsoNormal\">Bonjour<o:p></o:p></p><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>Fin.</p>",
        "Bonjour\nFin.\n"
      ),
      ("R&amp;D et co&ucirc;ts, sans balise.", "R&D et coûts, sans balise."),
      (
        "<p>&Ecirc;tre l&agrave;, &ldquo;vraiment&rdquo; &euro;</p><ul><li>un</li><li>deux</li></ul>",
        "Être là, “vraiment” €\nun\ndeux\n\n"
      ),
      ("un<br>deux<BR/>trois", "un\ndeux\ntrois"), ("a<ul><li>b<li>c</ul>", "a\nb\nc\n"),
      ("<b>gras</b> <foo>x</foo> <my-tag a=1>y</my-tag>", "gras x y"),
      ("<?xml version=\"1.0\"?><p>a</p><!DOCTYPE html>", "a\n"), ("<![CDATA[a]]>", "a]]>"),
      ("<style>p {}</style><script>if (a < b) {}</script>c</p>", "c\n"),
      ("<p title=\"a > b\">c</p>", "c\n"), ("<span style='x'>a</span>", "a"),
      ("<p>Vec<T> et Map<K, V></p>", "Vec<T> et Map<K, V>\n"), ("<p>a <b and c> d</p>", "a <b and c> d\n"),
      ("&#39;&#x2019;&#8217;&#146;&#0;", "'’’’\u{FFFD}"), ("Q&amp;amp;A", "Q&A"), ("&amp;eacute;", "é"),
      ("&scaron;&Zcaron;&lstrok;&aogon;&period;&check;&hearts;&NotEqualTilde;", "šŽłą.✓♥≂̸"),
      ("co&shy;op", "coop"), ("a&nbsp;b", "a\u{A0}b"),
    ])
  func plain(source: String, expected: String) {
    #expect(PlainMarkup.text(of: source) == expected)
  }

  @Test(
    "keeps a link's address, once",
    arguments: [
      ("<a href=\"https://example.org/notes\">les notes</a>.", "les notes (https://example.org/notes)."),
      ("<A HREF=https://example.org/a?b=1&amp;c=2>ici</A>", "ici (https://example.org/a?b=1&c=2)"),
      ("<a href='https://example.org/'>example.org</a>", "example.org"),
      ("<a href=\"https://example.org\">https://example.org/</a>", "https://example.org/"),
      ("<a href=\"mailto:a@example.org\">écrire</a>", "écrire (mailto:a@example.org)"),
      ("<a href=\"javascript:alert(1)\">x</a>", "x"), ("<a href=\"/notes\">x</a>", "x"),
      ("<a href=\"https://example.org/x\"><img src=\"y.png\"></a>", "(https://example.org/x)"),
      ("<a href=\"https://example.org/x\">ouvert", "ouvert (https://example.org/x)"),
    ])
  func links(source: String, expected: String) {
    #expect(PlainMarkup.text(of: source) == expected)
  }

  @Test(
    "is as it was typed, where it only looks like markup",
    arguments: [
      "Q&A", "I <3 you", "a < b", "a < b > c", "AT&T; R&D;", "Vec<T>", "<https://example.org/>",
      "<me@example.org>",
      "The <video> tag", "From <table> to <div>", "Promise<Response>", "x &unknown; y", "&copy 2026",
      "a && b",
      "?a=1&copy=2", "<", "&", "<>", "</", "<!", "1 <!-- 2", "&#x110000;", "&#xD800;", "&;", "&#;",
    ])
  func typed(source: String) {
    #expect(PlainMarkup.text(of: source) == source)
    #expect(PlainMarkup.text(of: source, onOneLine: true) == source)
  }

  @Test("is cleaned in titles, names and rooms too")
  func titles() throws {
    let text = """
      {"conference": {"title": "Caf&eacute; &amp; co", "days": [{"date": "2026-06-13", "rooms": {"Salle d&#39;honneur":
      [{"title": "Q&amp;A : <i>pourquoi</i> &eacute;couter&nbsp;?", "start": "10:00"},
      {"title": "<a href='https://example.org'>Lien</a>", "start": "11:00"}]}}]}}
      """
    let programme = try ScheduleFile.read(Array(text.utf8)).programme
    #expect(programme.summit.name == "Café & co")
    #expect(programme.sessions.map(\.title) == ["Q&A : pourquoi écouter\u{A0}?", "Lien"])
    #expect(programme.sessions.map(\.room) == ["Salle d'honneur", "Salle d'honneur"])
  }

  @Test("knows every entity that HTML names")
  func names() {
    let names = HTMLEntities.names.split(separator: ";").flatMap {
      $0.split { $0 == " " || $0 == "\n" }.dropFirst()
    }
    #expect(names.count == 2125)
    for name in names where name != "shy" {
      let source = "&\(name);"
      #expect(PlainMarkup.text(of: source) != source, "\(name)")
    }
  }
}
