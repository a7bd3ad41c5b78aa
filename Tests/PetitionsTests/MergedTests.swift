import Petitions
import Testing

@Suite("A merge of two wills", .timeLimit(.minutes(5)))
struct MergedTests {
  @Test("a field is the file's where only the file changed it, and a person's where they did")
  func one() {
    #expect(merged(base: 1, here: 1, file: 1) == .same(1))
    #expect(merged(base: 1, here: 1, file: 2) == .file(2))
    #expect(merged(base: 1, here: 2, file: 1) == .here(2))
    #expect(merged(base: 1, here: 2, file: 2) == .same(2))
    #expect(merged(base: 1, here: 2, file: 3) == .conflict(here: 2, file: 3))
    #expect(merged(base: 1, here: 2, file: 3).value == 2)
  }

  @Test("a span is the file's where only the file moved it, and keeps an end that a person set")
  func span() {
    func merge(_ here: (Int, Int), _ file: (Int, Int)) -> [Int] {
      let (start, end) = mergedSpan(
        base: (start: 10, end: 20), here: (here.0, here.1), file: (file.0, file.1), mayBeEmpty: false)
      return [start.value, end.value]
    }
    #expect(merge((10, 20), (30, 40)) == [30, 40])
    #expect(merge((10, 25), (10, 20)) == [10, 25])
    #expect(merge((10, 25), (12, 20)) == [12, 25])
    // Extended here and moved there: neither is taken, rather than a span that nobody meant.
    #expect(merge((10, 25), (5, 15)) == [10, 25])
    #expect(merge((10, 25), (30, 20)) == [10, 25])
    // What is wrong in the file alone is the file's, and refused as that.
    #expect(merge((10, 20), (30, 25)) == [30, 25])
  }

  @Test(
    "a key's name is the same person's when spelt otherwise, and another's when it is another name",
    arguments: [
      ("Ada Lovelace", "ADA LOVELACE", true), ("Zoé Étienne", "Zoe Etienne", true), ("Ada", "Ada L.", true),
      ("Ada Lovelace", "Lovelace, Ada", true), ("A. Lovelace", "Ada Lovelace", true),
      ("Ada Lovelase", "Ada Lovelace", true), ("Jhon Smith", "John Smith", true),
      ("Jean-Luc Moreau", "Jean Luc Moreau", true), ("Łukasz Zieliński", "Lukasz Zielinski", true),
      ("Oratrice Un", "Orateur Deux", false), ("Oratrice Un", "Oratrice Trois", false),
      ("Ada Lovelace", "Grace Hopper", false), ("Marie Dupont", "Marie Curie", false), ("Max", "Eva", false),
      ("John Smith", "Jane Smythe", false), ("李明", "王芳", false), ("李明", "李明", true), ("…", "!", false),
    ])
  func names(one: String, other: String, isOne: Bool) {
    #expect(areNamesOfOnePerson(one, other) == isOne)
    #expect(areNamesOfOnePerson(other, one) == isOne)
  }

  @Test("rooms are told apart by their name without case and spaces")
  func rooms() {
    #expect("1 Komet  nord".roomKey == "1 komet\u{A0}Nord".roomKey)
    #expect("Salle É".roomKey == "salle é".roomKey)
    #expect("Salle 1".roomKey != "Salle 2".roomKey)
  }
}
