-- Counting, latching and what becomes of a promise: what every change of who counts ends with.

-- The threshold of what is asked of that session or that organisation, or with neither of the summit.
create function threshold_of(session sessions, organisation organisations, summit summits) returns integer
language sql immutable parallel safe
return case
  when (session).id is not null then (session).threshold
  when (organisation).id is not null then (organisation).threshold
  else (summit).threshold
end;

create function threshold_of(question questions) returns integer
language sql stable
return (
  select threshold_of(s, o, m)
  from summits m
  left join sessions s on s.summit_id = m.id and s.id = (question).session_id
  left join organisations o on o.summit_id = m.id and o.id = (question).organisation_id
  where m.id = (question).summit_id
);

-- By when an answer is due, as things stand.
create function due_at(promise promises) returns timestamptz
language sql stable
return case
  when (promise).deferred_to is not null then (promise).deferred_to
  when (promise).live_due_at > moment() then (promise).live_due_at
  else (promise).first_due_at
end;

-- From when on what is owed is late: deferring does not move it, but a date given is a date.
create function late_from(promise promises) returns timestamptz
language sql stable
return least((promise).first_due_at, (promise).deferred_to);

create function is_overdue(promise promises) returns boolean
language sql stable
return (promise).state = 'owed' and late_from(promise) <= moment();

-- Counts people and their verdicts from the rows: after whatever changed who counts other than by a signature.
create function recount(summit integer, question_ids bigint[]) returns void
language sql as $$
  -- Counted before they are joined with what is written: else the planner counts every question of the summit.
  with wanted as materialized (
    select id, author_id from questions where summit_id = summit and id = any (question_ids)
  ),
  counted as materialized (
    select w.id, c.upvotes, c.others, v.yes, v.no
    from wanted w
    cross join lateral (
      select
        count(distinct u.attendee_id) as upvotes,
        count(distinct u.attendee_id) filter (where u.attendee_id is distinct from w.author_id) as others
      from upvotes u
      join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id
      where u.summit_id = summit and u.question_id = w.id and a.quarantined_at is null
    ) c
    cross join lateral (
      select
        count(*) filter (where v.answered) as yes,
        count(*) filter (where not v.answered) as no
      from verdicts v
      join attendees a on a.summit_id = v.summit_id and a.id = v.attendee_id
      where v.summit_id = summit and v.question_id = w.id and a.quarantined_at is null
    ) v
  )
  update questions q
  set
    upvotes = c.upvotes,
    others = c.others,
    wording_locked_at = coalesce(q.wording_locked_at, case when c.others >= vouching() then moment() end),
    verdicts_yes = c.yes,
    verdicts_no = c.no
  from counted c
  where q.summit_id = summit
    and q.id = c.id
    and (q.upvotes, q.others, q.verdicts_yes, q.verdicts_no) is distinct from (c.upvotes, c.others, c.yes, c.no);
$$;

-- How many of those who carried a question past its threshold count now. Those who came by a merge do while it stands;
-- and while the question itself is merged on, as long as theirs counts for the same survivor.
create function carried_by(promise promises) returns bigint
language sql stable
return (
  select count(distinct c.attendee_id)
  from promise_signers c
  join attendees a on a.summit_id = c.summit_id and a.id = c.attendee_id
  join questions q on q.summit_id = c.summit_id and q.id = c.question_id
  where c.summit_id = (promise).summit_id
    and c.question_id = (promise).question_id
    and a.quarantined_at is null
    and (
      c.via_id is null
      or exists (
        select
        from questions v
        where v.summit_id = c.summit_id and v.id = c.via_id and v.merged_into_id in (q.id, q.merged_into_id)))
);

-- After people were quarantined or released, or a merge undone: what was reached only through those who do not count
-- any more is void, unless it was answered; and is owed again, as it was, once they do. The rule is
-- `Petitions.Promise.stands`.
create function review_promises(summit integer, question_ids bigint[]) returns setof bigint
language plpgsql as $$
declare
  reviewed record;
begin
  for reviewed in
    select
      p.question_id, p.state, carried_by(p) as carried, q.upvotes, least(p.threshold, threshold_of(q)) as threshold
    from promises p
    join questions q on q.summit_id = p.summit_id and q.id = p.question_id
    where p.summit_id = summit and p.question_id = any (question_ids) and p.state in ('owed', 'void')
    order by p.question_id
  loop
    if reviewed.state = 'owed' and greatest(reviewed.carried, reviewed.upvotes) < reviewed.threshold then
      update promises
      set state = 'void', settled_at = moment()
      where summit_id = summit and question_id = reviewed.question_id;
      perform record(summit, 'promise.void', jsonb_build_object(
        'question', reviewed.question_id, 'upvotes', reviewed.upvotes, 'threshold', reviewed.threshold));
      return next reviewed.question_id;
    elsif reviewed.state = 'void' and reviewed.carried >= reviewed.threshold then
      update promises
      set state = 'owed', settled_at = null
      where summit_id = summit and question_id = reviewed.question_id;
      perform record(summit, 'promise.restored', jsonb_build_object(
        'question', reviewed.question_id, 'upvotes', reviewed.upvotes, 'threshold', reviewed.threshold));
      return next reviewed.question_id;
    end if;
  end loop;
