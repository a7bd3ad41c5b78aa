public import Foundation

/// The sources of ours that lie beside these tests.
public enum OurSources {
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardized

  /// Below a folder of `Sources`, by their paths there.
  public static func texts(in folder: String, _ kind: String) throws -> [(path: String, text: String)] {
    let start = root.appending(path: "Sources").appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: start.path).sorted()
    return try paths.filter { $0.hasSuffix(kind) }.map { path in
      ("\(folder)/\(path)", try String(contentsOf: start.appending(path: path), encoding: .utf8))
    }
  }

  public static func texts(in folders: [String], _ kind: String) throws -> [(path: String, text: String)] {
    try folders.flatMap { try texts(in: $0, kind) }
  }
}
