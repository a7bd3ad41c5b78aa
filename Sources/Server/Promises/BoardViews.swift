internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Storage

/// A part of the board as its address asks for it: `session=`, `organisation=` or `organizers=true`, and `state=`. What
/// is empty was not chosen.
@Loop struct BoardViewRequest {
  let view: BoardView
  let filter: BoardFilter
  /// The session's title, or the organisation's name.
  let title: String?

  init(_ request: Request, in summit: SummitRecord, _ services: Services) async throws {
    func said(_ name: String) -> String? { request.parameter(name).flatMap { $0.isEmpty ? nil : $0 } }
    var (view, filter, title) = (BoardView(summit: summit.slug), BoardFilter(), String?.none)
    if let slug = said("session") {
      let session = try await services.directory.session(slug, in: summit)
      (view.addressee, filter.session, title) = (.session(slug), session.id, session.title)
    } else if let slug = said("organisation") {
      guard let organisation = try await services.store.organisation(slug, in: summit.id) else {
        throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation")
      }
      (view.addressee, filter.organisation, title) = (.organisation(slug), organisation.id, organisation.name)
    } else if said("organizers") != nil, try request.flag("organizers") {
      (view.addressee, filter.isOfOrganizers, title) = (.organizers, true, summit.name)
    }
    if let name = said("state") {
      guard let kind = BoardView.Kind(rawValue: name) else {
        let known = BoardView.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw HTTPError.broken("one_of", field: "state", "state is one of \(known).")
      }
      view.kind = kind
      filter.take(kind)
    }
    (self.view, self.filter, self.title) = (view, filter, title)
  }
}

extension BoardFilter {
  fileprivate mutating func take(_ kind: BoardView.Kind) {
    switch kind {
    case .overdue: (states, isOverdue) = ([.owed], true)
    case .owed: states = [.owed]
    case .kept: states = [.kept]
    case .disputed: (states, isDisputed) = ([.kept], true)
    case .declined: states = [.declined]
    case .void: states = [.void]
    }
  }
}
