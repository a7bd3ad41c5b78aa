import API
import Foundation

/// What one debtor owes, as a letter in the summit's languages.
struct Reminder {
  let summit: Summit
  /// The board, for people.
  let board: String
  /// Of one debtor, late ones first.
  let promises: [BoardPromise]
  let now: Date

  /// The debtors of what is owed, each with theirs, in the order in which they come.
  static func all(of promises: [BoardPromise], summit: Summit, board: String, at now: Date) -> [Reminder] {
    var groups: [(debtor: String, promises: [BoardPromise])] = []
    for promise in promises where promise.question.promise?.state == .owed {
      if let place = groups.firstIndex(where: { $0.debtor == promise.debtorName }) {
        groups[place].promises.append(promise)
      } else {
        groups.append((promise.debtorName, [promise]))
      }
    }
    return groups.map { Reminder(summit: summit, board: board, promises: $0.promises, now: now) }
  }

  /// `speakers-opening.eml`. Whatever the server says, it stays in its folder.
  var fileName: String {
    let name = promises.first?.debtorName ?? ""
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(80)) + ".eml"
  }

  var debtor: String { promises.first?.question.promise?.owedBy ?? summit.name }
  var late: Int { promises.count { $0.lateSince != nil } }

  func message(from sender: String) -> MailMessage {
    let letters = languages.map(letter)
    return MailMessage(
      from: sender, subject: letters.map(\.subject).joined(separator: " / "), debtor: debtor,
      languages: languages,
      date: Timestamp(now, in: TimeZone(identifier: summit.timeZone) ?? .gmt),
      id: "\(UUID().uuidString.lowercased())@\(URL(string: board)?.host() ?? "localhost")",
      text: letters.map(\.text).joined(separator: "\n\n* * *\n\n") + "\n")
  }

  /// Those of the summit's that letters are written in; English where there is none of them.
  private var languages: [String] {
    let known = summit.languages.map { String($0.prefix { $0 != "-" }) }.filter { ["fr", "en"].contains($0) }
    return known.isEmpty ? ["en"] : known.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func letter(in language: String) -> (subject: String, text: String) {
    language == "fr" ? french : english
  }

  private var french: (subject: String, text: String) {
    let one = promises.count == 1
    let count = one ? "une question attend" : "\(promises.count) questions attendent"
    let text = """
      Bonjour,

      À « \(summit.name) », \(count) une réponse de : \(debtor).\(late > 0 ? " En retard : \(late)." : "")

      \(promises.map { item($0, frenchFacts($0), frenchDue($0), withheld: "(texte retenu)") }.joined(separator: "\n\n"))

      La réponse peut être donnée par écrit, reportée une fois, ou refusée avec un motif ; \
      elle est publique, comme son absence :
      \(board)
      """
    return (
      "Réponses dues à « \(summit.name) » : \(promises.count)\(late > 0 ? ", dont \(late) en retard" : "")",
      text
    )
  }

  private var english: (subject: String, text: String) {
    let one = promises.count == 1
    let count = one ? "one question awaits" : "\(promises.count) questions await"
    let text = """
      Hello,

      At “\(summit.name)”, \(count) an answer from: \(debtor).\(late > 0 ? " Late: \(late)." : "")

      \(promises.map { item($0, englishFacts($0), englishDue($0), withheld: "(text withheld)") }.joined(separator: "\n\n"))

      The answer can be given in writing, deferred once, or declined with a reason; it is public, and so is its absence:
      \(board)
      """
    return ("Answers owed at “\(summit.name)”: \(promises.count)\(late > 0 ? ", \(late) late" : "")", text)
  }

  private func item(_ promise: BoardPromise, _ facts: String, _ due: String, withheld: String) -> String {
    let words = promise.question.text.isEmpty ? withheld : promise.question.text
    return """
      - \(words.split(separator: "\n").joined(separator: "\n  "))
        \(facts)
        \(due)
        \(promise.url)
      """
  }

  private func frenchFacts(_ promise: BoardPromise) -> String {
    "À : \(promise.askedOf), n° \(promise.question.number), \(promise.question.upvotes) voix"
  }

  private func englishFacts(_ promise: BoardPromise) -> String {
    let votes = promise.question.upvotes == 1 ? "1 vote" : "\(promise.question.upvotes) votes"
    return "Asked of: \(promise.askedOf), no. \(promise.question.number), \(votes)"
  }

  private func frenchDue(_ promise: BoardPromise) -> String {
    if let since = promise.lateSince {
      return "EN RETARD de \(Lateness(since: since.date, at: now).french), depuis le \(date(since, "fr_FR"))"
    }
    return "Due avant le \(promise.question.promise.map { date($0.dueAt, "fr_FR") } ?? "?")"
  }

  private func englishDue(_ promise: BoardPromise) -> String {
    if let since = promise.lateSince {
      return "LATE by \(Lateness(since: since.date, at: now).english), since \(date(since, "en_GB"))"
    }
    return "Due by \(promise.question.promise.map { date($0.dueAt, "en_GB") } ?? "?")"
  }

  /// In the zone of the summit's place, whose offset the API writes.
  private func date(_ time: Timestamp, _ locale: String) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: locale)
    format.timeZone = TimeZone(secondsFromGMT: time.offset)
    format.dateStyle = .long
    format.timeStyle = .short
    return format.string(from: time.date)
  }
}

extension BoardPromise {
  /// Tells debtors apart, and names their file.
  fileprivate var debtorName: String {
    switch debtor {
    case .speakers: "speakers-\(question.session ?? "")"
    case .organisation: "organisation-\(question.organisation ?? "")"
    case .organizers: "organizers"
    }
  }
}
