-- Sessions that came with an imported programme. When they are gone from the file they are cancelled; those that an
-- organizer added by hand are not the file's to cancel.
alter table sessions add column imported boolean not null default false;

-- Example data that was begun to be loaded, into an empty database; loading that was cut short is taken up again.
create table seedings (
  name text primary key,
  begun_at timestamptz not null default now(),
  completed_at timestamptz
);
