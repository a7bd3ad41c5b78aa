-- Questions: what their writes need beyond the foundation.

-- Whoever had everything about them erased is known no more, but their badge signs nothing a second time. Nothing
-- here tells which attendee it was.
create table erased_badges (
  summit_id integer not null references summits,
  badge_digest bytea not null,
  primary key (summit_id, badge_digest)
);

-- With the words goes their salt: without it nobody can find out by guessing what they were.
alter table wordings
  alter column salt drop not null,
  add constraint wording_salt_with_text check ((text is null) = (salt is null));

-- Where a question stood before an approval, rejection or hiding, so that `restore` can take it back, once.
alter table curations
  add column previous_state text,
  add column previous_held_for text,
  add column previous_approved_at timestamptz,
  add column taken_back_at timestamptz,
  add constraint curation_action_known
    check (action in ('approve', 'reject', 'hide', 'restore', 'correct')),
  add constraint curation_restorable check ((action in ('approve', 'reject', 'hide')) = (previous_state is not null)),
  add constraint curation_taken_back_was_restorable check (taken_back_at is null or previous_state is not null);

-- The threshold of questions of no session (rule 5); null until the summit's expected attendees are known.
create function threshold_by_rule(summit summits) returns integer
language sql stable
return case
  when (summit).expected_attendees is not null then greatest(
    (summit).threshold_floor,
    least((summit).threshold_ceiling, ((summit).expected_attendees * (summit).threshold_share + 99) / 100))
end;
