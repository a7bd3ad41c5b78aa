-- People: the badges that may join, the quarantine of those who do not count, decisions about all that one person
-- asked, and when people are unlinked from what they wrote and signed.

-- Badges ----------------------------------------------------------------------------------------------------------

-- Which badges there are, as keyed digests: neither the codes nor whose they are is kept. A summit that has some lets
-- no other badge join.
create table badges (
  summit_id integer not null references summits,
  digest bytea not null constraint badge_digest_length check (length(digest) = 32),
  imported_at timestamptz not null,
  primary key (summit_id, digest)
);

-- Quarantine ------------------------------------------------------------------------------------------------------

alter table summits
  -- What becomes of bursts that look like stuffing: organizers are shown them, or they are quarantined at once.
  add column stuffing text not null default 'flag'
    constraint summit_stuffing_known check (stuffing in ('flag', 'quarantine'));

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
create index reports_of_attendee on reports (summit_id, attendee_id);
create index promise_signers_of_attendee on promise_signers (summit_id, attendee_id);

-- Who joined lately.
create index attendees_joined on attendees (summit_id, joined_at);

-- Decisions about all that one person asked -----------------------------------------------------------------------

-- Decisions made at once share it, so that they can be taken back at once.
create sequence curation_bulks;
alter table curations add column bulk_id bigint;
create index curations_of_bulk on curations (summit_id, bulk_id) where bulk_id is not null;

-- Unlinking -------------------------------------------------------------------------------------------------------

alter table summits
  -- The time for which its people were unlinked. Whoever joins after that has the days of retention for themselves.
  add column unlinked_for timestamptz;

create index attendees_linked on attendees (summit_id, joined_at) where erased_at is null;

-- When the people of a summit are unlinked from what they wrote and signed: so many days after its last day, where it
-- takes place. Null where it keeps no such period.
create function unlinks_at(summit summits) returns timestamptz
language sql stable
return ((summit).ends_on + 1 + (summit).retention_days)::timestamp at time zone (summit).time_zone;

-- The same of one person: later for those who came when the others had been unlinked already.
create function unlinks_at(summit summits, joined_at timestamptz) returns timestamptz
language sql stable
return case
  when (summit).unlinked_for is distinct from unlinks_at(summit) then unlinks_at(summit)
  else greatest(
    unlinks_at(summit),
    ((joined_at at time zone (summit).time_zone)::date + 1 + (summit).retention_days)::timestamp
      at time zone (summit).time_zone)
end;
