import API
import Foundation

/// A message ready to be sent (RFC 5322), of plain text in UTF-8; whom it goes to is for the sender to say.
struct MailMessage {
  /// An address, checked by `ValueKind.mailAddress`.
  var from: String
  var subject: String
  /// Whom it is meant for, since no address is known.
  var debtor: String
  var languages: [String]
  var date: Timestamp
  /// Without angle brackets.
  var id: String
  var text: String

  var bytes: Data {
    let fields = [
      ("From", from), ("To", "undisclosed-recipients:;"),
      ("Subject", Self.unstructured(subject, after: "Subject")),
      ("Date", Self.dateText(date)), ("Message-ID", "<\(id)>"),
      ("X-Debtor", Self.unstructured(debtor, after: "X-Debtor")),
      // Opened as a draft by programs that know it.
      ("X-Unsent", "1"), ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"),
      ("Content-Language", languages.joined(separator: ", ")),
      ("Content-Transfer-Encoding", "quoted-printable"),
    ]
    let header = fields.map { "\($0): \($1)\r\n" }.joined()
    return Data((header + "\r\n" + Self.quotedPrintable(text)).utf8)
  }

  // MARK: Fields

  /// A field's text as it is where it is short and ASCII, else as encoded words (RFC 2047), which also keep whatever
  /// could end the field inside it.
  static func unstructured(_ text: String, after name: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    if isPlain, name.utf8.count + 2 + text.utf8.count <= 78, text.first != " ", text.last != " " {
      return text
    }
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // 45 bytes are 60 characters of base64: with what is around them, 75 at most.
      if word.count + bytes.count > (words.isEmpty ? 36 : 45) {
        words.append(encodedWord(word))
        word = []
      }
      word += bytes
    }
    words.append(encodedWord(word))
    return words.joined(separator: "\r\n ")
  }

  private static func encodedWord(_ bytes: [UInt8]) -> String {
    "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
  }

  /// `Tue, 13 Jun 2017 09:30:00 +0200`
  static func dateText(_ time: Timestamp) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: time.offset)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
    return format.string(from: time.date)
  }

  // MARK: Body

  /// RFC 2045, section 6.7: lines of 76 characters at most.
  static func quotedPrintable(_ text: String) -> String {
    var encoded = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let bytes = Array(line.utf8)
      var width = 0
      for (place, byte) in bytes.enumerated() {
        let endsInSpace = (byte == 0x20 || byte == 0x09) && place == bytes.count - 1
        let isPlain = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=") && !endsInSpace
        let part = isPlain ? String(Unicode.Scalar(byte)) : "=" + hexadecimal(byte)
        if width + part.utf8.count > 75 {
          encoded += "=\r\n"
          width = 0
        }
        encoded += part
        width += part.utf8.count
      }
      encoded += "\r\n"
    }
    return encoded
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

extension ValueKind where Value == String {
  /// `board@example.org`: an address alone (RFC 5322, `addr-spec` without quotes), in ASCII.
  static let mailAddress = ValueKind { text in
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let allowed = parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".")
        && part.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            || Array("!#$%&'*+-/=?^_`{|}~.".utf8).contains($0)
        }
    }
    guard parts.count == 2, allowed, text.utf8.count <= 254 else {
      throw Misread(rule: "must be a mail address, such as board@example.org")
    }
    return text
  }
}
