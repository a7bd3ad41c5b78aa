-- Upvotes are written by the hundred. What one attendee signed is looked up by person and question, one row at a time;
-- and that question and attendee exist is checked once a statement, where a foreign key does it once a row, which was
-- two fifths of the work of an upvote.

drop index upvotes_of_attendee;
create index upvotes_of_attendee on upvotes (summit_id, attendee_id, question_id);

alter table upvotes drop constraint upvote_question_exists, drop constraint upvote_attendee_exists;

create function check_upvote_references() returns trigger
language plpgsql as $$
begin
  -- `limit` keeps these look-ups by key, whatever the plan was made on.
  if exists (
    select from written u
    where (select true from questions where summit_id = u.summit_id and id = u.question_id limit 1) is null)
  then
    raise exception 'an upvote is of a question that exists'
      using errcode = 'foreign_key_violation', constraint = 'upvote_question_exists', table = 'upvotes';
  end if;
  if exists (
    select from written u
    where (select true from attendees where summit_id = u.summit_id and id = u.attendee_id limit 1) is null)
  then
    raise exception 'an upvote is an attendee''s who exists'
      using errcode = 'foreign_key_violation', constraint = 'upvote_attendee_exists', table = 'upvotes';
  end if;
  return null;
end
$$;

create trigger upvote_references_exist after insert on upvotes
  referencing new table as written for each statement execute function check_upvote_references();
create trigger upvote_references_still_exist after update on upvotes
  referencing new table as written for each statement execute function check_upvote_references();

-- The other half of a foreign key: questions and attendees stay, also those that were withdrawn or erased.
create function forbid_upvoted_removal() returns trigger
language plpgsql as $$
begin
  raise exception 'questions and attendees are never deleted'
    using errcode = 'restrict_violation', constraint = tg_argv[0], table = tg_table_name;
end
$$;

create trigger question_stays before delete on questions
  for each row execute function forbid_upvoted_removal('upvote_question_exists');
create trigger attendee_stays before delete on attendees
  for each row execute function forbid_upvoted_removal('upvote_attendee_exists');
