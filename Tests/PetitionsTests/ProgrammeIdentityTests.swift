import Petitions
import Testing

@Suite("Whose file it is", .timeLimit(.minutes(5)))
struct ProgrammeIdentityTests {
  private func identity(
    _ guids: [String], _ names: [String], _ first: String, _ last: String? = nil, sessions: [String] = []
  ) throws -> ProgrammeIdentity {
    ProgrammeIdentity(
      guids: Set(guids), names: names, startsOn: try #require(Day(rawValue: first)),
      endsOn: try #require(Day(rawValue: last ?? first)), sessions: sessions.compactMap(Day.init(rawValue:)))
  }

  private let long = (1...4).map { "7e57ca5e-9999-4000-8000-00000000000\($0)" }

  @Test("the summit's own: sessions, name and days agree")
  func same() throws {
    let known = try identity(long, ["Rencontres"], "2026-06-10")
    #expect(known.verdict(on: try identity(long, ["rencontres !"], "2026-06-10")) == .same)
    #expect(known.verdict(on: try identity([long[0], "x"], ["Rencontres"], "2026-06-11")) == .same)
    let numbered = try identity(["1", "2"], ["Rencontres"], "2026-06-10")
    #expect(numbered.verdict(on: try identity(["1", "2"], ["Rencontres"], "2026-06-10")) == .same)
  }

  @Test("last year's header over this year's sessions does not make it another")
  func header() throws {
    let days = ["2026-12-08", "2026-12-10"]
    let known = try identity(long, ["Essai"], "2026-12-08", "2026-12-10", sessions: days)
    let file = try identity(long, ["Essai"], "2025-12-09", "2025-12-11", sessions: days)
    #expect(known.verdict(on: file) == .same)
    #expect(file.verdict(on: known) == .same)
  }

  @Test("another conference's: nothing in common but numbers that any export has")
  func other() throws {
    let known = try identity(["1", "2"], ["alpha-2026", "Conférence Alpha"], "2026-12-08")
    let file = try identity(["1", "2"], ["beta-2026", "Conférence Beta"], "2026-12-09")
    #expect(known.verdict(on: file) == .other)
    #expect(known.verdict(onNamed: file) == .unclear)
    #expect(known.verdict(on: try identity(long, ["alpha-2026"], "2026-12-08")) == .other)
    // One copied session of four.
    let copied = try identity([long[0]] + ["a", "b", "c"].map { $0 + long[1] }, ["beta"], "2026-12-08")
    #expect(try identity(long, ["alpha"], "2026-12-08").verdict(on: copied) == .other)
  }

  @Test("unclear: last year's programme copied, under another name or the same")
  func copied() throws {
    let known = try identity(long, ["Rencontres 2026"], "2026-06-10")
    let next = try identity(long + ["new"], ["Rencontres 2027"], "2027-06-10")
    #expect(known.verdict(on: next) == .unclear)
    #expect(known.verdict(onNamed: next) == .unclear)
    // The next of a series, or the same put off: nobody can tell.
    for guids in [long, ["1", "2"]] {
      let series = try identity(guids, ["Rencontres"], "2026-06-10")
      for day in ["2026-06-17", "2026-07-10", "2027-06-10"] {
        #expect(series.verdict(on: try identity(guids, ["Rencontres"], day)) == .unclear)
      }
    }
  }
}
