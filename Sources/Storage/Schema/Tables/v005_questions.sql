-- Questions, their wordings, and what curators decided of them. Texts and names of people lie in `wordings` alone, whose
-- rows can be emptied; the ledger keeps salted digests of them.

create table questions (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  -- Addressed to a session, to an organisation or, with neither, to the summit.
  session_id bigint,
  organisation_id bigint,
  number integer not null constraint question_number_positive check (number >= 1),
  -- Null once the person was unlinked from what they wrote.
  author_id bigint,
  state text not null constraint question_state_known
    check (state in ('pending', 'published', 'rejected', 'merged', 'withdrawn', 'hidden')),
  -- Why it waits for a person: a reviewed session, a name that looks like a speaker's, five reports, an edit.
  held_for text constraint question_held_for_known check (held_for in ('review', 'name', 'reports', 'edit')),
  revision integer not null default 1,
  -- Distinct attendees that count; and those among them who are not the author.
  upvotes integer not null default 0 constraint question_upvotes_counted check (upvotes >= 0),
  others integer not null default 0 constraint question_others_counted check (others between 0 and upvotes),
  -- Three others have upvoted: the wording stands for good.
  wording_locked_at timestamptz,
  -- A person looked at it and approved.
  approved_at timestamptz,
  reports integer not null default 0 constraint question_reports_counted check (reports >= 0),
  -- The answer that stands, and what those who signed say of it.
  answer_id bigint,
  verdicts_yes integer not null default 0 constraint question_verdicts_yes_counted check (verdicts_yes >= 0),
  verdicts_no integer not null default 0 constraint question_verdicts_no_counted check (verdicts_no >= 0),
  merged_into_id bigint,
  asked_at timestamptz not null,
  edited_at timestamptz,
  corrected_at timestamptz,
  outcome text constraint question_outcome_known
    check (outcome in ('answered', 'merged', 'declined', 'rejected', 'withdrawn', 'expired')),
  primary key (summit_id, id),
  constraint question_session_exists foreign key (summit_id, session_id) references sessions,
  constraint question_organisation_exists foreign key (summit_id, organisation_id) references organisations,
  constraint question_author_exists foreign key (summit_id, author_id) references attendees,
  constraint question_survivor_exists foreign key (summit_id, merged_into_id) references questions,
  constraint question_one_addressee check (session_id is null or organisation_id is null),
  constraint question_number_taken unique nulls not distinct (summit_id, session_id, organisation_id, number),
  constraint question_held_is_pending check (state <> 'pending' or held_for is not null),
  constraint question_merged_has_survivor check ((state = 'merged') = (merged_into_id is not null)),
  constraint question_not_merged_into_itself check (merged_into_id <> id)
);

create index questions_of_author on questions (summit_id, author_id);
create index questions_top on questions (summit_id, session_id, upvotes desc, id) where state = 'published';
create index questions_pending on questions (summit_id, session_id) where state = 'pending';
create index questions_merged on questions (summit_id, merged_into_id) where merged_into_id is not null;
create index questions_new on questions (summit_id, session_id, id) where state = 'published';
create index questions_top_of_all on questions (summit_id, upvotes desc, id) where state = 'published';
create index questions_top_of_organisation on questions (summit_id, organisation_id, upvotes desc, id)
  where state = 'published' and session_id is null;
create index questions_top_of_summit on questions (summit_id, upvotes desc, id)
  where state = 'published' and session_id is null and organisation_id is null;

alter table sessions add constraint session_highlighted_exists
  foreign key (summit_id, highlighted_question_id) references questions;

