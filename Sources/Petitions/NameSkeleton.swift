internal import Foundation

extension String {
  /// The words of a name as an eye takes them: letters of other alphabets, digits and signs that look like Latin
  /// letters count as those, letters that look like each other as one, accents and case as nothing. Two names with
  /// the same skeleton are easily taken for each other; nobody should be shown one.
  var nameSkeleton: [String] {
    var latin = String.UnicodeScalarView()
    // Before case is dropped: Η looks like H, and η like n.
    for scalar in decomposedStringWithCompatibilityMapping.unicodeScalars {
      latin.append(lookalikeLetters[scalar] ?? scalar)
    }
    return String(latin).foldedWords.map { word in
      String(String.UnicodeScalarView(word.unicodeScalars.map { lookalikeShapes[$0] ?? $0 }))
        .replacing("rn", with: "m").replacing("vv", with: "w")
    }
  }
}

/// Letters of other alphabets, and what they look like in Latin.
private let lookalikeLetters: [Unicode.Scalar: Unicode.Scalar] = pairs([
  // Cyrillic
  ("АВЕКМНОРСТУХЅІЈҮԚԜҺ", "ABEKMHOPCTYXSIJYQWh"),
  ("авекмнорстухѕіјүԛԝһԁӏгпиьꙅ", "abekmhopctyxsijyqwhdlrnubs"),
  // Greek
  ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲϳ", "ABEZHIKMNOPTYXCcj"),
  ("αβεζηικμνορτυχγωπσ", "abeznikuvoptuxywno"),
  // Armenian, small capitals, phonetic letters, and signs that stand for letters
  ("օոսհցքԼՕՍ", "onuhgpLOU"),
  ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
  ("ɑɡɩʋαℓ@$€|", "agivalasel"),
])

/// What of the Latin letters and digits looks alike, as one of them.
private let lookalikeShapes: [Unicode.Scalar: Unicode.Scalar] = pairs([("0135478i", "oleastbl")])

private func pairs(_ tables: [(String, String)]) -> [Unicode.Scalar: Unicode.Scalar] {
  var pairs: [Unicode.Scalar: Unicode.Scalar] = [:]
  for (from, to) in tables {
    for (scalar, other) in zip(from.unicodeScalars, to.unicodeScalars) { pairs[scalar] = other }
  }
  return pairs
}
