import API
import HTTP
import Storage
import TestSupport
import Testing

@testable import Server

/// A monitor: what it is sent as a cookie it sends back.
private struct Monitor: Sendable {
  let client: HTTPClient
  var cookie: String?
  static let path = "/a-summit/opening/stage"
  static let page = "Accept: text/html"

  func get(_ path: String = path, as accept: String = page) async throws -> HTTPAnswer {
    try await client.call("GET", path, headers: [accept] + sent)
  }

  func post(
    _ form: String, to path: String = path, as accept: String = page, from site: String = "same-origin"
  ) async throws -> HTTPAnswer {
    try await client.call(
      "POST", path, form,
      headers: [
        accept, "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: \(site)",
      ] + sent)
  }

  private var sent: [String] { cookie.map { ["Cookie: tribune_stage=\($0)"] } ?? [] }
}

extension Served {
  fileprivate func link(_ role: String, by client: HTTPClient? = nil) async throws -> API.StageLink {
    let answer = try await (client ?? organizer).post(
      "/stage-links", #"{"role": "\#(role)", "session": "opening"}"#)
    try #require(answer.status == 201, "\(answer.text)")
    return try answer.json(API.StageLink.self)
  }

  fileprivate func path(of link: API.StageLink) -> String {
    String(link.url.trimmingPrefix("http://127.0.0.1:\(stranger.port)"))
  }

  /// Signs in by a link of its own.
  fileprivate func monitor(_ role: String = "speaker") async throws -> Monitor {
    try await monitor(by: try await link(role))
  }

  fileprivate func monitor(by link: API.StageLink) async throws -> Monitor {
    var monitor = Monitor(client: stranger)
    let path = path(of: link)
    let answer = try await monitor.post("key=the-key-of-this-page", to: path)
    try #require(answer.status == 303 && answer["Location"] == Monitor.path, "\(answer.text)")
    let cookie = try #require(answer["Set-Cookie"])
    monitor.cookie = String(
      try #require(cookie.split(separator: ";").first).trimmingPrefix("tribune_stage="))
    return monitor
  }
}

@Suite("The stage", .timeLimit(.minutes(10)))
struct StageTests {
  @Test(
    "looking at a link uses nothing; the first to press gets a cookie for the stage alone, the next is told why not"
  )
  func signingIn() async throws {
    try await served { served in
      let path = served.path(of: try await served.link("speaker"))
      let monitor = Monitor(client: served.stranger)
      for _ in 0..<3 { #expect(try await monitor.get(path).status == 200) }
      #expect(try await served.stranger.call("HEAD", path).status == 200)
      #expect(try await monitor.post("key=the-key-of-this-page", to: path, from: "cross-site").status == 403)
      let entered = try await monitor.post("key=the-key-of-this-page", to: path)
      #expect(entered.status == 303)
      let cookie = try #require(entered["Set-Cookie"])
      for attribute in ["Path=\(Monitor.path);", "HttpOnly", "SameSite=Lax"] {
        #expect(cookie.contains(attribute))
      }
      let late = try await monitor.post("key=another-key-of-a-page", to: path)
      #expect(late.status == 410 && late["Set-Cookie"] == nil)
      #expect(late.text.contains("Ce lien a déjà servi."))
      #expect(try await monitor.get(path, as: "Accept: */*").member("code") == "stage_link_used")
      let unknown = try await monitor.get(Monitor.path + "/0123456789abcdefghjkmnpqrs", as: "Accept: */*")
      #expect(unknown.status == 404 && unknown.member("code") == "stage_link_unknown")
    }
  }

  @Test("nobody else sees or does anything, nor whoever was signed in and is revoked")
  func signedOut() async throws {
    try await served { served in
      let stranger = Monitor(client: served.stranger)
      let page = try await stranger.get()
      #expect(page.status == 401 && page.text.contains("Cet écran n’est pas connecté."))
      let refused = try await stranger.post("act=answered&question=1", as: "Accept: */*")
      #expect(refused.status == 401 && refused.member("code") == "stage_signed_out")
      let monitor = try await served.monitor()
      #expect(try await monitor.get().status == 200)
      let listed = try await served.organizer.get("/tokens")
      #expect(try listed.string("tokens", 0, "stage", "signedInAt") != "")
      #expect(
        try await served.organizer.delete("/tokens/\(try listed.string("tokens", 0, "id"))").status == 204)
      #expect(try await monitor.get().status == 401)
    }
  }

  @Test("a moderator who is revoked takes along the host's monitor, which says who linked it")
  func makerRevoked() async throws {
    try await served { served in
      let link = try await served.link("moderator", by: try await served.official("moderator"))
      let monitor = try await served.monitor(by: link)
      #expect(try await monitor.get().status == 200)
      let listed = try await served.organizer.get("/tokens")
      #expect(try listed.string("tokens", 0, "id") == link.id)
      #expect(try listed.string("tokens", 0, "stage", "madeBy", "role") == "moderator")
      let maker = try listed.string("tokens", 0, "stage", "madeBy", "id")
      #expect(try await served.organizer.delete("/tokens/\(maker)").status == 204)
      #expect(try await monitor.get().status == 401)
      #expect(try await monitor.post("act=skip&question=1", as: "Accept: */*").status == 401)
      #expect(try await served.organizer.get("/tokens").string("tokens", 0, "revokedAt") != "")
    }
  }

  @Test("a speaker marks answered and takes it back; the ledger tells both")
  func answering() async throws {
    try await served { served in
      let attendee = try await served.attendee()
      let first = try await served.asked("La première question ?", by: attendee)
      let second = try await served.asked("La deuxième question ?", by: attendee)
      let monitor = try await served.monitor()
      #expect(try await monitor.get().text.contains("La première question"))
      let done = try await monitor.post("act=answered&question=\(first.number)&next=\(second.number)")
      #expect(done.status == 303 && done["Location"] == "\(Monitor.path)?question=\(second.number)")
      #expect(try await attendee.get("/questions/\(first.id)").string("answer", "kind") == "live")
      #expect(try await attendee.get("/questions/\(first.id)").string("answer", "by") == "speaker")
      let after = try await monitor.get()
      #expect(after.text.contains(#"value="undo""#) && !after.text.contains(#"id="q-\#(first.number)""#))
      #expect(try await monitor.post("act=undo&question=\(first.number)").status == 303)
      #expect(try await attendee.get("/questions/\(first.id)").isNull("answer"))
      #expect(!(try await monitor.get().text.contains(#"value="undo""#)))
      let ledger = try await served.stranger.get("/ledger").text
      #expect(ledger.contains("answer.given") && ledger.contains("answer.retracted"))
    }
  }

  @Test("what somebody else decided since is not undone on stage, and what they chose for the wall stays")
  func decidedSince() async throws {
    try await served { served in
      let attendee = try await served.attendee()
      let first = try await served.asked("La première question ?", by: attendee)
      let second = try await served.asked("La deuxième question ?", by: attendee)
      let monitor = try await served.monitor()
      _ = try await monitor.post("act=show&question=\(first.number)")
      let done = try await monitor.post("act=answered&question=\(first.number)")
      #expect(done["Location"]?.contains("offWall=\(first.number)") == true)
      let highlit = try await served.organizer.patch("/questions/\(second.id)", #"{"action":"highlight"}"#)
      #expect(highlit.status == 200)
      // The answer is the speaker's own; the wall is somebody else's by now.
      #expect(try await monitor.post("act=undo&question=\(first.number)&wall=1").status == 303)
      #expect(try await attendee.get("/questions/\(first.id)").isNull("answer"))
      #expect(try await attendee.get("/questions/\(second.id)").flag("highlighted"))
      _ = try await monitor.post("act=answered&question=\(first.number)")
      let written = #"{"kind":"written","text":"Nous répondrons dans les dix jours."}"#
      #expect(try await served.organizer.put("/questions/\(first.id)/answer", written).status == 200)
      let refused = try await monitor.post("act=undo&question=\(first.number)")
      #expect(refused.status == 409 && refused.text.contains("Autre chose a été décidé depuis."))
      #expect(try await attendee.get("/questions/\(first.id)").string("answer", "kind") == "written")
    }
  }

  @Test("an answer in writing is promised by the date it is due anyway, where one is owed and once")
  func promising() async throws {
    try await served { served in
      let attendee = try await served.attendee()
      let question = try await served.asked(by: attendee)
      let monitor = try await served.monitor()
      #expect(!(try await monitor.get().text.contains(#"value="promised""#)))
      let early = try await monitor.post("act=promised&question=\(question.number)", as: "Accept: */*")
      #expect(early.status == 409 && early.member("code") == "nothing_owed")
      try await served.setSession("threshold = 2")
      _ = try await served.attendee().put("/questions/\(question.id)/upvote")
      #expect(try await monitor.get().text.contains(#"value="promised""#))
      #expect(try await monitor.post("act=promised&question=\(question.number)").status == 303)
      let told = try await attendee.get("/questions/\(question.id)")
      #expect(try told.string("answer", "kind") == "deferred")
      #expect(try told.string("answer", "until") == told.string("promise", "firstDueAt"))
      #expect(try told.string("promise", "state") == "owed")
    }
  }

  @Test(
    "host and speaker put questions on the wall and take them off; a host passes over one, and does not answer"
  )
  func hosting() async throws {
    try await served { served in
      let attendee = try await served.attendee()
      let first = try await served.asked("La première question ?", by: attendee)
      let second = try await served.asked("La deuxième question ?", by: attendee)
      let host = try await served.monitor("moderator")
      func onWall() async throws -> [Int] {
        try await served.stranger.get("/sessions/opening/questions").json(QuestionList.self).questions
          .filter(\.highlighted).map(\.number)
      }
      #expect(try await host.post("act=show&question=\(first.number)").status == 303)
      #expect(try await onWall() == [first.number])
      #expect(try await host.post("act=skip&question=\(first.number)&next=\(second.number)").status == 303)
      #expect(try await onWall() == [second.number])
      let refused = try await host.post("act=answered&question=\(second.number)", as: "Accept: */*")
      #expect(refused.status == 403 && refused.member("code") == "forbidden")
      let page = try await host.post("act=answered&question=\(second.number)")
      #expect(page.status == 403 && page.text.contains("Cet écran n’a pas ce droit."))
      let speaker = try await served.monitor()
      let done = try await speaker.post("act=answered&question=\(second.number)")
      #expect(done["Location"] == "\(Monitor.path)?offWall=\(second.number)")
      #expect(try await onWall() == [])
      #expect(try await speaker.post("act=undo&question=\(second.number)&wall=1").status == 303)
      #expect(try await onWall() == [second.number])
      #expect(try await speaker.post("act=takeOff&question=\(second.number)").status == 303)
      #expect(try await onWall() == [])
    }
  }

  @Test("what is no act, no question here, or answered otherwise already is refused and changes nothing")
  func refused() async throws {
    try await served { served in
      let attendee = try await served.attendee()
      let question = try await served.asked(by: attendee)
      let monitor = try await served.monitor()
      let written = try await served.organizer.put(
        "/questions/\(question.id)/answer", #"{"kind": "written", "text": "Voici notre réponse."}"#)
      try #require(written.status == 200)
      for (form, status, code) in [
        ("act=dance&question=1", 400, "malformed"), ("act=answered", 400, "malformed"),
        ("act=answered&question=99", 404, "question_not_found"),
        ("act=answered&question=\(question.number)", 409, "already_answered"),
        ("act=undo&question=\(question.number)", 403, "not_giver"),
        ("act=show&session=closing&question=\(question.number)", 409, "session_moved"),
      ] {
        let answer = try await monitor.post(form, as: "Accept: */*")
        #expect(answer.status == status && answer.member("code") == code, "\(form): \(answer.text)")
      }
      let foreign = try await monitor.post("act=show&question=\(question.number)", from: "cross-site")
      #expect(foreign.status == 403)
      #expect(try await attendee.get("/questions/\(question.id)").string("answer", "kind") == "written")
    }
  }

  @Test("organizers link any stage, moderators the host's where they moderate, others none")
  func linking() async throws {
    try await served { served in
      let link = try await served.link("speaker")
      #expect(link.code.count >= 21 && link.code.allSatisfy { $0.count == link.code.count })
      let moderator = try await served.official("moderator", ofSession: true)
      _ = try await served.link("moderator", by: moderator)
      let body = #"{"role": "speaker", "session": "opening"}"#
      for (client, status) in [
        (moderator, 403), (try await served.official("speaker"), 403), (try await served.attendee(), 403),
        (served.stranger, 401),
      ] {
        #expect(try await client.post("/stage-links", body).status == status)
      }
      for (body, problem) in [
        (#"{"role": "organizer", "session": "opening"}"#, ["rule_broken", "role", "one_of"]),
        (#"{"role": "speaker"}"#, ["rule_broken", "session", "scope"]),
        (#"{"role": "speaker", "session": "nothing"}"#, ["rule_broken", "session", "known"]),
        (#"{"role": "speaker", "session": "opening", "minutes": 0}"#, ["rule_broken", "minutes", "range"]),
      ] {
        #expect(try await served.organizer.post("/stage-links", body).problem == problem)
      }
    }
  }

  @Test("signing the monitor out ends it for good")
  func leaving() async throws {
    try await served { served in
      let monitor = try await served.monitor()
      let left = try await monitor.post("act=leave")
      #expect(left.status == 303 && left["Set-Cookie"]?.contains("Max-Age=0") == true)
      #expect(try await monitor.get().status == 401)
    }
  }
}
