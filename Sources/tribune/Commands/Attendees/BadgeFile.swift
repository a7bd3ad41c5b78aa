import Foundation
import Tokens

/// The codes of a badge file, read as real exports are: with or without a header, a byte-order mark, quotes, CRLF,
/// commas, semicolons or tabs. What cannot be is refused with its line.
struct BadgeFile {
  struct Badge: Equatable {
    let code: String
    /// Whose it is, perhaps: printed on sheets, and sent nowhere.
    let label: String?
  }

  private(set) var badges: [Badge] = []
  /// Lines that say the same as one before.
  private(set) var repeated = 0
  /// Of the shortest code, without what does not count.
  private(set) var shortest = Int.max

  init(_ bytes: Data) throws {
    let records = try CSVRecords(text: Self.text(of: bytes)).records
    var columns = Columns(code: 0, label: 1)
    var rows = records[...]
    if let first = rows.first, let named = Columns(header: first.fields) {
      columns = named
      rows = rows.dropFirst()
    }
    var lines: [String: (line: Int, label: String?)] = [:]
    for row in rows {
      let code = try Self.code(in: row, columns)
      let label = columns.label.flatMap { row.field($0) }
      if let known = lines[code.plain] {
        guard known.label == label else {
          throw Self.fault(row.line, "has the code of line \(known.line), with another label")
        }
        repeated += 1
        continue
      }
      lines[code.plain] = (row.line, label)
      shortest = min(shortest, code.plain.count)
      badges.append(Badge(code: code.text, label: label))
    }
    guard !badges.isEmpty else { throw Failure(.failed, "There is no code in this file.") }
  }

  private static func code(in row: CSVRecords.Record, _ columns: Columns) throws -> BadgeCode {
    let written = row.field(columns.code) ?? ""
    if written.wholeMatch(of: #/[0-9][.,][0-9]+[eE]\+?[0-9]+/#) != nil {
      throw fault(row.line, "was rounded by a spreadsheet: export the column of codes as text")
    }
    do {
      return try BadgeCode(written)
    } catch {
      throw fault(row.line, "is no badge: a code \(error.sentence)")
    }
  }

  private static func fault(_ line: Int, _ what: String) -> Failure {
    Failure(.failed, "Line \(line) \(what).", advice: "Nothing was changed.")
  }

  /// UTF-8 as a rule, UTF-16 where a mark says so, else what Windows wrote in Western Europe.
  private static func text(of bytes: Data) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
      let text = String(data: bytes, encoding: .utf16)
    {
      return text
    }
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    return String(validating: plain, as: UTF8.self) ?? String(data: plain, encoding: .windowsCP1252)
      ?? String(decoding: plain, as: UTF8.self)
  }

  /// Where code and label stand.
  private struct Columns {
    var code: Int
    var label: Int?

    init(code: Int, label: Int?) { (self.code, self.label) = (code, label) }

    /// Nil where the first line is no header.
    init?(header fields: [String]) {
      let names = fields.map(Self.folded)
      guard let code = Self.codes.lazy.compactMap({ names.firstIndex(of: $0) }).first else { return nil }
      self.code = code
      label = Self.labels.lazy.compactMap { names.firstIndex(of: $0) }.first
    }

    /// What such columns are called, the surest names first.
    private static let codes = [
      "code", "badgecode", "codebadge", "codedubadge", "codes", "badge", "badges", "barcode", "codebarres",
      "codebarre", "qrcode", "qr", "ticketcode", "codeticket", "ticket", "badgeid", "idbadge",
      "numerodebadge",
      "nbadge", "ndebadge", "badgenumber",
    ]
    private static let labels = [
      "label", "libelle", "name", "nom", "fullname", "nomcomplet", "holder", "titulaire", "attendee",
      "participant",
    ]

    /// Letters alone; nothing where there are digits, since BADGE-001 is a code.
    private static func folded(_ name: String) -> String {
      guard !name.contains(where: { $0.isNumber }) else { return "" }
      return name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).filter {
        $0.isASCII && $0.isLetter
      }
    }
  }
}

/// The records of a text with separators (RFC 4180, read leniently), each with the line on which it begins.
struct CSVRecords {
  struct Record: Equatable {
    let line: Int
    let fields: [String]

    /// Without spaces at the ends; nil where there is nothing.
    func field(_ column: Int) -> String? {
      guard fields.indices.contains(column) else { return nil }
      let text = String(fields[column].trimming(while: \.isWhitespace))
      return text.isEmpty ? nil : text
    }
  }

  /// Without those that are blank.
  private(set) var records: [Record] = []

  init(text: String) throws {
    // Line ends of all kinds are one scalar from here on.
    let scalars = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars)
    let (separator, start) = Self.separator(scalars)
    var line = 1 + scalars[..<start].count { $0 == "\n" }
    var (record, field, first) = ([String](), "", line)
    var quoted: Int?
    var index = start
    func next() -> Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\n" { line += 1 }
      if quoted != nil {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if next() == "\"" {
          field.append("\"")
          index += 1
        } else {
          quoted = nil
        }
      } else if scalar == "\"", field.allSatisfy(\.isWhitespace) {
        (quoted, field) = (line, "")
      } else if scalar == separator || scalar == "\n" {
        record.append(field)
        field = ""
        if scalar == "\n" {
          add(record, first)
          (record, first) = ([], line)
        }
      } else {
        field.unicodeScalars.append(scalar)
      }
      index += 1
    }
    if let quoted {
      throw Failure(
        .failed, "Line \(quoted) opens a quote that nothing closes.", advice: "Nothing was changed.")
    }
    add(record + [field], first)
  }

  private mutating func add(_ fields: [String], _ line: Int) {
    guard fields.contains(where: { $0.contains { !$0.isWhitespace } }) else { return }
    records.append(Record(line: line, fields: fields))
  }

  /// What separates the fields, by the first line that has any; and where reading starts: a spreadsheet may have said
  /// `sep=;` on a line of its own.
  private static func separator(_ scalars: [Unicode.Scalar]) -> (Unicode.Scalar, start: Int) {
    let end = scalars.firstIndex(of: "\n") ?? scalars.endIndex
    let head = String(String.UnicodeScalarView(scalars[..<end])).lowercased()
    if head.hasPrefix("sep="), end == 5 { return (scalars[4], min(end + 1, scalars.endIndex)) }
    for line in scalars.split(separator: "\n") {
      let counts = ([";", "\t", ","] as [Unicode.Scalar]).map { mark in (mark, line.count { $0 == mark }) }
      if let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 { return (most.0, 0) }
    }
    return (",", 0)
  }
}
