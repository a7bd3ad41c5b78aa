import EventLoop
import Foundation
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

/// Time as the test wants it.
@Loop private final class Clock {
  var now = ContinuousClock.now
}

@Suite("Budgets in memory", .timeLimit(.minutes(10)))
struct LimiterTests {
  private let budget = Budget(atOnce: 3, perSecond: 0.5)

  @Test("so much at once, then as much as comes back in time; the refusal says how long that takes")
  func bucket() {
    var bucket = TokenBucket(at: .zero)
    for _ in 1...3 { #expect(bucket.take(of: budget, at: .zero) == nil) }
    #expect(bucket.take(of: budget, at: .zero) == .seconds(2))
    #expect(bucket.take(of: budget, at: .seconds(1)) == .seconds(1))
    #expect(bucket.take(of: budget, at: .seconds(2)) == nil)
    #expect(bucket.take(of: budget, at: .seconds(2)) == .seconds(2))
    // Never more than at once.
    for _ in 1...3 { #expect(bucket.take(of: budget, at: .seconds(1_000)) == nil) }
    #expect(bucket.take(of: budget, at: .seconds(1_000)) != nil)
    bucket.giveBack()
    #expect(bucket.take(of: budget, at: .seconds(1_000)) == nil)
    #expect(!bucket.isWhole(at: .seconds(1_005)) && bucket.isWhole(at: .seconds(1_006)))
  }

  @Test("each has a budget of their own for each act")
  func apart() async {
    await onLoop {
      let limiter = Limiter()
      let (ana, bo) = (Limiter.Who.attendee(summit: 1, id: 1), Limiter.Who.attendee(summit: 1, id: 2))
      for _ in 1...3 { #expect(limiter.wait(for: .rate, by: ana, budget) == nil) }
      #expect(limiter.wait(for: .rate, by: ana, budget) != nil)
      #expect(limiter.wait(for: .judge, by: ana, budget) == nil)
      #expect(limiter.wait(for: .rate, by: bo, budget) == nil)
    }
  }

  @Test("a flood of names makes it forget those who recovered and who spent least, never whoever is over it")
  func bounded() async {
    await onLoop {
      let clock = Clock()
      let limiter = Limiter(most: 100) { clock.now }
      let abuser = Limiter.Who.source("203.0.113.7")
      for _ in 1...3 { #expect(limiter.wait(for: .look, by: abuser, budget) == nil) }
      for id in 1...1_000 {
        #expect(limiter.wait(for: .look, by: .attendee(summit: 1, id: Int64(id)), budget) == nil)
        #expect(limiter.count <= 100)
      }
      #expect(limiter.wait(for: .look, by: abuser, budget) != nil)
      clock.now += .seconds(60)
      for id in 1...100 { _ = limiter.wait(for: .look, by: .attendee(summit: 2, id: Int64(id)), budget) }
      #expect(limiter.wait(for: .look, by: abuser, budget) == nil)
    }
  }

  @Test("the sixth question within a minute waits for the first to be a minute old; a repeated one does not")
  func pace() async {
    await onLoop {
      let clock = Clock()
      let pace = AskingPace(Limiter { clock.now })
      let ana = AttendeeIdentity(id: Attendee.ID(rawValue: 1), generation: 1)
      for number in 1...5 {
        #expect(pace.wait(for: ana, key: nil) == nil)
        pace.note(ana, key: "key \(number)")
        clock.now += .seconds(5)
      }
      #expect(pace.wait(for: ana, key: "another") == .seconds(35))
      #expect(pace.wait(for: ana, key: "key 3") == nil)
      #expect(pace.wait(for: AttendeeIdentity(id: Attendee.ID(rawValue: 2), generation: 1), key: nil) == nil)
      clock.now += .seconds(35)
      #expect(pace.wait(for: ana, key: "another") == nil)
    }
  }

  @Loop private func onLoop<Value: Sendable>(_ test: @Loop () async throws -> Value) async rethrows -> Value {
    try await test()
  }
}

@Suite("Where requests come from", .timeLimit(.minutes(10)))
struct TrustedProxiesTests {
  @Test(
    "a proxy is believed where it is trusted, the last word of its field alone",
    arguments: [
      ("127.0.0.1", nil, "127.0.0.1"), ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
      ("127.9.9.9", "198.51.100.1, 203.0.113.7", "203.0.113.7"), ("::1", "203.0.113.7:5123", "203.0.113.7"),
      ("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"), ("203.0.113.9", "10.0.0.1", "203.0.113.9"),
      ("127.0.0.1", "unknown", "127.0.0.1"), ("127.0.0.1", "203.0.113.7, nonsense", "127.0.0.1"),
      ("127.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
      ("2001:db8:1:2::9", nil, "2001:db8:1:2::/64"),
    ])
  func loopback(peer: String, forwarded: String?, source: String) {
    #expect(TrustedProxies.loopback.source(peer, forwarded) == source)
  }

  @Test("proxies elsewhere are named by address or network; of a chain the outermost speaks")
  func networks() throws {
    let proxies = try #require(TrustedProxies("10.0.0.0/9, 192.0.2.5,2001:db8::/32"))
    #expect(proxies.source("10.1.2.3", "203.0.113.7") == "203.0.113.7")
    #expect(proxies.source("10.127.0.1", "203.0.113.7, 192.0.2.5") == "203.0.113.7")
    #expect(proxies.source("10.128.0.1", "203.0.113.7") == "10.128.0.1")
    #expect(proxies.source("192.0.2.6", "203.0.113.7") == "192.0.2.6")
    #expect(proxies.source("2001:db8:ffff::1", "203.0.113.7") == "203.0.113.7")
    // Loopback is not among them unless it is named.
    #expect(proxies.source("127.0.0.1", "203.0.113.7") == "127.0.0.1")
    #expect(try #require(TrustedProxies("")).source("127.0.0.1", "203.0.113.7") == "127.0.0.1")
    for wrong in ["10.0.0.0/33", "localhost", "10.0.0.0/", "10.0.0/8", "::/129"] {
      #expect(TrustedProxies(wrong) == nil, "\(wrong)")
    }
  }
}

@Suite("What one may do, over HTTP", .timeLimit(.minutes(10)))
struct LimitsTests {
  @Test("every route that writes has a budget, and every budget a route")
  func table() async throws {
    try await served { app in
      let there = app.routes.map(\.description)
      let writing = app.routes.filter { !$0.isSafe }.map(\.description)
      #expect(writing.filter { Limits.acts[$0] == nil } == [])
      #expect(Limits.acts.keys.filter { !there.contains($0) } == [])
      for act in Limits.acts.values where act.ofPerson == nil {
        #expect([.join, .sign, .hear].contains(act), "\(act) is limited by something else")
      }
    }
  }

  @Test(
    "a hall of any size joins from one address at once, then five a second; other addresses are not held up")
  func joins() async throws {
    try await served { app in
      let clock = Clock()
      let limits = Limits(
        key: try #require(SigningKey(Array(repeating: 7, count: 32))), proxies: .loopback, now: { clock.now })
      var summit = app.summit
      let hall = Limiter.Who.source("203.0.113.7")
      for _ in 1...300 { try limits.checkJoining(summit, from: hall) }
      let refusal = #expect(throws: HTTPError.self) { try limits.checkJoining(summit, from: hall) }
      #expect(refusal?.status == 429 && refusal?.code == "too_many_joins")
      #expect(refusal?.headers == [Header("Retry-After", "1")])
      try limits.checkJoining(summit, from: .source("198.51.100.1"))
      clock.now += .seconds(1)
      for _ in 1...5 { try limits.checkJoining(summit, from: hall) }
      #expect(throws: HTTPError.self) { try limits.checkJoining(summit, from: hall) }
      summit.expectedAttendees = 10_000
      for _ in 1...19_000 { try limits.checkJoining(summit, from: hall) }
    }
  }

  @Test("who joined is asked for a moment, and told how long, where very many did")
  func joining() async throws {
    try await served { app in
      // Many at once, so that they are faster than what comes back meanwhile.
      let stranger = app.stranger
      var answers: [HTTPAnswer] = []
      for _ in 0..<100 where !answers.contains(where: { $0.status == 429 }) {
        let joining = (0..<40).map { _ in Task { try await stranger.post("/attendees", "{}") } }
        answers = []
        for one in joining { answers.append(try await one.value) }
      }
      let refused = try #require(answers.first { $0.status == 429 })
      #expect(refused.member("code") == "too_many_joins")
      #expect(refused["Retry-After"] == "1")
      let elsewhere = try await app.stranger.post("/attendees", "{}", ["X-Forwarded-For: 203.0.113.7"])
      #expect(elsewhere.status == 201)
    }
  }

  @Test("five reports in ten minutes, five edits in a minute; the next says when to try again")
  func reportsAndEdits() async throws {
    try await served { app in
      let ana = try await app.attendee()
      let other = try await app.attendee().ask()
      for _ in 1...5 { #expect(try await ana.put(other + "/report").status == 204) }
      let report = try await ana.put(other + "/report")
      #expect(report.status == 429 && report.member("code") == "too_many_requests")
      #expect(report["Retry-After"].flatMap { Int($0) }.map { (60...120).contains($0) } == true)

      let own = try await ana.ask()
      for number in 1...5 {
        let edited = try await ana.patch(own, #"{"text":"Qui répond à la question \#(number) ?"}"#)
        #expect(edited.status == 200)
      }
      #expect(try await ana.patch(own, #"{"text":"Qui répond à la question 6 ?"}"#).status == 429)
      // Curators are not held up by it.
      #expect(try await app.organizer.patch(own, #"{"action":"approve"}"#).status == 200)
    }
  }

  @Test(
    "of a thousand sent at once by one attendee a few are done, one after the other, and the rest is told so")
  func atOnce() async throws {
    try await served { app in
      let ana = try await app.attendee()
      let phones = (0..<60).map { _ in Task { try await ana.put("/sessions/opening/attendance").status } }
      var answers: [Int] = []
      for phone in phones { answers.append(try await phone.value) }
      #expect(Set(answers) == [200, 429])
      #expect((1...22).contains(answers.count { $0 == 200 }))
    }
  }
}
