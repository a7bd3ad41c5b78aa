import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Similar questions", .timeLimit(.minutes(10)))
struct SimilarTests {
  private static let asked = [
    "Qui possède les données collectées pendant la campagne ?",
    "Une pétition qui dépasse le seuil reçoit-elle toujours une réponse ?",
    "Comment protéger les enfants de la publicité ciblée ?",
    "Comment lutter contre les fausses informations pendant une élection ?",
    "Les marques doivent-elles prendre position politiquement ?",
    "Who owns the data collected during the campaign?",
    "What was your biggest failure at the White House?",
    "Should brands take a political stand?",
    "Quel budget faut-il pour une campagne numérique nationale ?",
    "Avez-vous rencontré le président Obama en personne ?",
  ]

  @Test(
    "accents, case, the order of words and small slips of spelling do not matter, in French and in English",
    arguments: [
      ("QUI POSSEDE LES DONNEES DE LA CAMPAGNE", 1),
      ("les données de la campagne, qui les possède ?", 1),
      ("qui posede les donees de la campagne", 1),
      ("Qui possèd", 1),
      ("le seuil dépassé, une pétition a-t-elle une réponse", 2),
      ("Bonjour, je voulais savoir comment on protège les enfants, avec toute cette publicité ciblée ?", 3),
      ("de fausses informations aux élections", 4),
      ("faut-il que les marques prennent position", 5),
      ("is the data of the campaign owned by someone", 6),
      ("bigest failure, White House", 7),
      ("Ｏｂａｍａ", 10),
    ])
  func found(text: String, number: Int) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await hall(store)
      let first = try await similar(text, hall).first
      #expect(first?.number == number)
    }
  }

  @Test(
    "what has other words, or only common ones in common, is not like it; nor is what says nothing yet",
    arguments: [
      "Quel temps fera-t-il demain à Biarritz ?", "girafe banane zanzibar parapluie",
      "What time is lunch served today?", "Combien coûte un billet pour la prochaine édition ?",
      "Comment faire pour que les gens aient envie de venir ?",
      "Les journalistes sont-ils payés par les marques ?",
      "", "qu", "?!…", "est-ce que vous pouvez", "日本", "%_\\",
    ])
  func notFound(text: String) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await hall(store)
      let found = try await similar(text, hall)
      #expect(found.isEmpty)
    }
  }

  @Test("at most five are shown, the most upvoted of those that are as like")
  func five() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for attendee in 0..<7 { try await hall.ask("Et la confiance, alors ?", by: attendee) }
      let last = try #require(try await store.petition(number: 7, of: hall.session, in: hall.summit))
      try await hall.upvote(last.id, by: [1, 2])
      let numbers = try await similar("confiance", hall).map(\.number)
      #expect(numbers == [7, 1, 2, 3, 4])
    }
  }

  @Test(
    "only what the session's list shows is found: neither hidden, withdrawn, rejected, held nor another session's"
  )
  func published() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let other = try await hall.anotherSession("workshop")
      try await hall.ask("Une question sur la confiance", by: 0, to: .session(other))
      try await hall.ask("Une question sur la confiance", by: 0, to: .summit)
      let hidden = try await hall.ask("Une question sur la confiance", by: 1)
      let withdrawn = try await hall.ask("Une question sur la confiance", by: 2)
      let held = try await hall.ask("Une question sur la confiance", by: 3)
      let stays = try await hall.ask("Une question sur la confiance", by: 4)
      _ = try await store.curate(hidden.id, in: hall.summit, .hide(.unclear), by: nil)
      _ = try await store.withdraw(withdrawn.id, in: hall.summit, by: hall.author(2))
      for attendee in 4..<9 { _ = try await hall.report(held.id, by: attendee) }
      let found = try await similar("la confiance", hall)
      #expect(found.map(\.id) == [stays.id])
      _ = try await store.curate(hidden.id, in: hall.summit, .restore, by: nil)
      _ = try await store.curate(held.id, in: hall.summit, .approve, by: nil)
      let restored = try await similar("la confiance", hall)
      #expect(Set(restored.map(\.id)) == [hidden.id, held.id, stays.id])
      try await hall.merge(hidden.id, into: stays.id)
      let merged = try await similar("la confiance", hall)
      #expect(Set(merged.map(\.id)) == [held.id, stays.id])
      try await hall.unmerge(hidden.id)
      let undone = try await similar("la confiance", hall)
      #expect(Set(undone.map(\.id)) == [hidden.id, held.id, stays.id])
    }
  }

  @Test("an edit and a correction count at once, and what is moved is found where it is now")
  func rewording() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask("Que deviennent les archives ?")
      _ = try await store.edit(
        petition.id, in: hall.summit, by: hall.author(0), text: QuestionText("Que deviennent les musées ?"))
      let former = try await similar("archives", hall)
      let edited = try await similar("musée", hall)
      #expect(former.isEmpty && edited.map(\.id) == [petition.id])
      _ = try await store.curate(
        petition.id, in: hall.summit, .correct(QuestionText("Que deviennent les théâtres ?")), by: nil)
      let corrected = try await similar("théâtre", hall)
      #expect(corrected.map(\.id) == [petition.id])
      let other = try await hall.anotherSession("workshop")
      _ = try await store.curate(petition.id, in: hall.summit, .move(to: .session(other)), by: nil)
      let here = try await similar("théâtre", hall)
      let there = try await store.similar(to: TypedText("théâtre"), of: other, in: hall.summit)
      #expect(here.isEmpty && there.map(\.id) == [petition.id])
    }
  }

  @Test("of words that were erased, nothing is left, unless others said them too")
  func erased() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      try await hall.ask("Mon enfant s'appelle Philomène, et alors ?", by: 0)
      try await hall.ask("Mon enfant s'appelle comment, alors ?", by: 1)
      let words = "select word from question_words where word = any ('{enfant,philomene}') order by word"
      let before = try await store.database.query("\(unsafeSQL: words)").count
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      let after = try await store.database.query("\(unsafeSQL: words)").count
      let said = try await hall.count("select from session_words where word = 'philomene'")
      let shared = try await hall.count("select from session_words where word = 'enfant'")
      let pairs = try await hall.count("select from lookalikes")
      #expect(before == 3 && after == 1)
      #expect(said == 0 && shared == 1)
      #expect(pairs == 0)
    }
  }

  @Test("those that wait know what looks like them, whichever came first, as long as both stand")
  func lookalikes() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let first = try await hall.ask("Qui possède les données collectées ?", by: 0)
      let other = try await hall.ask("Combien coûte une campagne numérique ?", by: 1)
      let second = try await hall.ask("Les donnees collectees, qui les possede ?", by: 2)
      _ = try await store.curate(first.id, in: hall.summit, .approve, by: nil)
      func lookalikes() async throws -> [Question.ID: [Question.ID]] {
        try await store.lookalikes(of: [first.id, other.id, second.id], in: hall.summit)
          .mapValues { $0.map(\.id) }
      }
      let both = try await lookalikes()
      #expect(both == [first.id: [second.id], second.id: [first.id]])
      let shown = try await store.lookalikes(of: [second.id], in: hall.summit)[second.id]?.first
      #expect(shown?.number == 1 && shown?.state == .published)
      #expect(shown?.text == "Qui possède les données collectées ?")
      _ = try await store.edit(
        second.id, in: hall.summit, by: hall.author(2), text: QuestionText("Où charger son téléphone ici ?"))
      let reworded = try await lookalikes()
      #expect(reworded.isEmpty)
      _ = try await store.edit(
        second.id, in: hall.summit, by: hall.author(2), text: QuestionText("Qui possède ces données-là ?"))
      _ = try await store.curate(first.id, in: hall.summit, .hide(.unclear), by: nil)
      let hidden = try await lookalikes()
      #expect(hidden.isEmpty)
    }
  }

  @Test("in an open session, what comes after one that is held is compared as well")
  func lookalikesOfHeld() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.ask("Qui possède les données collectées ?", by: 0)
      let none = try await hall.count("select from lookalikes")
      let held = try await hall.ask("Les données collectées, à qui sont-elles ?", by: 1)
      for attendee in 2..<7 { _ = try await hall.report(held.id, by: attendee) }
      try await hall.ask("Nos données collectées, qui les possède ?", by: 2)
      let found = try await store.lookalikes(of: [held.id], in: hall.summit)[held.id]?.map(\.number)
      #expect(none == 0)
      #expect(found.map(Set.init) == [1, 3])
    }
  }

  @Test("words are kept in step with what is asked, whatever is done to it")
  func inStep() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await hall(store)
      _ = try await store.database.query(
        "update questions set state = 'hidden' where number % 3 = 0 and summit_id = \(hall.summit)")
      _ = try await store.database.query(
        "update wordings set text = null, salt = null where question_id in (select id from questions where number = 1)"
      )
      let astray = try await hall.count(
        """
        (
          select session_id, word, question_id from question_words
          except all
          select q.session_id, word, q.id
          from questions q
          join wordings w on w.question_id = q.id and w.revision = q.revision
          cross join unnest(telling_words(w.text)) word
          where q.state in ('published', 'pending')
        )
        union all
        (select session_id, word, 0 from session_words except select session_id, word, 0 from question_words)
        union all
        (select session_id, word, 0 from question_words except select session_id, word, 0 from session_words)
        """)
      let kept = try await hall.count("select distinct question_id from question_words")
      #expect(astray == 0)
      #expect(kept == 6)
    }
  }

  private func hall(_ store: Store) async throws -> Hall {
    let hall = try await Hall(store)
    for (attendee, text) in Self.asked.enumerated() { try await hall.ask(text, by: attendee) }
    return hall
  }

  private func similar(_ text: String, _ hall: Hall) async throws -> [QuestionRecord] {
    try await hall.store.similar(to: TypedText(text), of: hall.session, in: hall.summit)
  }
}
