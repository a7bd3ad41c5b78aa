internal import JSON
internal import Web

/// The words of one language, read from `Sources/Web/words/{language}.json`: flat keys, `area.sentence`, each with a
/// sentence, or with one for each form that a number gives it. It is plain JSON, for translators: values stand in it by
/// name, as in `{votes} more`; spaces that must not break are written `\u00A0`, and narrow ones `\u202F`, where the
/// typography of the language does not see to them anyway.
struct Catalogue: Sendable {
  enum Entry: Sendable, Equatable {
    case sentence(Template)
    case forms([PluralForm: Template])
  }

  private(set) var entries: [String: Entry] = [:]

  /// Of every language that the pages speak.
  static let all: [Language: Catalogue] = {
    var files: [String: [UInt8]] = [:]
    for index in 0..<web_words_count() {
      let embedded = web_words_at(index)
      files[String(cString: embedded.language)] = Array(
        UnsafeBufferPointer(start: embedded.bytes, count: embedded.length))
    }
    // The tests hold that every file is there and can be read; without one, pages would show keys.
    return Dictionary(
      uniqueKeysWithValues: Language.allCases.map { language in
        (language, (try? Catalogue(parsing: files[language.rawValue] ?? [], in: language)) ?? Catalogue())
      })
  }()

  /// Without any words.
  init() {}

  init(parsing bytes: [UInt8], in language: Language) throws(CatalogueFault) {
    let tree: JSONTree
    do { tree = try JSONTree(parsing: bytes) } catch { throw .json(error) }
    guard case .object(let members) = tree else { throw .notAnObject }
    for (key, value) in members {
      guard let entry = Entry(value, in: language) else {
        throw .entry(key)
      }
      guard entries.updateValue(entry, forKey: key) == nil else { throw .twice(key) }
    }
  }

  /// A key that is not there is said as it is: a page that shows one can still be used.
  func sentence(_ key: String, number: PluralForm = .other, _ values: [String: String]) -> String {
    entries[key]?.template(for: number).filled(with: values) ?? key
  }
}

enum CatalogueFault: Error, Equatable {
  case json(JSONFault)
  case notAnObject
  /// What this key has is neither a text nor the forms of one.
  case entry(String)
  case twice(String)
}

extension Catalogue.Entry {
  fileprivate init?(_ value: JSONTree, in language: Language) {
    switch value {
    case .text(let text): self = .sentence(Template(language.typesetOwn(text)))
    case .object(let members):
      var forms: [PluralForm: Template] = [:]
      for (name, value) in members {
        guard let form = PluralForm(rawValue: name), case .text(let text) = value else { return nil }
        forms[form] = Template(language.typesetOwn(text))
      }
      guard forms[.other] != nil else { return nil }
      self = .forms(forms)
    default: return nil
    }
  }

  /// One sentence may do for all numbers.
  func template(for form: PluralForm) -> Template {
    switch self {
    case .sentence(let template): template
    case .forms(let forms): forms[form] ?? forms[.other] ?? Template("")
    }
  }

  var templates: [Template] {
    switch self {
    case .sentence(let template): [template]
    case .forms(let forms): Array(forms.values)
    }
  }
}

/// A sentence with places for values: `{votes} more`.
struct Template: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case text(String)
    case place(String)
  }

  private let parts: [Part]

  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty || parts.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The names of its values.
  var places: Set<String> {
    Set(parts.compactMap { if case .place(let name) = $0 { name } else { nil } })
  }

  /// With values in their places; what a value says is never read as a place.
  func filled(with values: [String: String]) -> String {
    if parts.count == 1, case .text(let text) = parts[0] { return text }
    return parts.reduce(into: "") { text, part in
      switch part {
      case .text(let own): text += own
      case .place(let name): text += values[name] ?? "{\(name)}"
      }
    }
  }
}
