import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Answering", .timeLimit(.minutes(10)))
struct AnsweringTests {
  @Test("an answer on stage keeps the promise, in public and in every list")
  func live() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      let before = try await hall.version()
      let write = try await hall.answer(question.id)
      #expect(write.changed && write.sessions == [hall.session])
      #expect(write.petition.promise?.state == .kept)
      #expect(write.petition.promise?.settledAt == write.petition.answer?.answeredAt)
      #expect(write.petition.answer?.kind == .live)
      #expect(write.petition.answer?.givenAs == .organizer)
      #expect(write.petition.answer?.editedAt == nil)
      #expect(write.petition.outcome == nil)
      let after = try await hall.version()
      #expect(after == before + 1)
      let recorded = try await hall.recorded()
      #expect(recorded == ["promise.met", "answer.given"])
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
    }
  }

  @Test("the ledger tells kind, reason and date, and of the words a digest alone")
  func ledger() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      try await hall.answer(question.id, .declined(.legal, try AnswerText("Une affaire est en cours.")))
      let reason = try await hall.said("reason", in: "answer.given")
      let digest = try await hall.said("digest", in: "answer.given")
      let questions = try await hall.said("questions", in: "answer.given")
      #expect(reason == "legal" && questions == "[\(question.id)]")
      let words: String = try await store.value(
        "select encode(sha256(convert_to(text, 'UTF8')), 'hex') as value from answers")
      #expect(digest == words)
      let entry: String = try await store.value("select string_agg(entry, '') as value from ledger")
      #expect(!entry.contains("affaire"))
    }
  }

  @Test("the same once more changes nothing; other words are an edit, and keep when it was first answered")
  func edits() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      let first = try await hall.answer(question.id, .live(nil)).petition
      let again = try await hall.answer(question.id, .live(nil))
      #expect(!again.changed && again.sessions.isEmpty)
      let edited = try await hall.answer(question.id, try hall.written()).petition
      #expect(edited.answer?.kind == .written)
      #expect(edited.answer?.answeredAt == first.answer?.answeredAt)
      #expect(edited.answer?.editedAt != nil)
      #expect(edited.promise?.settledAt == first.promise?.settledAt)
      let declined = try await hall.answer(question.id, .declined(.unknown, nil)).petition
      #expect(declined.promise?.state == .declined)
      let history = try await store.answers(to: question.id, in: hall.summit)
      #expect(history.map(\.kind) == [.declined, .written, .live])
      let edits = try await hall.said("edited", in: "answer.given")
      #expect(edits == "true")
    }
  }

  @Test("one answer covers several questions, of several sessions, all or none")
  func several() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let first = try await hall.latched()
      let second = try await hall.ask("Et comment le saurons-nous donc ?")
      let elsewhere = try await hall.anotherSession("debate")
      let third = try await hall.ask("La même chose, ailleurs, non ?", to: .session(elsewhere))
      let hidden = try await hall.ask("Cachée pour une bonne raison ?")
      _ = try await store.curate(hidden.id, in: hall.summit, .hide(.offTopic), by: nil)
      await #expect(throws: RefusedQuestion.self) {
        try await hall.answer(first.id, try hall.written(), andTo: [second.id, hidden.id])
      }
      await #expect(throws: Refusal.questionNotFound) {
        try await hall.answer(first.id, try hall.written(), andTo: [Question.ID(rawValue: 99_999)])
      }
      let none = try await hall.count("select from answers")
      #expect(none == 0)
      let write = try await hall.answer(first.id, try hall.written(), andTo: [third.id, second.id, first.id])
      #expect(write.sessions == [hall.session, elsewhere])
      for id in [first.id, second.id, third.id] {
        let answer = try await hall.petition(id).answer
        #expect(answer?.kind == .written)
      }
      let history = try await store.answers(to: second.id, in: hall.summit)
      #expect(history.map(\.questions) == [[first.id, second.id, third.id]])
      let promise = try await hall.petition(second.id).promise
      #expect(promise == nil)
    }
  }

  @Test("an edit covers what shares the answer, or exactly what is said")
  func sharing() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let first = try await hall.ask()
      let second = try await hall.ask("Et comment le saurons-nous donc ?")
      try await hall.answer(first.id, try hall.written(), andTo: [second.id])
      let same = try await hall.answer(second.id, try hall.written())
      #expect(!same.changed)
      try await hall.answer(second.id, try hall.written("Mieux dit, pour les deux."))
      for id in [first.id, second.id] {
        let answer = try await hall.petition(id).answer
        #expect(answer?.text == "Mieux dit, pour les deux.")
      }
      let alone = try await hall.answer(second.id, try hall.written("Mieux dit, pour les deux."), andTo: [])
      #expect(alone.changed)
      try await hall.answer(second.id, try hall.written("Pour celle-ci seulement."))
      let (one, other) = (try await hall.petition(first.id).answer, try await hall.petition(second.id).answer)
      #expect(one?.text == "Mieux dit, pour les deux." && other?.text == "Pour celle-ci seulement.")
    }
  }

  @Test("putting it off leaves it owed, late from the first date, and is possible once")
  func deferring() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      let date = Date(timeIntervalSinceNow: 30 * 86_400)
      let put = try await hall.answer(question.id, .deferred(to: date, nil)).petition
      #expect(put.promise?.state == .owed && put.promise?.settledAt == nil)
      #expect(put.promise.map { abs($0.dueAt.timeIntervalSince(date)) < 1 } == true)
      #expect(put.promise?.firstDueAt == question.promise?.firstDueAt)
      let same = try await hall.answer(question.id, .deferred(to: date, nil))
      #expect(!same.changed)
      let refused = await #expect(throws: RefusedQuestion.self) {
        try await hall.answer(question.id, .deferred(to: date.addingTimeInterval(60), nil))
      }
      #expect(refused?.refusal == .alreadyDeferred && refused?.number == question.number)
      let kept = try await hall.answer(question.id, try hall.written()).petition
      #expect(kept.promise?.state == .kept && kept.answer?.editedAt == nil)
      #expect(kept.answer.map { $0.answeredAt > (put.answer?.answeredAt ?? .distantFuture) } == true)
    }
  }

  @Test("times that cannot be are refused by field and rule, and nothing is written")
  func times() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      func refusal(_ content: Answer.Content, saidAt: Date? = nil) async -> StorageRefusal? {
        await #expect(throws: StorageRefusal.self) {
          try await hall.answer(question.id, content, saidAt: saidAt)
        }
      }
      let past = await refusal(.deferred(to: Date(timeIntervalSinceNow: -60), nil))
      let far = await refusal(.deferred(to: Date(timeIntervalSinceNow: 367 * 86_400), nil))
      let ahead = await refusal(.live(nil), saidAt: Date(timeIntervalSinceNow: 60))
      let before = await refusal(.live(nil), saidAt: Date(timeIntervalSinceNow: -3600))
      #expect([past, far, ahead, before].map { $0?.field } == ["until", "until", "at", "at"])
      #expect([past, far, ahead, before].map { $0?.rule } == ["future", "range", "past", "in_session"])
      let recorded = try await hall.recorded()
      #expect(recorded == ["promise.met"])
    }
  }

  @Test("on stage it was answered when it was said, also where that is corrected")
  func said() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      _ = try await store.database.query("update sessions set starts_at = now() - interval '1 hour'")
      let question = try await hall.latched()
      let time = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 - 600).rounded())
      try await hall.answer(question.id)
      let corrected = try await hall.answer(question.id, saidAt: time).petition
      #expect(corrected.answer?.answeredAt == time)
      let same = try await hall.answer(question.id, saidAt: time)
      #expect(!same.changed)
      // Said before so many had signed: kept since they had.
      #expect(corrected.promise.map { $0.settledAt ?? .distantPast >= $0.metAt } == true)
    }
  }

  @Test("what was void is kept once it is answered, and an answer before the threshold keeps what comes")
  func void() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      _ = try await store.database.query("update promises set state = 'void', settled_at = now()")
      let kept = try await hall.answer(question.id).petition
      #expect(kept.promise?.state == .kept)
      let early = try await hall.ask("Une question bien répondue avant ?")
      try await hall.answer(early.id)
      try await hall.upvote(early.id, by: [2])
      let promise = try await hall.petition(early.id).promise
      #expect(promise?.state == .kept)
    }
  }

  @Test("after the summit closed an answer still counts, and the outcome says so")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let (first, second) = (
        try await hall.latched(), try await hall.latched("Une autre encore, et bien due ?")
      )
      var edit = SummitEdit()
      edit.closes = true
      _ = try await store.edit(hall.summit, edit)
      let expired = try await hall.petition(first.id)
      #expect(expired.outcome == .expired && expired.promise?.state == .owed)
      let answered = try await hall.answer(first.id).petition
      #expect(answered.outcome == .answered)
      let declined = try await hall.answer(second.id, .declined(.notOurs, nil)).petition
      #expect(declined.outcome == .declined)
      let taken = try await hall.retract(second.id).petition
      #expect(taken.outcome == .expired && taken.promise?.state == .owed)
    }
  }

  @Test("speakers answer for their session, organisations for themselves, and nobody for others")
  func reach() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let organisation = try await store.addOrganisation(named: "Une marque", in: hall.summit).id
      _ = try await store.database.query("update organisations set accepted_at = now(), accepted_by = 'x'")
      let elsewhere = try await hall.anotherSession("debate")
      let ours = try await hall.ask()
      let theirs = try await hall.ask("Une question posée ailleurs, oui ?", to: .session(elsewhere))
      let brands = try await hall.ask("Que fait la marque de nos données ?", to: .organisation(organisation))
      let speaker = Answerer.speaker(of: hall.session, try await hall.token("speaker"))
      let brand = Answerer.organisation(
        organisation, try await hall.token("organisation", organisation: organisation))
      for (answerer, question) in [(speaker, theirs.id), (speaker, brands.id), (brand, ours.id)] {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await hall.answer(question, try hall.written(), by: answerer)
        }
        #expect(refusal?.code == "not_addressed" && refusal?.kind == .forbidden)
      }
      await #expect(throws: StorageRefusal.self) {
        try await hall.answer(ours.id, try hall.written(), andTo: [theirs.id], by: speaker)
      }
      let none = try await hall.count("select from answers")
      #expect(none == 0)
      let spoken = try await hall.answer(ours.id, by: speaker).petition
      let branded = try await hall.answer(brands.id, try hall.written(), by: brand).petition
      #expect(spoken.answer?.givenAs == .speaker && branded.answer?.givenAs == .organisation)
      let stage = await #expect(throws: RefusedQuestion.self) { try await hall.answer(brands.id, by: brand) }
      #expect(stage?.refusal == .noStage)
    }
  }

  @Test("what waits for a curator is not a speaker's to know of")
  func pending() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let question = try await hall.ask()
      let speaker = Answerer.speaker(of: hall.session, try await hall.token("speaker"))
      await #expect(throws: Refusal.questionNotFound) { try await hall.answer(question.id, by: speaker) }
      let refused = await #expect(throws: RefusedQuestion.self) { try await hall.answer(question.id) }
      #expect(refused?.refusal == .questionNotPublished)
    }
  }
}
