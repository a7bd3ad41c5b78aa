import Foundation
import Petitions
import Testing

@Suite("Announcements", .timeLimit(.minutes(5)))
struct AnnouncementTests {
  @Test("a text is trimmed, and one character is enough")
  func short() throws {
    #expect(try AnnouncementText("  ! \n").value == "!")
    #expect(try AnnouncementText("La salle\r\nest au premier").value == "La salle\nest au premier")
    #expect(throws: TextRule.tooShort) { try AnnouncementText(" \n ") }
  }

  @Test("it is as long as a question may be, and held to the same rules")
  func rules() throws {
    #expect(try AnnouncementText(String(repeating: "é", count: 280)).value.unicodeScalars.count == 280)
    #expect(throws: TextRule.tooLong) { try AnnouncementText(String(repeating: "é", count: 281)) }
    #expect(throws: TextRule.controlCharacter) { try AnnouncementText("Pause\u{1B}[2J") }
    #expect(throws: TextRule.formatCharacter) { try AnnouncementText("Pause \u{202E}esuaP") }
  }

  @Test(
    "the wall shows it for 60 seconds from its time, however the clocks differ",
    arguments: [(-5.0, 60.0), (0, 60), (0.5, 59.5), (59, 1), (60, 0), (3600, 0)])
  func onWall(age: Double, left: Double) {
    let now = Date(timeIntervalSince1970: 1_497_339_000)
    #expect(Announcement.timeLeftOnWall(announcedAt: now - age, at: now) == left)
  }
}
