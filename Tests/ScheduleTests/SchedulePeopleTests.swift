import Foundation
import Petitions
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule's people", .timeLimit(.minutes(5)))
struct SchedulePeopleTests {
  private func read(_ persons: String...) throws -> ScheduleFile {
    let events = persons.enumerated().map { index, members in
      #""start": "1\#(index):00", "duration": "00:30", \#(members)"#
    }
    return try ScheduleFile.read(Array(ScheduleSample.text(events).utf8))
  }

  @Test(
    "are named in every way that exports do",
    arguments: [
      (#"{"id": 3, "public_name": "Ada"}"#, "id:3"), (#"{"id": 3, "code": "C", "name": "Ada"}"#, "code:C"),
      (#"{"full_public_name": "Ada"}"#, "name:ada"), (#""Ada""#, "name:ada"),
      (#"{"id": "x", "public_name": "", "name": "Ada"}"#, "id:x"),
    ])
  func exports(person: String, key: String) throws {
    let file = try read(#""persons": [\#(person), \#(person), {"id": 9}, null]"#)
    #expect(file.programme.sessions.map(\.speakers) == [[key]])
    #expect(file.programme.people == [Programme.Person(key: key, name: "Ada")])
    #expect(file.warnings.count == 2)
  }

  @Test("who share the key 0 are told apart by name")
  func zero() throws {
    let file = try read(
      #""persons": [{"id": 0, "public_name": "Oratrice Un"}]"#,
      #""persons": [{"id": 0, "public_name": "Orateur Deux"}, {"id": 0, "public_name": "Oratrice Trois"}]"#,
      #""persons": [{"id": 0, "public_name": "oratrice un"}, {"id": 412, "public_name": "Orateur Cinq"}]"#)
    #expect(
      file.stages == [["Oratrice Un"], ["Orateur Deux", "Oratrice Trois"], ["Oratrice Un", "Orateur Cinq"]])
    #expect(file.programme.people.map(\.key).filter { $0.hasPrefix("id:") } == ["id:412"])
    #expect(file.warnings.count == 1)
    #expect(file.says("event 2: person 1: id “0” of “Orateur Deux” is also that of “Oratrice Un”"))
  }

  @Test("keep their identities though another comes before them under their key")
  func stable() throws {
    let one = #""persons": [{"id": 0, "public_name": "Ada Un"}]"#
    let before = try read(one)
    let after = try read(#""persons": [{"id": 0, "public_name": "Bo Deux"}]"#, one)
    #expect(before.programme.people.map(\.key) == [after.programme.people[1].key])
  }

  @Test(
    "are one person under one key, whose name is spelt in several ways",
    arguments: [
      "ada lovelace", "Ada  Lovelace", "Adà Lovelace", "Lovelace, Ada", "ADA LOVELACE", "Ada-Lovelace",
    ])
  func spelling(name: String) throws {
    let file = try read(
      #""persons": [{"code": "C", "public_name": "Ada Lovelace"}]"#,
      #""persons": [{"code": "C", "public_name": "\#(name)", "biography": "Née en 1815"}]"#)
    #expect(file.programme.people == [.init(key: "code:C", name: "Ada Lovelace", biography: "Née en 1815")])
    #expect(file.warnings.isEmpty)
  }

  @Test("are two under one key with two names, and this is said")
  func shared() throws {
    let file = try read(
      #""persons": [{"guid": "G", "public_name": "Ada"}, {"guid": "G", "public_name": "Bo"}]"#)
    #expect(file.stages == [["Ada", "Bo"]])
    #expect(file.warnings.count == 1 && file.says("guid “G” of “Bo” is also that of “Ada”"))
  }

  @Test("who come without a key are the ones with it, as long as one person only has the name")
  func nameAlone() throws {
    let known = try read(#""persons": [{"id": 7, "public_name": "Ada"}]"#, #""persons": ["ada"]"#)
    #expect(known.stages == [["Ada"], ["Ada"]] && known.programme.people.count == 1)
    let two = try read(
      #""persons": [{"id": 7, "public_name": "Max"}, {"id": 8, "public_name": "Max"}]"#,
      #""persons": ["Max"]"#)
    #expect(two.programme.people.map(\.key) == ["id:7", "id:8", "name:max"])
  }

  @Test(
    "are found wherever a file puts them",
    arguments: [
      (#""persons": [], "speakers": [{"name": "Ada L"}]"#, ["Ada L"], 0),
      (#""persons": null, "speakers": ["Ada L", "Bo B"]"#, ["Ada L", "Bo B"], 0),
      (#""persons": {"41": {"name": "Ada L"}}"#, ["Ada L"], 0),
      (#""persons": {"41": {"name": "Ada L"}, "42": "Bo B"}"#, ["Ada L", "Bo B"], 0),
      (#""persons": {"id": 3, "public_name": "Ada L"}"#, ["Ada L"], 0),
      (#""persons": "Oratrice Une, Orateur Deux""#, ["Oratrice Une", "Orateur Deux"], 1),
      (#""persons": "Ada L; Bo B""#, ["Ada L", "Bo B"], 1),
      (#""persons": "Ada L et Bo B""#, ["Ada L", "Bo B"], 1),
      (#""persons": "Lovelace, Ada""#, ["Lovelace, Ada"], 0), (#""persons": "Ada""#, ["Ada"], 0),
      (#""persons": """#, [], 0), (#""persons": 3"#, [], 1), (#""persons": true"#, [], 1),
      (#""persons": [{"first_name": "Ada", "last_name": "L"}]"#, ["Ada L"], 0),
      (#""persons": [{"name": "Ren&eacute;"}]"#, ["René"], 0),
      (##""persons": {"person": [{"@id": "3", "#text": "Ada L"}, "Bo B"]}"##, ["Ada L", "Bo B"], 0),
      (#""persons": [[]], "speakers": ["Ada L"]"#, ["Ada L"], 1),
      (#""persons": ["Ada L"], "speakers": ["Ada L", "Bo B"]"#, ["Ada L"], 1),
      (#""persons": ["Ada L"], "speakers": [{"id": 3, "name": "ada l"}]"#, ["Ada L"], 0),
    ])
  func shapes(members: String, names: [String], warnings: Int) throws {
    let file = try read(members)
    #expect(file.stages == [names])
    #expect(file.warnings.count == warnings)
  }
}
