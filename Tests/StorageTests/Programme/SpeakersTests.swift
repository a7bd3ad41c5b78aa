import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Speakers and organisations", .timeLimit(.minutes(10)))
struct SpeakersTests {
  @Test("a speaker is read as added, by a slug made of the name")
  func added() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let new = NewSpeakerRecord(
        name: " Zoé  Exemple ", affiliation: "Marque d’exemple", biography: "Un.\r\nDeux.")
      let added = try await store.add(new, in: programme.summit.id)
      #expect(added.slug == "zoe-exemple")
      #expect(added.name == "Zoé  Exemple")
      #expect(added.biography == "Un.\nDeux.")
      let read = try await store.speaker("zoe-exemple", in: programme.summit.id)
      let listed = try await store.speakers(of: programme.summit.id)
      #expect(read == added)
      #expect(listed == [added])
      let twin = try await store.add(new, in: programme.summit.id)
      #expect(twin.slug == "zoe-exemple-2")
    }
  }

  @Test("a change shows in the sessions, whose versions grow")
  func changed() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      _ = try await store.add(
        NewSpeakerRecord(slug: "ada", name: "Ada", affiliation: "Old"), in: programme.summit.id)
      let session = try await programme.session { $0.speakers = ["ada"] }
      let edit = SpeakerEdit(name: "Ada Exemple", affiliation: "")
      let edited = try await store.edit(speaker: "ada", in: programme.summit.id, edit)
      #expect(edited.name == "Ada Exemple")
      #expect(edited.affiliation == nil)
      let after = try await store.session(session.slug, in: programme.summit.id)
      #expect(after?.speakers == [edited])
      #expect(after?.version == session.version + 1)
    }
  }

  @Test("a speaker on a session is not removed, one on none is")
  func removed() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      _ = try await store.add(NewSpeakerRecord(slug: "ada", name: "Ada"), in: programme.summit.id)
      let session = try await programme.session { $0.speakers = ["ada"] }
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.remove(speaker: "ada", in: programme.summit.id)
      }
      #expect(refusal?.code == "speaker_in_use")
      _ = try await programme.edit(session) { $0.speakers = [] }
      try await store.remove(speaker: "ada", in: programme.summit.id)
      let missing = await #expect(throws: StorageRefusal.self) {
        try await store.remove(speaker: "ada", in: programme.summit.id)
      }
      #expect(missing?.kind == .notFound)
    }
  }

  @Test("a name with control characters is refused by its field and rule")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      for (name, rule) in [
        ("\u{1B}[31mAda", "control_character"), ("", "length"), ("a\u{0}b", "control_character"),
      ] {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await store.add(NewSpeakerRecord(name: name), in: programme.summit.id)
        }
        #expect(refusal?.field == "name")
        #expect(refusal?.rule == rule)
      }
    }
  }

  @Test("organisations are listed by name; a slug is theirs alone in the summit")
  func organisations() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let second = try await store.addOrganisation(named: "Marque B", in: programme.summit.id)
      let first = try await store.addOrganisation(named: "Marque A", in: programme.summit.id)
      #expect(second.slug == "marque-b")
      let listed = try await store.organisations(of: programme.summit.id)
      #expect(listed == [first, second])
      let read = try await store.organisation("marque-a", in: programme.summit.id)
      #expect(read == first)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.addOrganisation(named: "Other", slug: "marque-a", in: programme.summit.id)
      }
      #expect(refusal?.code == "slug_taken")
    }
  }
}
