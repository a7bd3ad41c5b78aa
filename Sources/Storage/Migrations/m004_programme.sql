-- Sessions that came with an imported programme. When they are gone from the file they are cancelled; those that an
-- organizer added by hand are not the file's to cancel.
alter table sessions add column imported boolean not null default false;
