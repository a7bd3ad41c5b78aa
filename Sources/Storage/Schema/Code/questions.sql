-- Questions as they are shown.

-- A question with its newest wording, its addressee's threshold, its promise, the answer that stands and what its
-- upvoters say of it.
create view petitions as
select
  q.summit_id, q.id, q.number, q.session_id, s.slug as session, q.organisation_id, o.slug as organisation,
  w.text, w.name, q.state, q.held_for, q.upvotes, q.reports, q.author_id, q.revision,
  threshold_of(s, o, m) as threshold,
  q.asked_at, q.edited_at, q.corrected_at, q.wording_locked_at, q.approved_at, q.outcome,
  q.merged_into_id, survivor.number as merged_into_number,
  coalesce(s.highlighted_question_id = q.id, false) as highlighted,
  -- What the wall may show: what a person approved or three others upvoted.
  q.approved_at is not null or q.others >= vouching() as wall,
  -- A badge stands behind the name shown.
  coalesce(w.name is not null and author.badge_digest is not null, false) as name_verified,
  w.translation, w.translation_language,
  p.state as promise_state, p.met_at, p.met_upvotes, p.threshold as promise_threshold, due_at(p) as due_at,
  p.first_due_at, p.deferred_to, p.settled_at, coalesce(is_overdue(p), false) as overdue,
  case
    when s.accepted_at is not null then (
      select string_agg(k.name, ', ' order by ss.position)
      from session_debtors ss
      join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
      where ss.summit_id = s.summit_id and ss.session_id = s.id)
    when o.accepted_at is not null then o.name
  end as debtor,
  a.id as answer_id, a.kind as answer_kind, a.text as answer_text, a.reason as answer_reason,
  a.deferred_to as answer_deferred_to, a.given_as as answer_given_as, aq.answered_at, aq.edited_at as answer_edited_at,
  q.verdicts_yes, q.verdicts_no,
  coalesce(is_judged(a.kind) and is_disputed(q.verdicts_yes, q.verdicts_no, q.upvotes), false) as disputed,
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
