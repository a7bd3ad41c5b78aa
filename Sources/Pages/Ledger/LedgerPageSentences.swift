/// What the ledger's page says around its entries.
extension Sentences {
  var headToNote: String { say("ledger.headToNote") }
  var headToNoteWhy: String { say("ledger.headToNoteWhy") }
  var findQuestion: String { say("ledger.findQuestion") }
  var foundNothing: String { say("ledger.foundNothing") }
  var ledgerSilent: String { say("ledger.silent") }
  var wholeLedger: String { say("ledger.whole") }
  var newest: String { say("ledger.newest") }
  var newer: String { say("ledger.newer") }
  var oldest: String { say("ledger.oldest") }
  var ledgerPages: String { say("ledger.pages") }
  func ledgerEntry(_ seq: Int) -> String { say("ledger.entry", ["seq": number(seq)]) }
  /// Behind the votes that it has now.
  func needed(_ threshold: Int) -> String { count("board.needed", threshold) }
}
