-- What organizers, moderators, speakers, organisations and stages sign in with; of every secret a digest alone.

create table access_tokens (
  id bigint generated always as identity primary key,
  -- Null: an organizer of the whole server.
  summit_id integer references summits,
  role text not null
    constraint access_token_role_known check (role in ('organizer', 'moderator', 'speaker', 'organisation')),
  name text not null constraint access_token_name_length check (char_length(name) between 1 and 100),
  -- What a speaker's, moderator's or organisation's is for. A stage is of one session, or of a room all day.
  session_id bigint,
  room_id bigint,
  organisation_id bigint,
  -- None of a stage until its link was used.
  digest bytea constraint access_token_digest_taken unique
    constraint access_token_digest_length check (length(digest) = 32),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Said to within some minutes.
  last_used_at timestamptz,
  -- The organizer's of the whole server that a start made, since its file was absent.
  made_at_start boolean not null default false,
  -- Of a stage: the link that signs it in once, and who made it. What a token let in ends with it: whoever revokes the
  -- one on a lost phone means all of that.
  link_digest bytea constraint access_token_link_taken unique
    constraint access_token_link_length check (length(link_digest) = 32),
  link_expires_at timestamptz,
  linked_at timestamptz,
  -- Digest of what the one page knows that used the link: where its answer was lost, it may ask again.
  link_key bytea,
  made_by bigint constraint access_token_maker_exists references access_tokens,
  constraint access_token_session_exists foreign key (summit_id, session_id) references sessions,
  constraint access_token_room_exists foreign key (summit_id, room_id) references rooms,
  constraint access_token_organisation_exists foreign key (summit_id, organisation_id) references organisations,
  constraint access_token_scope check (
    case role
      when 'organizer' then session_id is null and room_id is null and organisation_id is null
      when 'moderator' then summit_id is not null and num_nonnulls(session_id, room_id) <= 1 and organisation_id is null
      when 'speaker' then summit_id is not null and num_nonnulls(session_id, room_id) = 1 and organisation_id is null
      when 'organisation' then
        summit_id is not null and num_nonnulls(session_id, room_id) = 0 and organisation_id is not null
    end),
  constraint access_token_stage check (
    case
      when link_digest is null then
        digest is not null and num_nonnulls(room_id, link_expires_at, linked_at, link_key) = 0
      else
        role in ('speaker', 'moderator') and num_nonnulls(session_id, room_id) = 1 and link_expires_at is not null
          and num_nonnulls(digest, linked_at, link_key, expires_at) in (0, 4)
    end),
  constraint access_token_maker check (made_by is null or link_digest is not null)
);

-- A browser that may look at the overview, and do nothing else: by a link that works once, or by a token that was typed
-- in. It may as long as that token does.
create table overview_passes (
  id bigint generated always as identity primary key,
  summit_id integer not null references summits,
  access_token_id bigint not null references access_tokens,
  link_digest bytea constraint overview_link_taken unique,
  link_expires_at timestamptz,
  digest bytea constraint overview_pass_taken unique,
  expires_at timestamptz,
  constraint overview_pass_some check (link_digest is not null or digest is not null),
  constraint overview_link_whole check ((link_digest is null) = (link_expires_at is null)),
  constraint overview_pass_whole check ((digest is null) = (expires_at is null))
);

create index overview_passes_of_summit on overview_passes (summit_id);
