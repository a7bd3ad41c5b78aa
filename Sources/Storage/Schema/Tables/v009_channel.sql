-- The direct channel: what organizers and speakers announce, and what attendees think of a session.

-- Said to one session or, without `session_id`, to the whole summit. Of what was taken back the words are gone; the row
-- stays, so that screens that missed the moment learn of it.
create table announcements (
  summit_id integer not null references summits,
  id bigint generated always as identity,
  session_id bigint,
  voice text not null constraint announcement_voice_known check (voice in ('organizers', 'speakers')),
  text text constraint announcement_text_length check (char_length(text) between 1 and 280)
    constraint announcement_text_normalized check (text is nfc normalized),
  announced_by bigint not null references access_tokens,
  announced_at timestamptz not null,
  withdrawn_at timestamptz,
  -- A repeated request of the same token with the same key gets the first answer.
  idempotency_key text constraint announcement_key_length check (char_length(idempotency_key) between 1 and 200),
  primary key (summit_id, id),
  constraint announcement_session_exists foreign key (summit_id, session_id) references sessions,
  constraint announcement_once_a_key unique (summit_id, announced_by, idempotency_key),
  constraint announcement_withdrawn_is_empty check ((text is null) = (withdrawn_at is not null)),
  constraint announcement_speakers_have_session check (voice <> 'speakers' or session_id is not null)
);

-- What is new of one: that it was made, or taken back.
create index announcements_lately on announcements (summit_id, coalesce(withdrawn_at, announced_at));

-- An attendee's stars for a session, one to five, and what they say about it; newer ones replace older ones.
create table ratings (
  summit_id integer not null,
  id bigint generated always as identity,
  session_id bigint not null,
  attendee_id bigint not null,
  stars integer not null constraint rating_stars_range check (stars between 1 and 5),
  comment text constraint rating_comment_length check (char_length(comment) between 1 and 1000)
    constraint rating_comment_normalized check (comment is nfc normalized),
  rated_at timestamptz not null,
  primary key (summit_id, id),
  constraint rating_once unique (summit_id, session_id, attendee_id),
  foreign key (summit_id, session_id) references sessions,
  foreign key (summit_id, attendee_id) references attendees
);

create index ratings_of_attendee on ratings (summit_id, attendee_id);
