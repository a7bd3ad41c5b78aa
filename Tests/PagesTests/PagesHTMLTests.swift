import Testing

@testable import Pages

@Suite("Markup", .timeLimit(.minutes(5)))
struct PagesHTMLTests {
  @Test("what is interpolated is text, in content and in attributes")
  func escapes() {
    let typed = #"<script>alert("1 & 'one'")</script>"#
    let html: HTML = #"<p title="\#(typed)">\#(typed)</p>"#
    let escaped = "&lt;script&gt;alert(&quot;1 &amp; &#39;one&#39;&quot;)&lt;/script&gt;"
    #expect(html.markup == #"<p title="\#(escaped)">\#(escaped)</p>"#)
  }

  @Test("what is markup already is not escaped again")
  func nests() {
    let name = "R&D"
    let inner: HTML = "<b>\(name)</b>"
    let html: HTML = "<p>\(inner)\([inner, inner])\(nil as HTML?)</p>"
    let bold = "<b>R&amp;D</b>"
    #expect(html.markup == "<p>\(bold)\(bold)\(bold)</p>")
  }

  @Test("a literal chosen by a condition is markup, the text within it is not")
  func literals() {
    func tag(_ name: String?) -> HTML { "<p>\(name == nil ? "" : "<b>\(name ?? "")</b>")</p>" }
    #expect(tag("<i>").markup == "<p><b>&lt;i&gt;</b></p>")
    #expect(tag(nil).markup == "<p></p>")
  }

  @Test("text that is put together stays text")
  func concatenated() {
    let name = "<i>"
    let html: HTML = "\(name + name) \([name].joined()) \(name.isEmpty ? "" : name) \(Optional(name) ?? name)"
    #expect(!html.markup.contains("<i>"))
  }

  @Test("an attribute without a value is not written")
  func attributes() {
    let html: HTML = """
      <a\(attribute: "href", "/?a=1&b=\"2\"")\(attribute: "class", nil)\(attribute: "hidden", if: false)\
      \(attribute: "inert", if: true)>
      """
    #expect(html.markup == #"<a href="/?a=1&amp;b=&quot;2&quot;" inert>"#)
  }

  @Test(
    "every byte that is no markup arrives as it was",
    arguments: ["", "é", "👩🏽‍🚀", "a\u{0301}", "\u{202F}?", "no markup"])
  func untouched(text: String) {
    #expect(HTML(text: text).markup == text)
    #expect(("\(text)" as HTML).bytes == Array(text.utf8))
  }

  @Test("sentences for modules cannot end the script they stand in")
  func scriptData() {
    let html = ClientWords(["a": "</script><!-- \"\\\u{2028}\n& é"]).html
    #expect(
      html.markup
        == #"<script type="application/json" id="words">{"a":"\u003c/script\u003e\u003c!-- \"\\\u2028\u000a\u0026 é"}</script>"#
    )
  }
}
