-- Promises from the latch to the verdict: live at the session's end, then in writing; answers, their history, what the
-- upvoters say of them; merging and undoing it; and the two functions that every change of who counts ends with.

drop view petitions;

-- What is owed, and until when ------------------------------------------------------------------------------------

alter table promises drop constraint promise_due_never_earlier;
alter table promises
  -- The session's end, where it was met before: until then the answer may come live.
  add column live_due_at timestamptz,
  -- To when the answer was deferred. Lateness still counts from `first_due_at`, by when it was due in writing.
  add column deferred_to timestamptz,
  -- Since when it is kept, declined or void.
  add column settled_at timestamptz,
  -- For which time the ledger tells that it is late.
  add column late_recorded_for timestamptz;

update promises p
set
  live_due_at = p.first_due_at,
  first_due_at = p.first_due_at + make_interval(days => m.answer_period_days)
from questions q
join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
join summits m on m.id = q.summit_id
where p.summit_id = q.summit_id and p.question_id = q.id and p.first_due_at = s.ends_at;

alter table promises drop column due_at;

create index promises_owed on promises (summit_id, first_due_at) where state = 'owed';

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

-- Who carried a question past its threshold, at that moment. A promise stands while enough of them count, whatever
-- was withdrawn since.
create table promise_signers (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  via_id bigint,
  constraint promise_signer_once unique nulls not distinct (summit_id, question_id, attendee_id, via_id),
  constraint promise_signer_promise foreign key (summit_id, question_id) references promises,
  constraint promise_signer_attendee foreign key (summit_id, attendee_id) references attendees
);

insert into promise_signers (summit_id, question_id, attendee_id, via_id)
select u.summit_id, u.question_id, u.attendee_id, u.via_id
from promises p
join upvotes u on u.summit_id = p.summit_id and u.question_id = p.question_id
join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id
where a.quarantined_at is null and u.created_at <= p.met_at;

-- Answers ---------------------------------------------------------------------------------------------------------

-- What was answered, each time: never changed, so that edits keep their history.
create table answers (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  kind text not null constraint answer_kind_known check (kind in ('live', 'written', 'deferred', 'declined')),
  text text constraint answer_text_length check (char_length(text) between 1 and 5000),
  reason text constraint answer_reason_known
    check (reason in ('confidential', 'legal', 'not_ours', 'unknown', 'no_comment')),
  deferred_to timestamptz,
  -- As whom it was given.
  given_as text not null constraint answer_given_as_known check (given_as in ('organizer', 'speaker', 'organisation')),
  given_by bigint references access_tokens,
  given_at timestamptz not null,
  -- Taken back right after it was given, as if by a slip of the finger.
  retracted_at timestamptz,
  primary key (summit_id, id),
  constraint answer_written_has_text check (kind <> 'written' or text is not null),
  constraint answer_declined_has_reason check ((kind = 'declined') = (reason is not null)),
  constraint answer_deferred_has_date check ((kind = 'deferred') = (deferred_to is not null))
);

-- Which questions an answer covers, and how each stood before, for taking it back.
create table answer_questions (
  summit_id integer not null,
  answer_id bigint not null,
  question_id bigint not null,
  -- When the question was first answered; of one that is put off only, when it was.
  answered_at timestamptz not null,
  -- Not the first answer, but other words for it.
  edited_at timestamptz,
  previous_answer_id bigint,
  previous_outcome text,
  previous_promise_state text,
  previous_deferred_to timestamptz,
  previous_settled_at timestamptz,
  primary key (summit_id, question_id, answer_id),
  constraint answered_answer_exists foreign key (summit_id, answer_id) references answers,
  constraint answered_question_exists foreign key (summit_id, question_id) references questions,
  constraint answered_previous_exists foreign key (summit_id, previous_answer_id) references answers
);

create index answer_questions_of_answer on answer_questions (summit_id, answer_id);

alter table questions
  -- The answer that stands.
  add column answer_id bigint,
  add column verdicts_yes integer not null default 0
    constraint question_verdicts_yes_counted check (verdicts_yes >= 0),
  add column verdicts_no integer not null default 0
    constraint question_verdicts_no_counted check (verdicts_no >= 0),
  add constraint question_answer_covers_it foreign key (summit_id, id, answer_id)
    references answer_questions (summit_id, question_id, answer_id);

