import Foundation

/// A file that is named, or standard input for `-`; also a pipe that has a name, such as <(cut …).
func readFile(_ name: String, atMost most: Int = 16 * 1024 * 1024) throws -> Data {
  let data: Data
  do {
    let file = name == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: name))
    data = try file.readToEnd() ?? Data()
  } catch {
    guard FileManager.default.fileExists(atPath: name) else {
      throw Failure(.notFound, "There is no file \(name).")
    }
    throw Failure(.failed, "The file \(name) cannot be read: \(error.localizedDescription)")
  }
  guard !data.isEmpty else { throw Failure(.failed, "\(name == "-" ? "Standard input" : name) is empty.") }
  guard data.count <= most else { throw Failure(.failed, "\(name) is larger than \(most >> 20) MiB.") }
  return data
}