end
$$;

-- Makes promises of those among the questions that are past their threshold, once each; of a void one, anew. Due live
-- at the session's end while that lies ahead, then in writing within the answer period. What was answered already is
-- kept or declined as soon as it is owed.
create function latch(summit integer, question_ids bigint[]) returns setof bigint
language plpgsql as $$
declare
  met record;
  counting_ids bigint[];
begin
  -- A merged one is counted by its survivor.
  select array_agg(distinct coalesce(merged_into_id, id)) into counting_ids
  from questions
  where summit_id = summit and id = any (question_ids);
  for met in
    insert into promises as p
      (summit_id, question_id, state, met_at, met_upvotes, threshold, live_due_at, first_due_at, settled_at)
    select
      q.summit_id, q.id,
      promise_after(a.kind),
      moment(), q.upvotes, due.threshold, due.live_at,
      coalesce(due.live_at, moment()) + make_interval(days => m.answer_period_days),
      case when settles(a.kind) then moment() end
    from questions q
    join summits m on m.id = q.summit_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
    left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
    cross join lateral (
      select
        threshold_of(s, o, m) as threshold,
        case when s.ends_at > moment() then s.ends_at end as live_at
    ) due
    where q.summit_id = summit
      and q.id = any (counting_ids)
      and q.state = 'published'
      and q.upvotes >= due.threshold
      and not exists (
        select
        from promises p
        where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void')
    order by q.id
    on conflict (summit_id, question_id) do update set
      state = excluded.state,
      met_at = excluded.met_at,
      met_upvotes = excluded.met_upvotes,
      threshold = excluded.threshold,
      live_due_at = excluded.live_due_at,
      first_due_at = excluded.first_due_at,
      deferred_to = null,
      settled_at = excluded.settled_at,
      late_recorded_for = null
    where p.state = 'void'
    returning p.question_id, p.met_upvotes, p.threshold, due_at(p) as due_at
  loop
    delete from promise_signers where summit_id = summit and question_id = met.question_id;
    insert into promise_signers (summit_id, question_id, attendee_id, via_id)
    select u.summit_id, u.question_id, u.attendee_id, u.via_id
    from upvotes u
    join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id
    where u.summit_id = summit and u.question_id = met.question_id and a.quarantined_at is null;
    perform record(summit, 'promise.met', jsonb_build_object(
      'question', met.question_id, 'upvotes', met.met_upvotes, 'threshold', met.threshold,
      'dueAt', iso(met.due_at)));
    return next met.question_id;
  end loop;
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
      case when settles(a.kind) then moment() end
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
      'dueAt', iso(due_at(debt))));
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

create function note_promise_change() returns trigger
language plpgsql as $$
begin
  new.changed_at := moment();
  return new;
end
$$;

create trigger promise_made before insert on promises
  for each row execute function note_promise_change();
create trigger promise_changes before update on promises
  for each row
  when (
    (old.state, old.met_at, old.live_due_at, old.first_due_at, old.deferred_to, old.settled_at)
      is distinct from (new.state, new.met_at, new.live_due_at, new.first_due_at, new.deferred_to, new.settled_at))
  execute function note_promise_change();

-- Every promise but those of merged questions: the one that counts for them is there. First what is late, the longest
-- late on top, then what is owed by its due date, then what was kept, declined or void, the newest first: ascending by
-- `place` and `rank`, which counts microseconds.
create view board as
select
  p.summit_id, p.question_id, q.session_id, q.organisation_id, p.state, is_overdue(p) as overdue,
  case when is_overdue(p) then late_from(p) end as late_since,
  is_disputed(q.verdicts_yes, q.verdicts_no, q.upvotes) and exists (
    select
    from answers a
    where a.summit_id = q.summit_id and a.id = q.answer_id and is_judged(a.kind)
  ) as disputed,
  -- How long the answer took that settled it.
  case when p.state in ('kept', 'declined') then p.settled_at - p.met_at end as answered_in,
  case p.state
    when 'owed' then case when is_overdue(p) then 0 else 1 end
    when 'kept' then 2
    when 'declined' then 3
    else 4
  end as place,
  (1000000 * case
    when p.state <> 'owed' then -extract(epoch from coalesce(p.settled_at, p.met_at))
    when is_overdue(p) then extract(epoch from late_from(p))
    else extract(epoch from due_at(p))
  end)::bigint as rank,
  -- When what the board says of it changed last.
  greatest(
    p.changed_at,
    case when is_overdue(p) then late_from(p) end,
    q.edited_at,
    q.corrected_at,
    (
      select max(greatest(a.given_at, a.retracted_at))
      from answer_questions aq
      join answers a on a.summit_id = aq.summit_id and a.id = aq.answer_id
      where aq.summit_id = q.summit_id and aq.question_id = q.id
    ),
    (
      select max(c.decided_at)
      from curations c
      where c.summit_id = q.summit_id and c.question_id = q.id and c.action in ('hide', 'restore')
    )
  ) as changed_at
from promises p
join questions q on q.summit_id = p.summit_id and q.id = p.question_id
where q.state <> 'merged';