-- Whether the answer answered it, in the eyes of those who signed.
create table verdicts (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  answered boolean not null,
  given_at timestamptz not null,
  primary key (summit_id, question_id, attendee_id),
  constraint verdict_question_exists foreign key (summit_id, question_id) references questions,
  constraint verdict_attendee_exists foreign key (summit_id, attendee_id) references attendees
);

create index verdicts_of_attendee on verdicts (summit_id, attendee_id);

-- With at least max(10, 20 % of the upvoters) verdicts, and less than half of them yes.
create function is_disputed(question questions) returns boolean
language sql immutable
return (question).verdicts_yes + (question).verdicts_no >= greatest(10, ((question).upvotes + 4) / 5)
  and 2 * (question).verdicts_yes < (question).verdicts_yes + (question).verdicts_no;

-- For a speaker who does not read the question's language: of this wording alone.
alter table wordings
  add column translation text constraint wording_translation_length check (char_length(translation) between 1 and 600),
  add column translation_language text constraint wording_translation_language_shape
    check (translation_language ~ '^[a-z]{2,3}(-[a-z0-9]{2,8})*$'),
  add constraint wording_translation_whole check ((translation is null) = (translation_language is null)),
  add constraint wording_translation_with_text check (translation is null or text is not null);

-- Merging ---------------------------------------------------------------------------------------------------------

alter table curations
  drop constraint curation_action_known,
  add constraint curation_action_known check (action in
    ('approve', 'reject', 'hide', 'restore', 'correct', 'merge', 'unmerge', 'move', 'translate'));

-- Which question was united with which, and what it takes to undo it; the latest of a survivor is undone first.
create table merges (
  summit_id integer not null,
  id bigint generated always as identity,
  question_id bigint not null,
  survivor_id bigint not null,
  -- What had been merged into the question before, and came along.
  carried bigint[] not null default '{}',
  -- `withdrawn`: the author was forgotten meanwhile.
  previous_state text not null
    constraint merge_previous_state_known check (previous_state in ('pending', 'published', 'withdrawn')),
  previous_held_for text,
  -- What the survivor owed before, where the question merged was owed an answer sooner.
  survivor_live_due_at timestamptz,
  survivor_first_due_at timestamptz,
  decided_by bigint references access_tokens,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (summit_id, id),
  constraint merge_question_exists foreign key (summit_id, question_id) references questions,
  constraint merge_survivor_exists foreign key (summit_id, survivor_id) references questions
);

create unique index merges_standing on merges (summit_id, question_id) where undone_at is null;
create index merges_of_survivor on merges (summit_id, survivor_id, id) where undone_at is null;
create index questions_merged on questions (summit_id, merged_into_id) where merged_into_id is not null;

-- Counting and latching -------------------------------------------------------------------------------------------

-- Counts people and their verdicts from the rows: after whatever changed who counts other than by a signature.
create function recount(summit integer, question_ids bigint[]) returns void
language sql as $$
  update questions q
  set
    upvotes = c.upvotes,
    others = c.others,
    wording_locked_at = coalesce(q.wording_locked_at, case when c.others >= 3 then moment() end),
    verdicts_yes = v.yes,
    verdicts_no = v.no
  from unnest(question_ids) wanted (id)
  join questions same on same.summit_id = summit and same.id = wanted.id
  cross join lateral (
    select
      count(distinct u.attendee_id) as upvotes,
      count(distinct u.attendee_id) filter (where u.attendee_id is distinct from same.author_id) as others
    from upvotes u
    join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id
    where u.summit_id = summit and u.question_id = same.id and a.quarantined_at is null
  ) c
  cross join lateral (
    select
      count(*) filter (where v.answered) as yes,
      count(*) filter (where not v.answered) as no
    from verdicts v
    join attendees a on a.summit_id = v.summit_id and a.id = v.attendee_id
    where v.summit_id = summit and v.question_id = same.id and a.quarantined_at is null
  ) v
  where q.summit_id = summit
    and q.id = wanted.id
    and (q.upvotes, q.others, q.verdicts_yes, q.verdicts_no) is distinct from (c.upvotes, c.others, v.yes, v.no);
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

