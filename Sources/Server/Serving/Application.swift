// Server: routes and handlers, one file a resource, the pages' HTML, and the place where the parts are put together.
// A handler reads the request, asks Storage or Live, and writes the answer; the rules are decided in Petitions and in
// SQL, never here.

public import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Postgres
internal import Storage
internal import Tokens

/// What every resource works with.
@Loop struct Services {
  let store: Store
  let live: LiveSessions
  let upvotes: UpvoteWriter
  let joins: JoinWriter
  let directory: Directory
  let limits: Limits
  let key: SigningKey
  let site: Site

  var publicURL: PublicURL { site.publicURL }

  /// The one place where this server and the others are told of a change: of those sessions, or without any of the
  /// summit itself, or of what it or an organisation is asked.
  func changed(
    _ changes: Changes, of sessions: Set<Petitions.Session.ID> = [], in summit: Petitions.Summit.ID
  ) {
    if changes.contains(.programme) { directory.forget(summit) }
    live.changed(summit, sessions, changes)
  }

  /// The same of an act on a question.
  func changed(_ write: QuestionWrite) {
    guard write.changed else { return }
    changed(.decisions, of: write.sessions, in: write.petition.summit)
  }
}

/// How this server is reached; by its own address, known once it listens, unless another was given.
@Loop final class Site {
  fileprivate(set) var publicURL: PublicURL
  /// False where only the address that it listens on is known.
  let isGiven: Bool

  init(_ given: PublicURL?) {
    (publicURL, isGiven) = (given ?? PublicURL(origin: "http://localhost"), given != nil)
  }

  fileprivate func listens(on address: ListenAddress) {
    if !isGiven { publicURL = PublicURL(origin: "http://\(address)") }
  }
}

/// Tribune, serving.
@Loop public final class Application {
  private let database: Database
  private let services: Services
  private let server: HTTPServer
  /// Everything that it answers.
  let routes: [Route]
  private let scheduler: Scheduler
  private let loadHistory = LoadHistory()

  /// Known once it listens, where it was not given.
  var publicURL: PublicURL { services.publicURL }

  init(
    _ database: Database, key: SigningKey, publicURL: PublicURL?, proxies: TrustedProxies = .loopback,
    limits: HTTPServer.Limits = .init()
  ) throws {
    self.database = database
    let store = Store(database)
    let live = LiveSessions(store) { Services.sealed($0, in: $1, with: key) }
    services = Services(
      store: store, live: live,
      upvotes: UpvoteWriter(store) { live.upvoted($0, $1) },
      joins: JoinWriter(store), directory: Directory(store), limits: Limits(key: key, proxies: proxies),
      key: key,
      site: Site(publicURL))
    let operations = Operations(services: services)
    let resources: [any Resource] =
      Self.resources(services) + [operations, OverviewPages(services: services, loadHistory: loadHistory)]
    routes = resources.flatMap(\.routes).map(services.limits.guarding)
    let troubles = DatabaseTroubles()
    let router = Router(routes) { error in
      troubles.note(error)
      return refusal(for: error)
    } report: { error, request in
      Log.error("\(request.method.rawValue) /\(request.path.joined(separator: "/")): \(error)")
    }
    router.present = { [services] in ProblemPages(services: services).response(to: $0, for: $1) }
    server = try HTTPServer(router, limits: limits)
    scheduler = Scheduler(services)
    operations.server = server
    loadHistory.server = server
  }

  private static func resources(_ services: Services) -> [any Resource] {
    [
      Attendees(services: services), AttendeeLists(services: services), Badges(services: services),
      Quarantines(services: services), Attendances(services: services), Questions(services: services),
      Similar(services: services), Upvotes(services: services), Receipts(services: services),
      QuestionAnswers(services: services), QuestionVerdicts(services: services),
      LiveRoutes(services: services),
      Summits(services: services), Sessions(services: services), Speakers(services: services),
      Rooms(services: services), Organisations(services: services), Acceptances(services: services),
      AccessTokens(services: services), StageLinks(services: services),
      Announcements(services: services), Feedbacks(services: services),
      Themes(services: services), Ledgers(services: services), Me(services: services),
      Programmes(services: services), AssetFiles(),
      OfflineFiles(services: services),
      OpenAPI(services: services),
      Boards(services: services), BoardPages(services: services), OrganisationPages(services: services),
      ReadingPages(services: services), ScreenPages(services: services), JoiningPages(services: services),
      QuestionPages(services: services), AnsweredSince(services: services), BadgePages(services: services),
      PrivacyPages(services: services),
      WritingPages(services: services), FeedbackForm(services: services),
      StageSignIn(services: services), StagePages(services: services),
    ]
  }

  /// Returns the address with the port that was chosen when port 0 was asked for.
  @discardableResult
  func listen(on address: ListenAddress, sharingPort: Bool = false) throws -> ListenAddress {
    try server.listen(on: address, sharingPort: sharingPort)
    services.site.listens(on: server.address)
    scheduler.start()
    loadHistory.start()
    return server.address
  }

  /// Finishes what is in flight, closes the streams and the connections.
  func stop() async {
    scheduler.stop()
    loadHistory.stop()
    await server.stop()
    database.close()
  }
}
