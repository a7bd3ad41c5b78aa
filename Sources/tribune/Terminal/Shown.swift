extension String {
  /// The text with everything that could steer a terminal or reorder a line made visible: `␛` for an escape,
  /// `\u{202E}` for a bidirectional override. Joiners and variation selectors stay: words and emoji need them.
  var shown: String { shown(keepingNewlines: false) }

  func shown(keepingNewlines: Bool) -> String {
    guard unicodeScalars.contains(where: { $0.isUnsafeOnTerminal }) else { return self }
    var safe = ""
    safe.unicodeScalars.reserveCapacity(unicodeScalars.count)
    for scalar in unicodeScalars {
      if !scalar.isUnsafeOnTerminal || (keepingNewlines && scalar == "\n") {
        safe.unicodeScalars.append(scalar)
      } else {
        safe.unicodeScalars.append(contentsOf: scalar.picture.unicodeScalars)
      }
    }
    return safe
  }
}

extension Unicode.Scalar {
  fileprivate var isUnsafeOnTerminal: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Joiners: Persian and Indic words, emoji families. Tags: the flags of Scotland and Wales.
    case .format: value != 0x200C && value != 0x200D && !(0xE0020...0xE007F).contains(value)
    default: false
    }
  }

  fileprivate var picture: String {
    switch value {
    case 0..<0x20: String(Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}")
    case 0x7F: "\u{2421}"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}

/// The same for JSON, which stays the same JSON: outside its strings there is nothing to escape, and inside them
/// `\u202E` means the character itself.
func shownJSON(_ json: String) -> String {
  var safe = ""
  safe.unicodeScalars.reserveCapacity(json.unicodeScalars.count)
  for scalar in json.unicodeScalars {
    if scalar.isUnsafeOnTerminal, scalar != "\n", scalar != "\t", scalar != "\r" {
      for unit in String(scalar).utf16 { safe += "\\u" + hexadecimal(unit) }
    } else {
      safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

private func hexadecimal(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return String(repeating: "0", count: 4 - digits.count) + digits
}
