internal import Foundation

extension String {
  /// The words of a text for comparing: lower case, without accents, split at whatever is neither letter nor digit.
  var foldedWords: [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let plain = plainLetters[scalar] {
        word.append(contentsOf: plain.unicodeScalars)
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(scalar)
      } else if !scalar.isMark, !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// A name for telling whether it is the same as another: case, accents, spaces and the order of its parts aside.
  public var foldedName: String {
    let words = foldedWords
    return words.isEmpty ? lowercased() : words.sorted().joined()
  }
}

/// Latin letters that bear their mark inside, so that decomposing does not take it off.
private let plainLetters: [Unicode.Scalar: String] = [
  "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th",
  "ς": "σ",
]
