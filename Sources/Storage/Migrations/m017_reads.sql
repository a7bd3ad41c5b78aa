-- What lists and searches go by, so that reading costs what is shown and not what there is.

-- Lists ---------------------------------------------------------------------------------------------------------------

create index questions_new on questions (summit_id, session_id, id) where state = 'published';
create index questions_top_of_all on questions (summit_id, upvotes desc, id) where state = 'published';
create index questions_top_of_organisation on questions (summit_id, organisation_id, upvotes desc, id)
  where state = 'published' and session_id is null;
create index questions_top_of_summit on questions (summit_id, upvotes desc, id)
  where state = 'published' and session_id is null and organisation_id is null;

-- Searching -----------------------------------------------------------------------------------------------------------

-- What published questions say, folded once for all who search. What is no longer published, or was erased, leaves
-- nothing here.
create table question_texts (
  summit_id integer not null,
  question_id bigint not null,
  folded text not null,
  -- Its words; what is longer than any word is cut.
  words tsvector not null,
  primary key (summit_id, question_id),
  foreign key (summit_id, question_id) references questions
);

-- Searched right after it was written: what is new does not wait in a list.
create index question_texts_words on question_texts using gin (words) with (fastupdate = off);

create function folded_words(folded text) returns tsvector
language sql immutable parallel safe
return array_to_tsvector(array(select left(word, 400) from unnest(string_to_array(folded, ' ')) word));

create function keep_question_text(summit integer, question bigint) returns void
language plpgsql as $$
declare
  said text;
begin
  select folded(w.text)
  into said
  from questions q
  join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
  where q.summit_id = summit and q.id = question and q.state = 'published' and w.text is not null;
  if said is null then
    delete from question_texts where summit_id = summit and question_id = question;
  else
    insert into question_texts as kept (summit_id, question_id, folded, words)
    values (summit, question, said, folded_words(said))
    on conflict (summit_id, question_id)
      do update set folded = excluded.folded, words = excluded.words where kept.folded <> excluded.folded;
  end if;
end
$$;

create function question_text_changed() returns trigger
language plpgsql as $$
begin
  perform keep_question_text(new.summit_id, new.id);
  return null;
end
$$;

create trigger question_text_kept after update of state, revision on questions
  for each row
  when ((old.state, old.revision) is distinct from (new.state, new.revision))
  execute function question_text_changed();

create function wording_text_changed() returns trigger
language plpgsql as $$
begin
  perform keep_question_text(new.summit_id, new.question_id);
  return null;
end
$$;

create trigger question_text_kept after insert or update of text on wordings
  for each row execute function wording_text_changed();

insert into question_texts (summit_id, question_id, folded, words)
select q.summit_id, q.id, folded(w.text), folded_words(folded(w.text))
from questions q
join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
where q.state = 'published' and w.text is not null;

-- The ledger ----------------------------------------------------------------------------------------------------------

-- The questions that an entry names.
create function questions_named(entry text) returns bigint[]
language sql immutable parallel safe
return array(
  select named::text::bigint
  from (select entry::jsonb as said) read
  cross join lateral (
    select said -> 'question'
    union all
    select said -> 'into'
    union all
    -- Of a threshold it is a number.
    select said -> 'from' where said ->> 'kind' not like 'threshold.%'
    union all
    -- Of many people's votes it is a number.
    select jsonb_array_elements(case jsonb_typeof(said -> 'questions') when 'array' then said -> 'questions' else '[]' end)
  ) names (named)
  where jsonb_typeof(named) = 'number');

create index ledger_questions on ledger using gin (questions_named(entry));

-- Merging -------------------------------------------------------------------------------------------------------------

-- A merged question can be hidden: so it stands once it is by itself again, and till then its words are withheld.
alter table merges
  drop constraint merge_previous_state_known,
  add constraint merge_previous_state_known
    check (previous_state in ('pending', 'published', 'withdrawn', 'hidden'));
