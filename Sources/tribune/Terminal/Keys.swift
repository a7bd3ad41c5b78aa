/// A key as the live queue understands it.
enum Key: Equatable, Sendable {
  case character(Character)
  case up, down, pageUp, pageDown, home, end
  case enter, escape
  /// Ctrl-C, Ctrl-Z, Ctrl-L
  case interrupt, suspend, redraw
}

/// Makes keys of the bytes that a terminal sends. What is pasted is dropped: a pasted sentence must not approve,
/// reject and hide its way through a queue.
struct KeyReader {
  private var pending: [UInt8] = []
  private var isPasting = false

  /// An escape sequence has begun; whether it is one, or the Escape key, the next bytes or their absence tell.
  var isAmid: Bool { !pending.isEmpty }

  mutating func read(_ bytes: some Sequence<UInt8>) -> [Key] { bytes.compactMap { read($0) } }

  /// Nothing came after the last byte for a while: an escape alone was the key.
  mutating func settle() -> [Key] {
    defer { pending = [] }
    return pending == [27] && !isPasting ? [.escape] : []
  }

  private mutating func read(_ byte: UInt8) -> Key? {
    guard !pending.isEmpty else {
      if byte == 27 {
        pending = [27]
        return nil
      }
      return isPasting ? nil : plainKey(byte)
    }
    pending.append(byte)
    // ESC [ parameters final, or ESC O final; anything else after ESC is Alt with a key, which means nothing here.
    if pending.count == 2 {
      if byte != UInt8(ascii: "["), byte != UInt8(ascii: "O") { pending = [] }
      return nil
    }
    guard (0x40...0x7E).contains(byte) || pending.count > 32 else { return nil }
    defer { pending = [] }
    return sequenceKey(String(decoding: pending.dropFirst(2), as: UTF8.self))
  }

  private func plainKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 3: .interrupt
    case 12: .redraw
    case 26: .suspend
    case 10, 13: .enter
    case 32...126: .character(Character(Unicode.Scalar(byte)))
    default: nil
    }
  }

  private mutating func sequenceKey(_ sequence: String) -> Key? {
    switch sequence {
    case "200~": isPasting = true
    case "201~": isPasting = false
    default: break
    }
    guard !isPasting else { return nil }
    return switch sequence {
    case "A": .up
    case "B": .down
    case "5~": .pageUp
    case "6~": .pageDown
    case "H", "1~", "7~": .home
    case "F", "4~", "8~": .end
    default: nil
    }
  }
}
