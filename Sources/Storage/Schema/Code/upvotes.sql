-- What stands in for the foreign keys of upvotes, and withdrawing from what was merged.

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

-- Whoever withdraws from a survivor withdraws from what was merged into it: else undoing the merge would bring back a
-- signature that its owner withdrew. Each of the attendees withdrew from the question at the same place; one whose
-- withdrawal was refused is still on the survivor. Called within a batch of upvotes, whose plans shun nested loops.
create function withdraw_from_merged(summit integer, question_ids bigint[], attendee_ids bigint[]) returns void
language plpgsql
set enable_nestloop = on
as $$
declare
  left_ids bigint[];
begin
  with withdrawing as (
    select distinct coalesce(q.merged_into_id, q.id) as survivor_id, asked.attendee_id
    from unnest(question_ids, attendee_ids) as asked (question_id, attendee_id)
    join questions q on q.summit_id = summit and q.id = asked.question_id
  ),
  withdrawn as (
    delete from upvotes u
    using withdrawing w
    join questions merged on merged.summit_id = summit and merged.merged_into_id = w.survivor_id
    where u.summit_id = summit
      and u.question_id = merged.id
      and u.attendee_id = w.attendee_id
      and not exists (
        select
        from upvotes still
        where still.summit_id = summit
          and still.question_id = w.survivor_id
          and still.attendee_id = w.attendee_id)
    returning u.question_id
  )
  select array_agg(distinct question_id) into left_ids from withdrawn;
  if left_ids is not null then
    perform recount(summit, left_ids);
  end if;
end
$$;