create function threshold_of(question questions) returns integer
language sql stable
return case
  when (question).session_id is not null then (
    select threshold
    from sessions
    where summit_id = (question).summit_id and id = (question).session_id)
  when (question).organisation_id is not null then (
    select threshold
    from organisations
    where summit_id = (question).summit_id and id = (question).organisation_id)
  else (select threshold from summits where id = (question).summit_id)
end;

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

-- What is owed beside an answer of that kind, or of none: `Petitions.Answer.promise`.
create function promise_after(answer_kind text) returns text
language sql immutable
return case
  when answer_kind = 'declined' then 'declined'
  when answer_kind in ('live', 'written') then 'kept'
  else 'owed'
end;

-- Makes promises of those among the questions that are past their threshold, once each; of a void one, anew. Due live
-- at the session's end while that lies ahead, then in writing within the answer period. What was answered already is
-- kept or declined as soon as it is owed.
create or replace function latch(summit integer, question_ids bigint[]) returns setof bigint
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
      case when a.kind <> 'deferred' then moment() end
    from questions q
    join summits m on m.id = q.summit_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
    left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
    cross join lateral (
      select
        case when s.id is not null then s.threshold when o.id is not null then o.threshold else m.threshold end
          as threshold,
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
      'dueAt', to_char(met.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
    return next met.question_id;
  end loop;
end
$$;

-- A question with its newest wording, its addressee's threshold, its promise, the answer that stands and what its
-- upvoters say of it.
create view petitions as
select
  q.summit_id, q.id, q.number, q.session_id, s.slug as session, q.organisation_id, o.slug as organisation,
  w.text, w.name, q.state, q.held_for, q.upvotes, q.reports, q.author_id, q.revision,
  case when s.id is not null then s.threshold when o.id is not null then o.threshold else m.threshold end
    as threshold,
  q.asked_at, q.edited_at, q.corrected_at, q.wording_locked_at, q.approved_at, q.outcome,
  q.merged_into_id, survivor.number as merged_into_number,
  coalesce(s.highlighted_question_id = q.id, false) as highlighted,
  -- What the wall may show: what a person approved or three others upvoted.
  q.approved_at is not null or q.others >= 3 as wall,
  -- A badge stands behind the name shown.
  coalesce(w.name is not null and author.badge_digest is not null, false) as name_verified,
  w.translation, w.translation_language,
  p.state as promise_state, p.met_at, p.met_upvotes, p.threshold as promise_threshold, due_at(p) as due_at,
  p.first_due_at, p.deferred_to, p.settled_at, coalesce(is_overdue(p), false) as overdue,
  case
    when s.accepted_at is not null then (
      select string_agg(k.name, ', ' order by ss.position)
      from session_speakers ss
      join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
      where ss.summit_id = s.summit_id and ss.session_id = s.id)
    when o.accepted_at is not null then o.name
  end as debtor,
  a.id as answer_id, a.kind as answer_kind, a.text as answer_text, a.reason as answer_reason,
  a.deferred_to as answer_deferred_to, a.given_as as answer_given_as, aq.answered_at, aq.edited_at as answer_edited_at,
  q.verdicts_yes, q.verdicts_no, coalesce(a.kind in ('live', 'written') and is_disputed(q), false) as disputed,
  c.action as curation_action, c.reason as curation_reason, c.note as curation_note, c.decided_at as curated_at
from questions q
join summits m on m.id = q.summit_id
join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
left join attendees author on author.summit_id = q.summit_id and author.id = q.author_id
left join questions survivor on survivor.summit_id = q.summit_id and survivor.id = q.merged_into_id
left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
left join answer_questions aq
  on aq.summit_id = q.summit_id and aq.question_id = q.id and aq.answer_id = q.answer_id
left join answers a on a.summit_id = aq.summit_id and a.id = aq.answer_id
left join lateral (
  select action, reason, note, decided_at
  from curations c
  where c.summit_id = q.summit_id and c.question_id = q.id
  order by c.id desc
  limit 1
) c on true;
