import Testing

@testable import Petitions

@Suite("A summit's logo", .timeLimit(.minutes(5)))
struct LogoTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]

  private static func svg(_ content: String) -> [UInt8] {
    Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\#(content)</svg>"#.utf8)
  }

  @Test("is what its bytes say, whatever its file was called")
  func kinds() throws {
    #expect(try Logo(Self.png).type == .png)
    #expect(try Logo(Self.svg("<path d='M0 0h9'/>")).type == .svg)
    let declared = "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n<svg/>"
    #expect(try Logo(Array(declared.utf8)).type == .svg)
    for other in ["GIF89a", "<html><svg/></html>", "a <svg/>", "", "\u{0}<svg/>"] {
      #expect(throws: Logo.Refusal.unknownType) { try Logo(Array(other.utf8)) }
    }
    #expect(throws: Logo.Refusal.unknownType) { try Logo([0x3C, 0xFF, 0xFE]) }
  }

  @Test("stands behind whatever comments there are, each of which ends")
  func comments() throws {
    let comments = { (count: Int) in [UInt8](String(repeating: "<!---->", count: count).utf8) }
    // As many as fit: read in every possible way, they would take longer than anybody lives.
    let most = (Logo.mostBytes - 16) / 7
    #expect(try Logo(comments(most) + Array("<svg/>".utf8)).type == .svg)
    for other in ["", "<g/><svg/>", "<!--<svg/>", "<!--><svg/>", "<?xml?><svg/>", "<svgs/>"] {
      #expect(throws: Logo.Refusal.unknownType) { try Logo(comments(most) + Array(other.utf8)) }
    }
    #expect(throws: Logo.Refusal.tooLarge) { try Logo(comments(50_000) + Array("<svg/>".utf8)) }
    let told = "<?xml version='1.0'?>\r\n<!-- a > b --><!-- <svg -->\t<svg\nwidth='1'/>"
    #expect(try Logo(Array(told.utf8)).type == .svg)
    for head in ["<?xml version='1.0'>", "<!-- a --> b", "<!-- <svg/> ", "<?xml", "<!-- <!doctype svg"] {
      #expect(throws: Logo.Refusal.self) { try Logo(Array(head.utf8) + Self.svg("")) }
    }
  }

  @Test("may refer to its own parts, and carry a picture")
  func own() throws {
    _ = try Logo(
      Self.svg(
        """
        <linearGradient id="a"/><rect fill="url(#a)"/><use href="#a" xlink:href='#a'/>
        <image href="data:image/png;base64,AAAA"/><title>On the way: on = off</title>
        """))
  }

  @Test(
    "that could run anything is refused",
    arguments: [
      "<script>alert(1)</script>", "<SCRIPT/>", "<x:script/>", "<g onload='alert(1)'/>",
      "<g id='a'onclick = 'x'/>",
      "<a href='javascript:alert(1)'><path/></a>", "<foreignObject><p/></foreignObject>", "<iframe/>",
    ])
  func scripts(_ content: String) {
    #expect(throws: Logo.Refusal.script) { try Logo(Self.svg(content)) }
  }

  @Test(
    "that asks for something elsewhere is refused",
    arguments: [
      "<image href='https://evil.example/a.png'/>", "<image xlink:href=\"//evil.example/a\"/>",
      "<use href=a.svg#b />",
      "<rect fill='url(https://evil.example/#a)'/>", "<style>@import 'x.css';</style>",
      "<rect style='fill: URL( \"/a\" )'/>", "<a href='&#106;avascript:x'/>",
      "<image href='data:image/svg+xml,x'/>",
    ])
  func references(_ content: String) {
    #expect(throws: Logo.Refusal.externalReference) { try Logo(Self.svg(content)) }
  }

  @Test("with a document type, an entity or a stylesheet is refused")
  func types() {
    for head in ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<?xml version='1.0'?><!doctype svg>"] {
      #expect(throws: Logo.Refusal.documentType) { try Logo(Array(head.utf8) + Self.svg("")) }
    }
  }

  @Test("is at most 40 KiB")
  func size() throws {
    let most = Self.png + Array(repeating: 0, count: Logo.mostBytes - Self.png.count)
    #expect(try Logo(most).bytes.count == Logo.mostBytes)
    #expect(throws: Logo.Refusal.tooLarge) { try Logo(most + [0]) }
  }
}
