-- What searches and the look for similar questions go by. Triggers on `questions` and `wordings` keep it: what is neither
-- published nor pending, or was erased, leaves no word here.

create extension if not exists pg_trgm;

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

-- Which words stand in which question, published or pending, of a session.
create table question_words (
  summit_id integer not null,
  session_id bigint not null,
  word text not null,
  question_id bigint not null,
  primary key (summit_id, session_id, word, question_id),
  foreign key (summit_id, question_id) references questions
);

create index question_words_of_question on question_words (summit_id, question_id);

-- A session's words, for finding those that are spelt nearly like another.
create table session_words (
  summit_id integer not null,
  session_id bigint not null,
  word text not null,
  stems text[] not null,
  primary key (summit_id, session_id, word)
);

-- Searched right after it was written: what is new does not wait in a list.
create index session_words_near on session_words using gin (word gin_trgm_ops, stems) with (fastupdate = off);

-- Pairs of like questions, in both directions, where one of them waited for a person when the other came.
create table lookalikes (
  summit_id integer not null,
  question_id bigint not null,
  other_id bigint not null,
  score real not null,
  primary key (summit_id, question_id, other_id),
  foreign key (summit_id, question_id) references questions,
  foreign key (summit_id, other_id) references questions
);

create index lookalikes_of_other on lookalikes (summit_id, other_id);
