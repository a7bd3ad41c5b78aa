-- Merging, beyond its tables: who withdraws withdraws everywhere, and no debt vanishes.

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

-- After a question was merged and both were counted: what the survivor owes. Where both owe an answer, it is due by the
-- earlier of both dates (`Petitions.Promise.united`), and the survivor's own are kept for undoing. Where the survivor
-- owes none, not even with those it gained, because people withdrew since, it takes over the promise of the merged one.
create function unite_promises(summit integer, merged bigint) returns void
language plpgsql as $$
declare
  united merges;
  debt promises;
  own promises;
begin
  select * into strict united
  from merges
  where summit_id = summit and question_id = merged and undone_at is null;
  perform review_promises(summit, array[united.survivor_id]);
  perform latch(summit, array[united.survivor_id]);
  select * into debt
  from promises
  where summit_id = summit and question_id = merged and state = 'owed';
  if debt.question_id is null then
    return;
  end if;
  select * into own
  from promises
  where summit_id = summit and question_id = united.survivor_id and state <> 'void';

  if own.question_id is null then
    insert into promises as p (
      summit_id, question_id, state, met_at, met_upvotes, threshold, live_due_at, first_due_at, deferred_to, settled_at)
    select
      q.summit_id, q.id,
      promise_after(a.kind),
      debt.met_at, debt.met_upvotes, debt.threshold, debt.live_due_at, debt.first_due_at, debt.deferred_to,
      case when a.kind <> 'deferred' then moment() end
    from questions q
    left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
    where q.summit_id = summit and q.id = united.survivor_id
    on conflict (summit_id, question_id) do update set
      state = excluded.state,
      met_at = excluded.met_at,
      met_upvotes = excluded.met_upvotes,
      threshold = excluded.threshold,
      live_due_at = excluded.live_due_at,
      first_due_at = excluded.first_due_at,
      deferred_to = excluded.deferred_to,
      settled_at = excluded.settled_at,
      late_recorded_for = null
    where p.state = 'void';
    delete from promise_signers where summit_id = summit and question_id = united.survivor_id;
    insert into promise_signers (summit_id, question_id, attendee_id, via_id)
    select summit_id, united.survivor_id, attendee_id, coalesce(via_id, question_id)
    from promise_signers
    where summit_id = summit and question_id = merged;
    perform record(summit, 'promise.inherited', jsonb_build_object(
      'question', united.survivor_id, 'from', merged, 'upvotes', debt.met_upvotes, 'threshold', debt.threshold,
      'dueAt', to_char(due_at(debt) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
  elsif own.state = 'owed' then
    if debt.live_due_at <= moment() then
      debt.live_due_at := null;
    end if;
    debt.live_due_at := least(debt.live_due_at, own.live_due_at);
    debt.first_due_at := least(debt.first_due_at, own.first_due_at);
    if (debt.live_due_at, debt.first_due_at) is distinct from (own.live_due_at, own.first_due_at) then
      update merges
      set survivor_live_due_at = own.live_due_at, survivor_first_due_at = own.first_due_at
      where summit_id = summit and id = united.id;
      update promises
      set live_due_at = debt.live_due_at, first_due_at = debt.first_due_at
      where summit_id = summit and question_id = united.survivor_id;
    end if;
  end if;
end
$$;
