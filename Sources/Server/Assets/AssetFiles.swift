internal import EventLoop
internal import HTTP
internal import Pages

/// Stylesheets, modules and icons: an address of theirs never changes its bytes.
struct AssetFiles: Resource {
  var routes: [Route] {
    [
      .get("/assets/:version/:name", file),
      .get("/favicon.ico") { _ in .redirect(to: Asset.path("icon.svg"), status: 308) },
    ]
  }

  private func file(_ request: Request) async throws -> Response {
    let version = try request.segment("version")
    guard let content = try Self.contents[request.segment("name")] else { throw HTTPError.notFound }
    // A page of another version, in the middle of a deployment: these bytes, but not for ever.
    let caching = version == Asset.version ? "public, max-age=31536000, immutable" : "no-cache"
    return Response(
      200, [Header("Cache-Control", caching)], content)
  }

  private static let contents = Asset.all.mapValues { asset in
    Content(asset.contentType, bytes: asset.bytes, tag: Asset.version)
  }
}
