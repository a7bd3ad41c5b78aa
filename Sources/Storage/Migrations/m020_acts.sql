-- What officials did to questions, in the order in which it came into force. Whoever takes an act back learns from here
-- whether anything was decided since.
create table acts (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  question_id bigint not null,
  action text not null constraint act_known check (action in (
    'approve', 'reject', 'hide', 'restore', 'correct', 'highlight', 'unhighlight', 'merge', 'unmerge', 'move',
    'translate', 'answer', 'retract')),
  -- Of a merge: the question that counted for it from then on.
  into_id bigint,
  -- The session whose wall it changed, and what had been large there.
  wall_id bigint,
  shown_before_id bigint,
  -- Of a move: from where, and under which numbers the question and all that was merged into it stood there.
  left_session_id bigint,
  left_organisation_id bigint,
  left_numbers jsonb,
  answer_id bigint,
  -- None where the server itself did it.
  done_by bigint constraint act_doer_exists references access_tokens,
  done_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (summit_id, id),
  constraint act_question_exists foreign key (summit_id, question_id) references questions
);

create index acts_of_question on acts (summit_id, question_id, id);
create index acts_of_survivor on acts (summit_id, into_id, id) where into_id is not null;
create index acts_of_wall on acts (summit_id, wall_id, id) where wall_id is not null;

-- The act by which it was decided; none of what happened by itself, as when a person was forgotten.
alter table curations add column act_id bigint;

do $$
declare
  decided record;
begin
  for decided in select * from curations order by summit_id, id loop
    insert into acts (summit_id, question_id, action, into_id, done_by, done_at, taken_back_at)
    select
      decided.summit_id, decided.question_id, decided.action,
      (
        select m.survivor_id
        from merges m
        where m.summit_id = decided.summit_id
          and m.question_id = decided.question_id
          and m.merged_at = decided.decided_at
          and decided.action = 'merge'
        limit 1
      ),
      decided.decided_by, decided.decided_at, decided.taken_back_at;
    update curations
    set act_id = currval('acts_id_seq')
    where summit_id = decided.summit_id and id = decided.id;
  end loop;
end
$$;

-- Access tokens ------------------------------------------------------------------------------------------------------

alter table access_tokens
  -- Said to within some minutes.
  add column last_used_at timestamptz,
  -- The organizer's of the whole server that a start made, since its file was absent.
  add column made_at_start boolean not null default false,
  drop constraint access_token_stage,
  add constraint access_token_stage check (
    case
      when link_digest is null then
        digest is not null and num_nonnulls(room_id, link_expires_at, linked_at, link_key) = 0
      else
        role in ('speaker', 'moderator') and num_nonnulls(session_id, room_id) = 1 and link_expires_at is not null
          and num_nonnulls(digest, linked_at, link_key, expires_at) in (0, 4)
    end);

update access_tokens
set made_at_start = true
where summit_id is null and role = 'organizer' and name = 'organizer.token';

-- Access tokens with the names of what they are for, and with whoever made a stage's link.
create or replace view access as
select
  t.id, t.summit_id, t.role, t.name, t.session_id, t.organisation_id, t.room_id, t.digest, t.created_at,
  -- Of a stage, also when its maker was.
  least(t.revoked_at, maker.revoked_at) as revoked_at,
  t.link_digest, t.link_expires_at, t.linked_at, t.link_key, t.expires_at,
  m.slug as summit_slug, s.slug as session_slug, o.slug as organisation_slug, r.slug as room_slug,
  -- Whether it speaks for anybody now. A stage ends with the summit, and with whoever made its link.
  t.digest is not null and t.revoked_at is null and maker.revoked_at is null
    and (t.expires_at is null or t.expires_at > now())
    and (maker.expires_at is null or maker.expires_at > now())
    and (t.link_digest is null or m.closed_at is null) as is_valid,
  -- Whether its link can still be used.
  t.linked_at is null and t.revoked_at is null and maker.revoked_at is null
    and (maker.expires_at is null or maker.expires_at > now())
    and t.link_expires_at > now() and m.closed_at is null as link_is_valid,
  maker.id as maker_id, maker.role as maker_role, maker.name as maker_name,
  t.last_used_at
from access_tokens t
left join access_tokens maker on maker.id = t.made_by
left join summits m on m.id = t.summit_id
left join sessions s on s.summit_id = t.summit_id and s.id = t.session_id
left join organisations o on o.summit_id = t.summit_id and o.id = t.organisation_id
left join rooms r on r.summit_id = t.summit_id and r.id = t.room_id;

-- Addresses ----------------------------------------------------------------------------------------------------------

-- A session that was given the name of one of our own pages could not be reached: it gets the next free name.
do $$
declare
  hidden record;
  place integer;
begin
  for hidden in
    select summit_id, id, slug
    from sessions
    where slug in (
      'embed', 'heard', 'ledger', 'organisations', 'overview', 'privacy', 'promises', 'questions', 'receipts', 'rooms',
      'upvotes', 'verdicts', 'verify')
  loop
    place := 2;
    while exists (select from sessions where summit_id = hidden.summit_id and slug = hidden.slug || '-' || place) loop
      place := place + 1;
    end loop;
    update sessions set slug = hidden.slug || '-' || place where summit_id = hidden.summit_id and id = hidden.id;
  end loop;
end
$$;

alter table sessions
  drop constraint session_slug_reserved,
  add constraint session_slug_reserved check (slug not in (
    'embed', 'heard', 'ledger', 'organisations', 'overview', 'privacy', 'promises', 'questions', 'receipts', 'rooms',
    'upvotes', 'verdicts', 'verify'));
