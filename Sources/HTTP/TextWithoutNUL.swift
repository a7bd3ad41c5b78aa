internal import Foundation

// U+0000 is refused where text comes in, with the field that holds it: no text has it, and PostgreSQL keeps none.

extension HTTPError {
  static func nul(_ field: String) -> HTTPError {
    .broken("control_character", field: field, "\(field) holds U+0000, which no text has.")
  }
}

/// The place of the first string or key with U+0000 in a JSON body, as `speakers.0.name`; nil where there is none, and
/// for what is no JSON.
func fieldWithNUL(inJSON body: [UInt8]) -> String? {
  // It can only be written as an escape, and hardly any body has this one.
  guard body.firstRange(of: Array("\\u0000".utf8)) != nil,
    let value = try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
  else { return nil }
  return place(of: value, at: [])
}

private func place(of value: Any, at path: [String]) -> String? {
  switch value {
  case let text as String where text.utf8.contains(0): path.isEmpty ? "body" : path.joined(separator: ".")
  case let list as [Any]:
    list.enumerated().lazy.compactMap { place(of: $0.element, at: path + [String($0.offset)]) }.first
  case let object as [String: Any]:
    object.sorted { $0.key < $1.key }.lazy.compactMap { key, value in
      key.utf8.contains(0) ? (path + ["key"]).joined(separator: ".") : place(of: value, at: path + [key])
    }.first
  default: nil
  }
}
