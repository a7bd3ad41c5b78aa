-- Rules that statements need and Petitions has too. A rule changes here and there; RulesTests compares them. These are
-- immutable and of one expression, so that the planner puts them in place of the call.

-- So long after a box closed upvotes still count: `Box.grace`.
create function grace() returns interval
language sql immutable parallel safe
return interval '15 minutes';

-- So many upvotes of others put a question on the wall and lock its wording: `Publication.othersThatVouch`.
create function vouching() returns integer
language sql immutable parallel safe
return 3;

-- Whether an answer of that kind says something that the signers can judge: `Answer.Kind.isJudged`.
create function is_judged(kind text) returns boolean
language sql immutable parallel safe
return kind in ('live', 'written');

-- Whether nothing is owed after an answer of that kind: `Answer.Kind.settles`. Null where there is none.
create function settles(kind text) returns boolean
language sql immutable parallel safe
return kind <> 'deferred';

-- What is owed beside an answer of that kind, or of none.
create function promise_after(kind text) returns text
language sql immutable parallel safe
return case
  when is_judged(kind) then 'kept'
  when kind = 'declined' then 'declined'
  else 'owed'
end;

-- What becomes of a question when its summit closes, by its own state, its promise's, and the kind of the answer that
-- stands: none just vanishes. What is owed by then stays owed.
create function outcome_of(state text, promise text, answer text) returns text
language sql immutable parallel safe
return case
  when state in ('merged', 'rejected', 'withdrawn') then state
  when promise = 'kept' or is_judged(answer) then 'answered'
  when promise = 'declined' or answer = 'declined' then 'declined'
  when state = 'hidden' and promise is distinct from 'owed' then 'rejected'
  else 'expired'
end;

-- With at least max(10, 20 % of the upvoters) verdicts, and less than half of them yes: `Verdict.isDisputed`.
create function is_disputed(yes integer, no integer, upvotes integer) returns boolean
language sql immutable parallel safe
return yes + no >= greatest(10, (upvotes + 4) / 5) and 2 * yes < yes + no;

-- Whether a report counts: a badge stands behind whoever gives it, or they have been in the room for a while:
-- `Reports.count`.
create function report_counts(has_badge boolean, arrived_at timestamptz, at timestamptz) returns boolean
language sql immutable parallel safe
return has_badge or coalesce(arrived_at <= at - interval '3 minutes', false);

-- So many reports that count hold a question which so many signed: `Reports.holding`.
create function reports_that_hold(upvotes integer) returns integer
language sql immutable parallel safe
return greatest(5, (upvotes + 9) / 10);
