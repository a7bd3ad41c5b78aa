/// What joining says, and what is on now and next.
extension Sentences {
  var roomCode: String { say("joining.roomCode") }
  var joinRoom: String { say("joining.joinRoom") }
  var joinTitle: String { say("joining.title") }
  var noSuchCode: String { say("joining.noSuchCode") }
  var checkCode: String { say("joining.checkCode") }
  var withoutCode: String { say("joining.withoutCode") }

  // MARK: Now and next

  var comesNext: String { say("joining.comesNext") }
  /// Of the reader's room, once it goes on without the session that they look at.
  func roomNow(_ title: String) -> String { say("joining.roomNow", ["title": title]) }
  func roomNext(_ title: String, at hour: String) -> String {
    say("joining.roomNext", ["title": title, "hour": hour])
  }
  var elsewhere: String { say("joining.elsewhere") }
  var wholeProgramme: String { say("joining.wholeProgramme") }
  /// The board's short name, for a tab.
  var promisesTab: String { say("joining.promisesTab") }
}
