internal import Postgres

extension Store {
  /// The 32 bytes that all servers sign with under this name; made by whichever asks first. PostgreSQL's random UUIDs
  /// come from its strong random source, 122 bits each.
  public func signingKey(named name: String) async throws -> [UInt8] {
    _ = try await database.query(
      """
      insert into signing_keys (name, key)
      values (\(name), sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
      on conflict do nothing
      """)
    let rows = try await database.query("select key from signing_keys where name = \(name)")
    guard let row = rows.first else {
      throw PostgresError(kind: .decoding, message: "no signing key \(name)")
    }
    return try row["key"]
  }
}
