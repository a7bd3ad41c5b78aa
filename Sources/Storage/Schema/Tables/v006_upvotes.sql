-- Upvotes are written by the hundred. That question and attendee exist is checked once a statement, by triggers: a foreign
-- key does it once a row, which was two fifths of the work of an upvote.

-- A signature. `via_id` names the merged question on which it was given; null where it was given here.
create table upvotes (
  summit_id integer not null,
  question_id bigint not null,
  attendee_id bigint not null,
  via_id bigint,
  created_at timestamptz not null,
  constraint upvote_once unique nulls not distinct (summit_id, question_id, attendee_id, via_id),
  constraint upvote_via_exists foreign key (summit_id, via_id) references questions
);

create index upvotes_of_attendee on upvotes (summit_id, attendee_id, question_id);
-- Blocks of rows that were written one after the other: next to nothing to keep, and enough to find the last hour.
create index upvotes_by_time on upvotes using brin (created_at) with (pages_per_range = 16);