-- Every wording a question ever had; the newest is the one shown. Emptied when a person is forgotten.
create table wordings (
  summit_id integer not null,
  question_id bigint not null,
  revision integer not null,
  text text constraint wording_text_length check (char_length(text) between 10 and 280)
    constraint wording_text_normalized check (text is nfc normalized),
  name text constraint wording_name_length check (char_length(name) between 1 and 60)
    constraint wording_name_normalized check (name is nfc normalized),
  -- Goes with the text: without it nobody can find out by guessing what the words were.
  salt bytea constraint wording_salt_length check (length(salt) = 16),
  -- SHA-256 over the salt and the text; it stays in the ledger when the words are gone.
  digest bytea not null constraint wording_digest_length check (length(digest) = 32),
  written_by text not null constraint wording_hand_known check (written_by in ('author', 'organizer')),
  written_at timestamptz not null,
  -- For a speaker who does not read the question's language: of this wording alone.
  translation text constraint wording_translation_length check (char_length(translation) between 1 and 600),
  translation_language text constraint wording_translation_language_shape
    check (translation_language ~ '^[a-z]{2,3}(-[a-z0-9]{2,8})*$'),
  primary key (summit_id, question_id, revision),
  foreign key (summit_id, question_id) references questions,
  constraint wording_salt_with_text check ((text is null) = (salt is null)),
  constraint wording_translation_whole check ((translation is null) = (translation_language is null)),
  constraint wording_translation_with_text check (translation is null or text is not null)
);

create table reports (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  reported_at timestamptz not null,
  -- Whether it counts (`report_counts`).
  present boolean not null,
  primary key (summit_id, question_id, attendee_id),
  foreign key (summit_id, question_id) references questions,
  foreign key (summit_id, attendee_id) references attendees
);

create index reports_of_attendee on reports (summit_id, attendee_id);

-- What a client already asked under a key of its own: a repeated request gets the first answer.
create table idempotency_keys (
  summit_id integer not null,
  attendee_id bigint not null,
  key text not null constraint idempotency_key_length check (char_length(key) between 1 and 200),
  request_digest bytea not null,
  question_id bigint not null,
  created_at timestamptz not null,
  primary key (summit_id, attendee_id, key),
  foreign key (summit_id, attendee_id) references attendees,
  foreign key (summit_id, question_id) references questions
);

-- Of decisions made at once (`curations.bulk_id`).
create sequence curation_bulks;

-- Decisions of curators, newest last; the note is for the author alone unless published on purpose.
create table curations (
  summit_id integer not null,
  id bigint generated always as identity,
  question_id bigint not null,
  action text not null constraint curation_action_known check (action in
    ('approve', 'reject', 'hide', 'restore', 'correct', 'merge', 'unmerge', 'move', 'translate')),
  reason text constraint curation_reason_known check (reason in
    ('duplicate', 'off_topic', 'offensive', 'personal', 'advertising', 'unclear', 'answered_before')),
  note text constraint curation_note_length check (char_length(note) <= 1000),
  note_published boolean not null default false,
  decided_by bigint references access_tokens,
  decided_at timestamptz not null,
  -- Where the question stood before an approval, rejection or hiding, so that `restore` can take it back, once.
  previous_state text,
  previous_held_for text,
  previous_approved_at timestamptz,
  taken_back_at timestamptz,
  -- Decisions made at once share it, so that they can be taken back at once.
  bulk_id bigint,
  -- The act by which it was decided; none of what happened by itself, as when a person was forgotten.
  act_id bigint,
  primary key (summit_id, id),
  constraint curation_reason_given check (action not in ('reject', 'hide') or reason is not null),
  constraint curation_restorable check ((action in ('approve', 'reject', 'hide')) = (previous_state is not null)),
  constraint curation_taken_back_was_restorable check (taken_back_at is null or previous_state is not null),
  foreign key (summit_id, question_id) references questions
);

create index curations_of_question on curations (summit_id, question_id, id);
create index curations_of_bulk on curations (summit_id, bulk_id) where bulk_id is not null;

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

-- Which question was united with which, and what it takes to undo it; the latest of a survivor is undone first.
create table merges (
  summit_id integer not null,
  id bigint generated always as identity,
  question_id bigint not null,
  survivor_id bigint not null,
  -- What had been merged into the question before, and came along.
  carried bigint[] not null default '{}',
  -- How it stands once it is by itself again; till then the words of a hidden one are withheld. `withdrawn`: the author
  -- was forgotten meanwhile.
  previous_state text not null
    constraint merge_previous_state_known check (previous_state in ('pending', 'published', 'withdrawn', 'hidden')),
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
