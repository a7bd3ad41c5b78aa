-- The programme as it is shown: each session with its room, its speakers in their order, and its box now.
create view programme as
select
  s.summit_id, s.id, s.slug, s.guid, s.title, s.abstract, s.language, s.starts_at, s.ends_at,
  s.moderation, s.audience, box(s) as box, s.opened_at, s.closes_at, closed_since(s) as closed_since,
  s.threshold, s.accepted_at, s.accepted_by, s.cancelled_at, s.highlighted_question_id, s.version,
  r.id as room_id, r.slug as room_slug, r.name as room_name, r.code as room_code,
  k.ids as speaker_ids, k.slugs as speaker_slugs, k.names as speaker_names,
  k.affiliations as speaker_affiliations, k.biographies as speaker_biographies
from sessions s
left join rooms r on r.summit_id = s.summit_id and r.id = s.room_id
cross join lateral (
  select
    coalesce(array_agg(k.id order by ss.position, k.id), '{}') as ids,
    coalesce(array_agg(k.slug::text order by ss.position, k.id), '{}') as slugs,
    coalesce(array_agg(k.name order by ss.position, k.id), '{}') as names,
    coalesce(array_agg(k.affiliation order by ss.position, k.id), '{}') as affiliations,
    coalesce(array_agg(k.biography order by ss.position, k.id), '{}') as biographies
  from session_speakers ss
  join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
  where ss.summit_id = s.summit_id and ss.session_id = s.id
) k;

create index session_speakers_of_speaker on session_speakers (summit_id, speaker_id);
create index sessions_of_room on sessions (summit_id, room_id);
