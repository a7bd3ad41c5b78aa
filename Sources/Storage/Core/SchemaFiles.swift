internal import Schema

/// A file of SQL in `Schema/`.
struct SchemaFile: Sendable {
  var name: String
  var sql: String
}

/// All that the schema is made of. Tables are versioned: applied once, in order, never edited once they have landed.
/// Code (functions, views and triggers) is repeatable: it stands once, as it is in force, and is made anew whenever a
/// file of it or a table changed, so that no function is in the way of a table that it reads.
struct SchemaFiles: Sendable {
  var tables: [SchemaFile]
  var code: [SchemaFile]

  /// Of this version of Tribune.
  static let own = SchemaFiles(
    tables: (0..<schema_table_count()).map { SchemaFile(schema_table_at($0)) },
    code: (0..<schema_code_count()).map { SchemaFile(schema_code_at($0)) })
}

extension SchemaFile {
  fileprivate init(_ file: schema_file) {
    self.init(name: String(cString: file.name), sql: String(cString: file.sql))
  }
}
