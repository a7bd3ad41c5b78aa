-- What the last imported file said, beside what is in force: an import tells by it what people changed since, and what
-- the file itself changed. And who accepted to owe a session's answers, who may be off its stage by now.

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

-- Of what came before, what is in force is taken for what was imported; a cancelled session stays so.
insert into imported_summits
select id, slug, name, place, time_zone, starts_on, ends_on, languages, expected_attendees
from summits m
where exists (select from sessions s where s.summit_id = m.id and s.imported);

insert into imported_sessions
select
  s.summit_id, s.id, s.title, s.abstract, s.language, s.starts_at, s.ends_at, s.room_id,
  array(
    select ss.speaker_id
    from session_speakers ss
    where ss.summit_id = s.summit_id and ss.session_id = s.id
    order by ss.position, ss.speaker_id)
from sessions s
where s.imported;

insert into imported_speakers
select summit_id, id, name, affiliation, biography
from speakers
where import_key is not null;

-- Debtors ---------------------------------------------------------------------------------------------------------

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

insert into session_debtors
select ss.summit_id, ss.session_id, ss.speaker_id, ss.position
from sessions s
join session_speakers ss on ss.summit_id = s.summit_id and ss.session_id = s.id
where s.accepted_at is not null;

-- A petition's debtor is read from them, where it was read from the stage; whatever else the view says stays.
do $$
declare
  said text := pg_get_viewdef('petitions'::regclass);
  says text := regexp_replace(said, '\msession_speakers ss\M', 'session_debtors ss');
begin
  if says = said then raise exception 'the view petitions does not read its debtor from session_speakers'; end if;
  execute 'create or replace view petitions as ' || says;
end
$$;
