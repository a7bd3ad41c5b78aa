-- Promises, the answers that settle them, and what those who signed say of the answers.

-- A question past its threshold. Withdrawals do not undo it.
create table promises (
  summit_id integer not null,
  question_id bigint not null,
  state text not null default 'owed'
    constraint promise_state_known check (state in ('owed', 'kept', 'declined', 'void')),
  met_at timestamptz not null,
  met_upvotes integer not null,
  threshold integer not null,
  -- The session's end, where it was met before: until then the answer may come live.
  live_due_at timestamptz,
  -- By when it is due in writing. Lateness counts from here, also when the answer was deferred.
  first_due_at timestamptz not null,
  -- To when the answer was deferred.
  deferred_to timestamptz,
  -- Since when it is kept, declined or void.
  settled_at timestamptz,
  -- For which time the ledger tells that it is late.
  late_recorded_for timestamptz,
  -- Of which live hour screens and phones were told that it has passed.
  live_told_for timestamptz,
  -- When its state or one of its dates changed last; kept by triggers.
  changed_at timestamptz not null,
  primary key (summit_id, question_id),
  foreign key (summit_id, question_id) references questions,
  constraint promise_threshold_met check (met_upvotes >= threshold)
);

create index promises_owed on promises (summit_id, first_due_at) where state = 'owed';

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

create index promise_signers_of_attendee on promise_signers (summit_id, attendee_id);

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

alter table questions add constraint question_answer_covers_it
  foreign key (summit_id, id, answer_id) references answer_questions (summit_id, question_id, answer_id);

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
