public import Petitions
internal import Postgres

extension Store {
  /// A copy of a summit's programme, its speakers, rooms and organisations, moved so that the first day is `day`, or
  /// today where the summit is; no questions, no people, nobody's word: what speakers or organisations accepted they
  /// accepted for the summit itself. Sessions keep their local hours, also across a change of the clocks.
  public func rehearse(
    _ summit: Summit.ID, slug: String? = nil, from day: Day? = nil
  ) async throws -> SummitRecord {
    try await deciding(in: summit) { transaction in
      let original = try await self.summit(summit, on: transaction)
      let slug = try await rehearsalSlug(of: original, wished: slug, on: transaction)
      let suffix = original.languages.first == "fr" ? " (répétition)" : " (rehearsal)"
      let rows = try await transaction.query(
        """
        insert into summits (
          slug, name, place, time_zone, starts_on, ends_on, languages, expected_attendees, identity,
          stuffing, threshold_share, threshold_floor, threshold_ceiling, answer_period_days, controller, contact,
          retention_days, public_ratings, accent, logo_digest)
        select
          \(slug), left(name, 200 - length(\(suffix))) || \(suffix), place, time_zone, first_day,
          ends_on + (first_day - starts_on), languages, expected_attendees, identity,
          stuffing, threshold_share, threshold_floor, threshold_ceiling, answer_period_days, controller, contact,
          retention_days, public_ratings, accent, logo_digest
        from summits
        cross join lateral (
          select coalesce(\(day)::date, (moment() at time zone time_zone)::date) as first_day
        ) shifted
        where id = \(summit)
        returning id
        """)
      guard let copy: Summit.ID = try rows.first?["id"] else {
        throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
      }
      try await copyRooms(of: summit, to: copy, on: transaction)
      _ = try await transaction.query(
        """
        insert into summit_logos (summit_id, type, bytes)
        select \(copy), type, bytes
        from summit_logos
        where summit_id = \(summit)
        """)
      _ = try await transaction.pipeline(programmeCopy(of: summit, to: copy))
      return try await self.summit(copy, on: transaction)
    }
  }

  private func rehearsalSlug(
    of summit: SummitRecord, wished: String?, on transaction: Transaction
  ) async throws -> String {
    if let wished { return wished }
    var taken: Set<String> = []
    for row in try await transaction.query("select slug::text from summits") { taken.insert(try row["slug"]) }
    // The end of a long slug goes, not the word that tells what it is.
    let stem = summit.slug.prefix(Slug.longest - "-rehearsal".utf8.count)
    return Slug(title: "\(stem)-rehearsal", for: .summit, fallback: "rehearsal") { taken.contains($0) }.value
  }

  /// One by one: each gets a join code of its own.
  private func copyRooms(of summit: Summit.ID, to copy: Summit.ID, on transaction: Transaction) async throws {
    let rooms = try await transaction.query(
      "select slug::text, name from rooms where summit_id = \(summit) order by id")
    for room in rooms {
      _ = try await makeRoom(named: try room["name"], slug: try room["slug"], in: copy, on: transaction)
    }
  }

  /// Cancelled sessions are left out. A session gets a guid of its own, so that a file imported again finds the summit
  /// and not its rehearsal. Where the clocks swallow the hour of a session's end, it lasts as long as it did.
  private func programmeCopy(of summit: Summit.ID, to copy: Summit.ID) -> [SQL] {
    [
      """
      insert into speakers (summit_id, slug, import_key, name, affiliation, biography)
      select \(copy), slug, import_key, name, affiliation, biography
      from speakers
      where summit_id = \(summit)
      order by id
      """,
      """
      insert into organisations (summit_id, slug, name)
      select \(copy), slug, name
      from organisations
      where summit_id = \(summit)
      order by id
      """,
      """
      insert into sessions (
        summit_id, slug, guid, title, abstract, language, starts_at, ends_at, room_id, moderation, audience)
      select
        \(copy), s.slug, gen_random_uuid()::text, s.title, s.abstract, s.language, shifted.starts_at,
        case
          when shifted.ends_at > shifted.starts_at then shifted.ends_at
          else shifted.starts_at + (s.ends_at - s.starts_at)
        end,
        copied.id, s.moderation, s.audience
      from sessions s
      join summits original on original.id = s.summit_id
      join summits copy on copy.id = \(copy)
      left join rooms r on r.summit_id = s.summit_id and r.id = s.room_id
      left join rooms copied on copied.summit_id = copy.id and copied.slug = r.slug
      cross join lateral (
        select
          ((s.starts_at at time zone original.time_zone) + make_interval(days => days)) at time zone copy.time_zone
            as starts_at,
          ((s.ends_at at time zone original.time_zone) + make_interval(days => days)) at time zone copy.time_zone
            as ends_at
        from (select copy.starts_on - original.starts_on as days) difference
      ) shifted
      where s.summit_id = \(summit) and s.cancelled_at is null
      order by s.id
      """,
      """
      insert into session_speakers (summit_id, session_id, speaker_id, position)
      select \(copy), session.id, speaker.id, ss.position
      from session_speakers ss
      join sessions s on s.summit_id = ss.summit_id and s.id = ss.session_id
      join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
      join sessions session on session.summit_id = \(copy) and session.slug = s.slug
      join speakers speaker on speaker.summit_id = \(copy) and speaker.slug = k.slug
      where ss.summit_id = \(summit)
      """,
    ]
  }
}
