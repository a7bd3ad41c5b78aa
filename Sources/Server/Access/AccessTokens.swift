internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Representations
internal import Storage
internal import Tokens

/// Access tokens: a summit's, made by its organizers, said once, revoked; and those of the whole server, minted at a
/// start, that its organizers look at and revoke.
struct AccessTokens: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/tokens", list),
      .post("/api/v1/summits/:summit/tokens", add),
      .delete("/api/v1/summits/:summit/tokens/:token", revoke),
      .get("/api/v1/tokens", listServers),
      .delete("/api/v1/tokens/:token", revokeServers),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let tokens = try await services.store.accessTokens(of: summit.id)
    return try .json(AccessTokenList(tokens: tokens.map { API.AccessToken($0, in: summit) }))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewAccessToken.self)
    let secret = Tokens.AccessToken(role: new.role.rawValue)
    let record = try await services.store.addAccessToken(
      role: new.role, named: new.name ?? new.role.rawValue, session: new.session,
      organisation: new.organisation,
      expiresAt: new.expiresAt?.date, digest: secret.digest, in: summit.id)
    var token = API.AccessToken(record, in: summit)
    token.token = secret.text
    return try .json(token, status: 201)
  }

  private func revoke(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    try await services.store.revokeAccessToken(
      try request.segment("token", as: Petitions.AccessToken.ID.self), in: summit.id)
    return Response(204)
  }

  private func listServers(_ request: Request) async throws -> Response {
    _ = try await services.requireServerOrganizer(request)
    let tokens = try await services.store.serverTokens()
    return try .json(AccessTokenList(tokens: tokens.map { API.AccessToken($0, in: .gmt) }))
  }

  private func revokeServers(_ request: Request) async throws -> Response {
    _ = try await services.requireServerOrganizer(request)
    try await services.store.revokeServerToken(
      try request.segment("token", as: Petitions.AccessToken.ID.self))
    return Response(204)
  }
}
