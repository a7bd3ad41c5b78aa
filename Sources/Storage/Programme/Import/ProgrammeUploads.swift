public import Foundation
internal import Postgres

// A schedule file is larger than a request may be, so that it arrives in parts, which any server may receive.

extension Store {
  /// How long an upload waits to be imported.
  static let uploadLifetime = "1 day"

  /// Opens an upload. Those that nobody has imported within a day are deleted.
  public func openUpload() async throws -> UUID {
    let upload = UUID()
    _ = try await database.query(
      """
      with old as (
        delete from programme_uploads
        where created_at < now() - \(Self.uploadLifetime)::interval
      )
      insert into programme_uploads (id)
      values (\(upload))
      """)
    return upload
  }

  /// Keeps one part; the same part again replaces it.
  public func put(part number: Int, _ bytes: [UInt8], of upload: UUID) async throws {
    guard let number = Int32(exactly: number) else {
      throw StorageRefusal.invalid("part", "range", "0 to 511")
    }
    let stored = try await refusing {
      try await database.query(
        """
        insert into programme_upload_parts (upload_id, number, bytes)
        select id, \(number), \(bytes)
        from programme_uploads
        where id = \(upload)
        on conflict (upload_id, number) do update set bytes = excluded.bytes
        returning number
        """)
    }
    if stored.isEmpty { throw StorageRefusal.notFound("upload_not_found") }
  }

  /// The whole file, once every part from the first to the last is there.
  public func bytes(of upload: UUID) async throws -> [UInt8] {
    let parts = try await database.query(
      """
      select p.number, p.bytes
      from programme_uploads u
      left join programme_upload_parts p on p.upload_id = u.id
      where u.id = \(upload)
      order by p.number
      """)
    if parts.isEmpty { throw StorageRefusal.notFound("upload_not_found") }
    var file: [UInt8] = []
    for (index, part) in parts.enumerated() {
      guard let number: Int = try part["number"], number == index else {
        throw StorageRefusal.conflict("upload_incomplete", "part \(index) is missing")
      }
      file += try part["bytes"] as [UInt8]
    }
    return file
  }

  /// Forgets an upload, when it was imported.
  public func delete(upload: UUID) async throws {
    _ = try await database.query("delete from programme_uploads where id = \(upload)")
  }
}
