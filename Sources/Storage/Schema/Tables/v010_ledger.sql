-- The public record.

-- The questions that an entry names. An index stands on it, so it belongs to the table and is never changed.
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

-- What was decided, in public: each hash is over the stored bytes of its entry and the hash before.
create table ledger (
  summit_id integer not null references summits,
  seq bigint not null constraint ledger_seq_positive check (seq >= 1),
  entry text not null,
  hash bytea not null constraint ledger_hash_length check (length(hash) = 32),
  primary key (summit_id, seq)
);

create index ledger_questions on ledger using gin (questions_named(entry));
