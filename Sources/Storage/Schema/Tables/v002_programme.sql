-- Summits and their programme: rooms, speakers, organisations, sessions; and what the last imported file said.
--
-- Keys come summit first, so that summits can be spread over clusters. Whatever a rule says and SQL can hold is a named
-- constraint.

create domain slug as text
  constraint slug_shape check (value ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$');

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
  -- What becomes of bursts that look like stuffing: organizers are shown them, or they are quarantined at once.
  stuffing text not null default 'flag' constraint summit_stuffing_known check (stuffing in ('flag', 'quarantine')),
  accent text constraint summit_accent_shape check (accent ~ '^#[0-9a-f]{6}$'),
  -- Of the logo's bytes; null where there is none. It stands in the logo's address, so that this may be kept for ever.
  logo_digest text,
  -- Questions to the summit itself, of no session.
  threshold integer constraint summit_threshold_positive check (threshold >= 1),
  last_number integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  -- The time for which its people were unlinked. Whoever joins after that has the days of retention for themselves.
  unlinked_for timestamptz,
  constraint summit_ends_after_start check (ends_on >= starts_on),
  constraint threshold_ceiling_over_floor check (threshold_ceiling >= threshold_floor)
);

create table summit_logos (
  summit_id integer primary key references summits,
  type text not null constraint logo_type_known check (type in ('image/png', 'image/svg+xml')),
  bytes bytea not null constraint logo_length check (length(bytes) between 1 and 40960)
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
  accepted_by text constraint organisation_accepted_by_length check (char_length(accepted_by) between 1 and 200),
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
    check (slug not in (
      'embed', 'heard', 'ledger', 'organisations', 'overview', 'privacy', 'promises', 'questions', 'receipts', 'rooms',
      'upvotes', 'verdicts', 'verify')),
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
  accepted_by text constraint session_accepted_by_length check (char_length(accepted_by) between 1 and 200),
  cancelled_at timestamptz,
  highlighted_question_id bigint,
  last_number integer not null default 0,
  version bigint not null default 1,
  -- It came with an imported programme. When it is gone from the file it is cancelled; one that an organizer added by
  -- hand is not the file's to cancel.
  imported boolean not null default false,
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
create index sessions_of_room on sessions (summit_id, room_id);

create table session_speakers (
  summit_id integer not null,
  session_id bigint not null,
  speaker_id bigint not null,
  position integer not null,
  primary key (summit_id, session_id, speaker_id),
  foreign key (summit_id, session_id) references sessions,
  foreign key (summit_id, speaker_id) references speakers
);

create index session_speakers_of_speaker on session_speakers (summit_id, speaker_id);

-- Who accepted to owe a session's answers by name. They leave by an act that the ledger tells, never by a programme.
create table session_debtors (
  summit_id integer not null,
  session_id bigint not null,
  speaker_id bigint not null,
  position integer not null,
  primary key (summit_id, session_id, speaker_id),
  foreign key (summit_id, session_id) references sessions,
  constraint session_debtor_exists foreign key (summit_id, speaker_id) references speakers
);

create index session_debtors_of_speaker on session_debtors (summit_id, speaker_id);

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

-- What the last imported file said, beside what is in force: an import tells by it what people changed since, and what
-- the file itself changed.

create table imported_summits (
  summit_id integer primary key references summits,
  acronym text,
  name text not null,
  place text,
  time_zone text,
  starts_on date not null,
  ends_on date not null,
  languages text[],
  expected_attendees integer
);

create table imported_sessions (
  summit_id integer not null,
  session_id bigint not null,
  title text not null,
  abstract text,
  language text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room_id bigint,
  speaker_ids bigint[] not null,
  -- It was an import that cancelled it; whom a person cancelled stays cancelled.
  cancelled boolean not null default false,
  -- The box as it was then, so that it can be again.
  box_said text,
  closes_at timestamptz,
  primary key (summit_id, session_id),
  foreign key (summit_id, session_id) references sessions
);

create table imported_speakers (
  summit_id integer not null,
  speaker_id bigint not null,
  name text not null,
  affiliation text,
  biography text,
  primary key (summit_id, speaker_id),
  foreign key (summit_id, speaker_id) references speakers on delete cascade
);

-- By what files name a room besides its name, which may change: `guid`, `slug` or `id`.
create table imported_rooms (
  summit_id integer not null,
  kind text not null,
  key text not null,
  room_id bigint not null,
  primary key (summit_id, kind, key),
  foreign key (summit_id, room_id) references rooms
);
