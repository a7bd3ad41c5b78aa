-- The board: what is owed and what became of it, in the order in which it is shown; and what passes by time alone.

alter table promises
  -- Of which live hour screens and phones were told that it has passed.
  add column live_told_for timestamptz,
  -- When its state or one of its dates changed last.
  add column changed_at timestamptz not null default moment();

update promises set changed_at = coalesce(settled_at, met_at);

create function note_promise_change() returns trigger
language plpgsql as $$
begin
  new.changed_at := moment();
  return new;
end
$$;

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
  is_disputed(q) and exists (
    select
    from answers a
    where a.summit_id = q.summit_id and a.id = q.answer_id and a.kind in ('live', 'written')
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
