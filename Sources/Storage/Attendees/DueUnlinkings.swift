internal import Petitions
internal import Postgres

/// People whom a change of days, zone or retention would unlink from what they wrote and signed, at once and for good.
struct DueUnlinkings {
  var people: Int

  func sentence(endingOn day: Day) -> String {
    let who = people == 1 ? "1 person is" : "\(people) people are"
    return
      "with a last day of \(day) the retention is over: \(who) unlinked from what they wrote and signed, at once and "
      + "for good"
  }
}

extension ProgrammeWrite {
  /// How many people are to be unlinked now.
  func dueUnlinkings() async throws -> DueUnlinkings {
    let rows = try await transaction.query(
      """
      select count(*) as people
      from summits m
      join attendees a on a.summit_id = m.id
      where m.id = \(summit.id) and a.erased_at is null and unlinks_at(m, a.joined_at) <= moment()
      """)
    return DueUnlinkings(people: try rows.first?["people"] ?? 0)
  }

  /// Those who were not to be unlinked before; nil where there are none.
  func newlyDueUnlinkings(since before: DueUnlinkings) async throws -> DueUnlinkings? {
    let people = try await dueUnlinkings().people - before.people
    return people > 0 ? DueUnlinkings(people: people) : nil
  }
}
