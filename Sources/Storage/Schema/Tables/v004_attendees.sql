-- People: the badges that may join, who joined, who is in the room, and the quarantine of those who do not count.

-- Which badges there are, as keyed digests: neither the codes nor whose they are is kept. A summit that has some lets
-- no other badge join.
create table badges (
  summit_id integer not null references summits,
  digest bytea not null constraint badge_digest_length check (length(digest) = 32),
  imported_at timestamptz not null,
  primary key (summit_id, digest)
);

-- Whoever had everything about them erased is known no more, but their badge signs nothing a second time. Nothing
-- here tells which attendee it was.
create table erased_badges (
  summit_id integer not null references summits,
  badge_digest bytea not null,
  primary key (summit_id, badge_digest)
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
  -- So that "has a badge" means everywhere that the badge was issued.
  constraint attendee_badge_issued foreign key (summit_id, badge_digest) references badges,
  constraint attendee_quarantine_whole check ((quarantined_at is null) = (quarantine_reason is null))
);

-- Who joined lately.
create index attendees_joined on attendees (summit_id, joined_at);
create index attendees_linked on attendees (summit_id, joined_at) where erased_at is null;

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

-- One decision that some people do not count. It names nobody but them; the note is for organizers alone.
create table quarantines (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  reason text not null constraint quarantine_reason_known check (reason in (
    'duplicate', 'off_topic', 'offensive', 'personal', 'advertising', 'unclear', 'answered_before', 'stuffing')),
  note text constraint quarantine_note_length check (char_length(note) <= 1000),
  -- Null where the server itself decided, as the summit wanted it.
  decided_by bigint references access_tokens,
  decided_at timestamptz not null,
  primary key (summit_id, id)
);

create table quarantined_attendees (
  summit_id integer not null,
  quarantine_id bigint not null,
  attendee_id bigint not null,
  released_at timestamptz,
  primary key (summit_id, quarantine_id, attendee_id),
  constraint quarantined_by_decision foreign key (summit_id, quarantine_id) references quarantines,
  constraint quarantined_attendee_exists foreign key (summit_id, attendee_id) references attendees
);

create unique index quarantined_once on quarantined_attendees (summit_id, attendee_id) where released_at is null;
create index quarantined_attendees_of_attendee on quarantined_attendees (summit_id, attendee_id);
