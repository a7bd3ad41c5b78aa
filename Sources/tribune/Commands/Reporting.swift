import API
import Foundation

extension Shell {
  /// What was done: the JSON for programs; for people a sentence, and on a terminal the thing itself.
  func report<Value>(
    _ sentence: String, _ reply: Client.Reply<Value>, _ call: Invocation, _ details: (Value) -> Details
  ) {
    if !call[Shared.json] { say(sentence) }
    show(reply, call, details)
  }

  /// A thing in full: the JSON for programs, its details for people.
  func show<Value>(_ reply: Client.Reply<Value>, _ call: Invocation, _ details: (Value) -> Details) {
    if call[Shared.json] { return write(json: reply.json) }
    output.write(details(reply.value))
  }

  /// The JSON of a list, of which only the elements are wanted whose key says so.
  func write<Element>(_ listing: Listing<Element>, where key: String, is wanted: String?) throws {
    guard let wanted, var whole = try JSONSerialization.jsonObject(with: listing.json) as? [String: Any]
    else {
      return write(json: listing.json)
    }
    for (name, value) in whole {
      guard let elements = value as? [[String: Any]] else { continue }
      whole[name] = elements.filter { $0[key] as? String == wanted }
    }
    write(
      json: try JSONSerialization.data(
        withJSONObject: whole, options: [.sortedKeys, .withoutEscapingSlashes]))
  }
}

extension Invocation {
  /// Whether an option says more than where and how: for `edit`, which must be told what.
  var changesSomething: Bool {
    let places = [Shared.summit.name, Shared.server.name]
    return values.keys.contains { !places.contains($0) }
  }
}
