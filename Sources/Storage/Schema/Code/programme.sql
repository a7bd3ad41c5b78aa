-- Boxes and thresholds of sessions, organisations and summits; the programme as it is shown.

-- The box now: an open one closes by itself.
create function box(session sessions) returns text
language sql stable
return case
  when (session).box_said in ('open', 'paused') and (session).closes_at <= moment() then 'closed'
  else (session).box_said
end;

-- Since when the box is closed; null while it is not.
create function closed_since(session sessions) returns timestamptz
language sql stable
return case
  when (session).box_said = 'closed' then (session).closed_at
  when (session).box_said in ('open', 'paused') and (session).closes_at <= moment() then (session).closes_at
end;

-- The threshold of questions of no session (rule 5); null until the summit's expected attendees are known.
create function threshold_by_rule(summit summits) returns integer
language sql stable
return case
  when (summit).expected_attendees is not null then greatest(
    (summit).threshold_floor,
    least((summit).threshold_ceiling, ((summit).expected_attendees * (summit).threshold_share + 99) / 100))
end;

-- A threshold may be lowered, never raised: reopening keeps it.
create function forbid_raised_threshold() returns trigger
language plpgsql as $$
begin
  raise exception 'a threshold may be lowered, never raised'
    using errcode = 'check_violation', constraint = 'threshold_never_raised', table = tg_table_name;
end
$$;

create trigger threshold_never_raised before update of threshold on sessions
  for each row when (old.threshold is not null and (new.threshold is null or new.threshold > old.threshold))
  execute function forbid_raised_threshold();

create trigger threshold_never_raised before update of threshold on summits
  for each row when (old.threshold is not null and (new.threshold is null or new.threshold > old.threshold))
  execute function forbid_raised_threshold();

create trigger threshold_never_raised before update of threshold on organisations
  for each row when (old.threshold is not null and (new.threshold is null or new.threshold > old.threshold))
  execute function forbid_raised_threshold();

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
