-- The foundation: summits, programme, people, questions, upvotes, promises, ledger.
--
-- Keys come summit first, so that summits can be spread over clusters. Whatever a rule says and SQL can hold is a
-- named constraint. Texts and names of people lie in `wordings` alone, whose rows can be emptied; the ledger keeps
-- salted digests of them.

-- The one time of a transaction, taken after its lock (`set_config('tribune.now', …, true)`); now() for readers.
create function moment() returns timestamptz
language sql stable
return coalesce(nullif(current_setting('tribune.now', true), '')::timestamptz, now());

create domain slug as text
  constraint slug_shape check (value ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$');

-- Keys of the servers: attendee tokens and receipts are signed with them, so every process needs the same.
create table signing_keys (
  name text primary key,
  key bytea not null constraint signing_key_length check (length(key) = 32),
  created_at timestamptz not null default now()
);

-- Programme ------------------------------------------------------------------------------------------------------

create table summits (
  id integer generated always as identity primary key,
  slug slug not null constraint summit_slug_taken unique
    constraint summit_slug_reserved check (slug not in ('api', 'healthz', 'readyz', 'metrics', 'assets', 'j')),
  name text not null constraint summit_name_length check (char_length(name) between 1 and 200),
  place text,
  time_zone text not null,
  starts_on date not null,
  ends_on date not null,
  languages text[] not null default '{fr,en}'
    constraint summit_languages_some check (cardinality(languages) > 0),
  expected_attendees integer constraint summit_expected_attendees_range check (expected_attendees between 1 and 1000000),
  identity text not null default 'open' constraint summit_identity_known check (identity in ('open', 'badge')),
  threshold_share integer not null default 10 constraint threshold_share_range check (threshold_share between 1 and 100),
  threshold_floor integer not null default 5 constraint threshold_floor_range check (threshold_floor >= 1),
  threshold_ceiling integer not null default 150,
  answer_period_days integer not null default 14 constraint answer_period_range check (answer_period_days between 1 and 365),
  controller text,
  contact text,
  retention_days integer constraint retention_range check (retention_days between 1 and 3650),
  public_ratings boolean not null default false,
  -- Questions to the summit itself, of no session.
  threshold integer constraint summit_threshold_positive check (threshold >= 1),
  last_number integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  constraint summit_ends_after_start check (ends_on >= starts_on),
  constraint threshold_ceiling_over_floor check (threshold_ceiling >= threshold_floor)
);

create table rooms (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  slug slug not null,
  name text not null constraint room_name_length check (char_length(name) between 1 and 200),
  code text not null constraint room_code_taken unique
    constraint room_code_shape check (code ~ '^[0-9a-z]{4,8}$'),
  primary key (summit_id, id),
  constraint room_slug_taken unique (summit_id, slug),
  constraint room_name_taken unique (summit_id, name)
);

create table speakers (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  slug slug not null,
  -- What the imported file calls the person, so that a second import finds them again.
  import_key text,
  name text not null constraint speaker_name_length check (char_length(name) between 1 and 200),
  affiliation text,
  biography text,
  primary key (summit_id, id),
  constraint speaker_slug_taken unique (summit_id, slug),
  constraint speaker_import_key_taken unique (summit_id, import_key)
);

create table organisations (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  slug slug not null,
  name text not null constraint organisation_name_length check (char_length(name) between 1 and 200),
  -- From then on it takes questions and owes answers by name.
  accepted_at timestamptz,
  accepted_by text,
  threshold integer constraint organisation_threshold_positive check (threshold >= 1),
  last_number integer not null default 0,
  version bigint not null default 1,
  primary key (summit_id, id),
  constraint organisation_slug_taken unique (summit_id, slug),
  constraint organisation_acceptance_whole check ((accepted_at is null) = (accepted_by is null))
);

create table sessions (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  slug slug not null constraint session_slug_reserved
    check (slug not in ('promises', 'ledger', 'organisations', 'rooms', 'privacy', 'overview', 'receipts')),
  guid text not null,
  title text not null constraint session_title_length check (char_length(title) between 1 and 500),
  abstract text,
  language text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room_id bigint,
  moderation text not null default 'open'
    constraint session_moderation_known check (moderation in ('open', 'reviewed')),
  audience integer constraint session_audience_range check (audience between 1 and 1000000),
  -- The box as a person last said; `box(sessions)` tells what it is now.
  box_said text not null default 'scheduled'
    constraint session_box_known check (box_said in ('scheduled', 'open', 'paused', 'closed')),
  opened_at timestamptz,
  -- When it closes by itself; null where it stays open until closed.
  closes_at timestamptz,
  closed_at timestamptz,
  threshold integer constraint session_threshold_positive check (threshold >= 1),
  -- Once its speakers accepted, they owe the answers by name.
  accepted_at timestamptz,
  accepted_by text,
  cancelled_at timestamptz,
  highlighted_question_id bigint,
  last_number integer not null default 0,
  version bigint not null default 1,
  primary key (summit_id, id),
  constraint session_slug_taken unique (summit_id, slug),
  constraint session_guid_taken unique (summit_id, guid),
  constraint session_room_exists foreign key (summit_id, room_id) references rooms,
  constraint session_ends_after_start check (ends_at > starts_at),
  constraint session_opened_has_threshold check (box_said = 'scheduled' or (opened_at is not null and threshold is not null)),
  constraint session_closed_has_time check (box_said <> 'closed' or closed_at is not null),
  constraint session_acceptance_whole check ((accepted_at is null) = (accepted_by is null))
);

create index sessions_closing on sessions (closes_at) where box_said in ('open', 'paused');

create table session_speakers (
  summit_id integer not null,
  session_id bigint not null,
  speaker_id bigint not null,
  position integer not null,
  primary key (summit_id, session_id, speaker_id),
  foreign key (summit_id, session_id) references sessions,
  foreign key (summit_id, speaker_id) references speakers
);

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

-- A schedule file is larger than a request may be: it arrives in parts.
create table programme_uploads (
  id uuid primary key,
  created_at timestamptz not null default now()
);

create table programme_upload_parts (
  upload_id uuid not null references programme_uploads on delete cascade,
  number integer not null constraint upload_part_number_range check (number between 0 and 511),
  bytes bytea not null constraint upload_part_length check (length(bytes) between 1 and 65536),
  primary key (upload_id, number)
);

-- People ---------------------------------------------------------------------------------------------------------

create table access_tokens (
  id bigint generated always as identity primary key,
  -- Null: an organizer of the whole server.
  summit_id integer references summits,
  role text not null
    constraint access_token_role_known check (role in ('organizer', 'moderator', 'speaker', 'organisation')),
  name text not null constraint access_token_name_length check (char_length(name) between 1 and 100),
  session_id bigint,
  organisation_id bigint,
  digest bytea not null constraint access_token_digest_taken unique
    constraint access_token_digest_length check (length(digest) = 32),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint access_token_session_exists foreign key (summit_id, session_id) references sessions,
  constraint access_token_organisation_exists foreign key (summit_id, organisation_id) references organisations,
  constraint access_token_scope check (
    case role
      when 'organizer' then session_id is null and organisation_id is null
      when 'moderator' then summit_id is not null and organisation_id is null
      when 'speaker' then summit_id is not null and session_id is not null and organisation_id is null
      when 'organisation' then summit_id is not null and session_id is null and organisation_id is not null
    end)
);

create table attendees (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  -- The oldest generation of tokens that still speaks for this person.
  generation integer not null default 1,
  badge_digest bytea,
  joined_at timestamptz not null default now(),
  quarantined_at timestamptz,
  quarantine_reason text,
  erased_at timestamptz,
  primary key (summit_id, id),
  constraint attendee_badge_taken unique (summit_id, badge_digest),
  constraint attendee_quarantine_whole check ((quarantined_at is null) = (quarantine_reason is null))
);

create table attendances (
  summit_id integer not null,
  attendee_id bigint not null,
  session_id bigint not null,
  arrived_at timestamptz not null,
  left_at timestamptz,
  primary key (summit_id, attendee_id, session_id),
  foreign key (summit_id, attendee_id) references attendees,
  foreign key (summit_id, session_id) references sessions
);

create unique index attendances_one_at_a_time on attendances (summit_id, attendee_id) where left_at is null;
create index attendances_present on attendances (summit_id, session_id) where left_at is null;

-- Questions ------------------------------------------------------------------------------------------------------

create table questions (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  -- Addressed to a session, to an organisation or, with neither, to the summit.
  session_id bigint,
  organisation_id bigint,
  number integer not null constraint question_number_positive check (number >= 1),
  -- Null once the person was unlinked from what they wrote.
  author_id bigint,
  state text not null constraint question_state_known
    check (state in ('pending', 'published', 'rejected', 'merged', 'withdrawn', 'hidden')),
  -- Why it waits for a person: a reviewed session, a name that looks like a speaker's, five reports, an edit.
  held_for text constraint question_held_for_known check (held_for in ('review', 'name', 'reports', 'edit')),
  revision integer not null default 1,
  -- Distinct attendees that count; and those among them who are not the author.
  upvotes integer not null default 0 constraint question_upvotes_counted check (upvotes >= 0),
  others integer not null default 0 constraint question_others_counted check (others between 0 and upvotes),
  -- Three others have upvoted: the wording stands for good.
  wording_locked_at timestamptz,
  -- A person looked at it and approved.
  approved_at timestamptz,
  reports integer not null default 0 constraint question_reports_counted check (reports >= 0),
  merged_into_id bigint,
  asked_at timestamptz not null,
  edited_at timestamptz,
  corrected_at timestamptz,
  outcome text constraint question_outcome_known
    check (outcome in ('answered', 'merged', 'declined', 'rejected', 'withdrawn', 'expired')),
  primary key (summit_id, id),
  constraint question_session_exists foreign key (summit_id, session_id) references sessions,
  constraint question_organisation_exists foreign key (summit_id, organisation_id) references organisations,
  constraint question_author_exists foreign key (summit_id, author_id) references attendees,
  constraint question_survivor_exists foreign key (summit_id, merged_into_id) references questions,
  constraint question_one_addressee check (session_id is null or organisation_id is null),
  constraint question_number_taken unique nulls not distinct (summit_id, session_id, organisation_id, number),
  constraint question_held_is_pending check (state <> 'pending' or held_for is not null),
  constraint question_merged_has_survivor check ((state = 'merged') = (merged_into_id is not null)),
  constraint question_not_merged_into_itself check (merged_into_id <> id)
);

create index questions_of_author on questions (summit_id, author_id);
create index questions_top on questions (summit_id, session_id, upvotes desc, id) where state = 'published';
create index questions_pending on questions (summit_id, session_id) where state = 'pending';

alter table sessions add constraint session_highlighted_exists
  foreign key (summit_id, highlighted_question_id) references questions;

-- Every wording a question ever had; the newest is the one shown. Emptied when a person is forgotten.
create table wordings (
  summit_id integer not null,
  question_id bigint not null,
  revision integer not null,
  text text constraint wording_text_length check (char_length(text) between 10 and 280)
    constraint wording_text_normalized check (text is nfc normalized),
  name text constraint wording_name_length check (char_length(name) between 1 and 60)
    constraint wording_name_normalized check (name is nfc normalized),
  salt bytea not null constraint wording_salt_length check (length(salt) = 16),
  -- SHA-256 over the salt and the text; it stays in the ledger when the words are gone.
  digest bytea not null constraint wording_digest_length check (length(digest) = 32),
  written_by text not null constraint wording_hand_known check (written_by in ('author', 'organizer')),
  written_at timestamptz not null,
  primary key (summit_id, question_id, revision),
  foreign key (summit_id, question_id) references questions
);

-- A signature. `via_id` names the merged question on which it was given; null where it was given here.
create table upvotes (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  via_id bigint,
  created_at timestamptz not null,
  constraint upvote_once unique nulls not distinct (summit_id, question_id, attendee_id, via_id),
  constraint upvote_question_exists foreign key (summit_id, question_id) references questions,
  constraint upvote_attendee_exists foreign key (summit_id, attendee_id) references attendees,
  constraint upvote_via_exists foreign key (summit_id, via_id) references questions
);

create index upvotes_of_attendee on upvotes (summit_id, attendee_id);

create table reports (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  reported_at timestamptz not null,
  primary key (summit_id, question_id, attendee_id),
  foreign key (summit_id, question_id) references questions,
  foreign key (summit_id, attendee_id) references attendees
);

-- What a client already asked under a key of its own: a repeated request gets the first answer.
create table idempotency_keys (
  summit_id integer not null,
  attendee_id bigint not null,
  key text not null constraint idempotency_key_length check (char_length(key) between 1 and 200),
  request_digest bytea not null,
  question_id bigint not null,
  created_at timestamptz not null,
  primary key (summit_id, attendee_id, key),
  foreign key (summit_id, attendee_id) references attendees,
  foreign key (summit_id, question_id) references questions
);

-- Decisions of curators, newest last; the note is for the author alone unless published on purpose.
create table curations (
  summit_id integer not null,
  id bigint generated always as identity,
  question_id bigint not null,
  action text not null,
  reason text constraint curation_reason_known check (reason in
    ('duplicate', 'off_topic', 'offensive', 'personal', 'advertising', 'unclear', 'answered_before')),
  note text constraint curation_note_length check (char_length(note) <= 1000),
  note_published boolean not null default false,
  decided_by bigint references access_tokens,
  decided_at timestamptz not null,
  primary key (summit_id, id),
  constraint curation_reason_given check (action not in ('reject', 'hide') or reason is not null),
  foreign key (summit_id, question_id) references questions
);

create index curations_of_question on curations (summit_id, question_id, id);

-- Promises -------------------------------------------------------------------------------------------------------

-- A question past its threshold. Withdrawals do not undo it.
create table promises (
  summit_id integer not null,
  question_id bigint not null,
  state text not null default 'owed'
    constraint promise_state_known check (state in ('owed', 'kept', 'declined', 'void')),
  met_at timestamptz not null,
  met_upvotes integer not null,
  threshold integer not null,
  due_at timestamptz not null,
  -- Lateness counts from here, also when the answer was deferred.
  first_due_at timestamptz not null,
  primary key (summit_id, question_id),
  foreign key (summit_id, question_id) references questions,
  constraint promise_threshold_met check (met_upvotes >= threshold),
  constraint promise_due_never_earlier check (due_at >= first_due_at)
);

-- A question with its newest wording, its addressee's threshold and its promise.
create view petitions as
select
  q.summit_id, q.id, q.number, q.session_id, s.slug as session, q.organisation_id, o.slug as organisation,
  w.text, w.name, q.state, q.held_for, q.upvotes, q.reports, q.author_id, q.revision,
  case when s.id is not null then s.threshold when o.id is not null then o.threshold else m.threshold end
    as threshold,
  q.asked_at, q.edited_at, q.corrected_at, q.wording_locked_at, q.approved_at, q.outcome, q.merged_into_id,
  coalesce(s.highlighted_question_id = q.id, false) as highlighted,
  -- What the wall may show: what a person approved or three others upvoted.
  q.approved_at is not null or q.wording_locked_at is not null as wall,
  p.state as promise_state, p.met_at, p.due_at,
  coalesce(p.state = 'owed' and p.first_due_at < moment(), false) as overdue,
  case
    when s.accepted_at is not null then (
      select string_agg(k.name, ', ' order by ss.position)
      from session_speakers ss
      join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
      where ss.summit_id = s.summit_id and ss.session_id = s.id)
    when o.accepted_at is not null then o.name
  end as debtor,
  c.action as curation_action, c.reason as curation_reason, c.note as curation_note, c.decided_at as curated_at
from questions q
join summits m on m.id = q.summit_id
join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
left join lateral (
  select action, reason, note, decided_at
  from curations c
  where c.summit_id = q.summit_id and c.question_id = q.id
  order by c.id desc
  limit 1
) c on true;

-- Ledger ---------------------------------------------------------------------------------------------------------

-- What was decided, in public: each hash is over the stored bytes of its entry and the hash before.
create table ledger (
  summit_id integer not null references summits,
  seq bigint not null constraint ledger_seq_positive check (seq >= 1),
  entry text not null,
  hash bytea not null constraint ledger_hash_length check (length(hash) = 32),
  primary key (summit_id, seq)
);

create function forbid_ledger_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the ledger is append-only'
    using errcode = 'restrict_violation', constraint = 'ledger_append_only', table = 'ledger';
end
$$;

create trigger ledger_append_only before update or delete on ledger
  for each row execute function forbid_ledger_change();
create trigger ledger_never_emptied before truncate on ledger
  for each statement execute function forbid_ledger_change();

-- Appends one entry; the caller holds the summit's lock. `details` says what the kind says.
create function record(summit integer, kind text, details jsonb) returns bigint
language plpgsql as $$
declare
  head ledger;
  entry text;
begin
  select * into head from ledger where summit_id = summit order by seq desc limit 1;
  head.seq := coalesce(head.seq, 0) + 1;
  entry := (jsonb_strip_nulls(details) || jsonb_build_object(
    'seq', head.seq,
    'at', to_char(moment() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'kind', kind))::text;
  insert into ledger (summit_id, seq, entry, hash)
  values (
    summit, head.seq, entry,
    sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || convert_to(entry, 'UTF8')));
  return head.seq;
end
$$;

-- Makes promises of those among the questions that are past their threshold, once each. Due at the session's end
-- while that lies ahead, else within the answer period.
create function latch(summit integer, question_ids bigint[]) returns setof bigint
language plpgsql as $$
declare
  met record;
begin
  for met in
    insert into promises (summit_id, question_id, met_at, met_upvotes, threshold, due_at, first_due_at)
    select q.summit_id, q.id, moment(), q.upvotes, due.threshold, due.at, due.at
    from questions q
    join summits m on m.id = q.summit_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
    cross join lateral (
      select
        case when s.id is not null then s.threshold when o.id is not null then o.threshold else m.threshold end
          as threshold,
        case
          when s.ends_at > moment() then s.ends_at
          else moment() + make_interval(days => m.answer_period_days)
        end as at
    ) due
    where q.summit_id = summit
      and q.id = any (question_ids)
      and q.state = 'published'
      and q.upvotes >= due.threshold
      and not exists (select from promises p where p.summit_id = q.summit_id and p.question_id = q.id)
    order by q.id
    on conflict do nothing
    returning question_id, met_upvotes, promises.threshold, due_at
  loop
    perform record(summit, 'promise.met', jsonb_build_object(
      'question', met.question_id, 'upvotes', met.met_upvotes, 'threshold', met.threshold,
      'dueAt', to_char(met.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
    return next met.question_id;
  end loop;
end
$$;
