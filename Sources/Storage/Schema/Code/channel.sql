-- Announcements with whom they are from, and the ratings that count.

-- Announcements with whom they are from: of speakers, by the names that the programme says now.
create view announced as
select
  a.summit_id, a.id, a.session_id, s.slug as session, a.voice, a.text, a.announced_by, a.announced_at, a.withdrawn_at,
  coalesce(a.withdrawn_at, a.announced_at) as changed_at, k.names as speakers
from announcements a
left join sessions s on s.summit_id = a.summit_id and s.id = a.session_id
cross join lateral (
  select coalesce(array_agg(k.name order by ss.position, k.id), '{}') as names
  from session_speakers ss
  join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
  where a.voice = 'speakers' and ss.summit_id = a.summit_id and ss.session_id = a.session_id
) k;

-- Those that count: nobody's in quarantine.
create view counted_ratings as
select r.*
from ratings r
join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
where a.quarantined_at is null;
