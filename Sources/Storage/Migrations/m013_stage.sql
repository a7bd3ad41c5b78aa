-- The stage: monitors of speakers and hosts. A link that works once signs one in; what it then holds is an access token
-- that reaches no further than that stage, and ends with the summit.

alter table access_tokens
  -- None until the link was used.
  alter column digest drop not null,
  -- A stage is of one session, or of a room all day.
  add column room_id bigint,
  add column link_digest bytea constraint access_token_link_taken unique
    constraint access_token_link_length check (length(link_digest) = 32),
  add column link_expires_at timestamptz,
  add column linked_at timestamptz,
  -- Digest of what the one page knows that used the link: where its answer was lost, it may ask again.
  add column link_key bytea,
  add column expires_at timestamptz,
  add constraint access_token_room_exists foreign key (summit_id, room_id) references rooms,
  drop constraint access_token_scope,
  add constraint access_token_scope check (
    case role
      when 'organizer' then session_id is null and room_id is null and organisation_id is null
      when 'moderator' then summit_id is not null and num_nonnulls(session_id, room_id) <= 1 and organisation_id is null
      when 'speaker' then summit_id is not null and num_nonnulls(session_id, room_id) = 1 and organisation_id is null
      when 'organisation' then
        summit_id is not null and num_nonnulls(session_id, room_id) = 0 and organisation_id is not null
    end),
  add constraint access_token_stage check (
    case
      when link_digest is null then
        digest is not null and num_nonnulls(room_id, link_expires_at, linked_at, link_key, expires_at) = 0
      else
        role in ('speaker', 'moderator') and num_nonnulls(session_id, room_id) = 1 and link_expires_at is not null
          and num_nonnulls(digest, linked_at, link_key, expires_at) in (0, 4)
    end);

-- Access tokens with the names of what they are for.
create view access as
select
  t.id, t.summit_id, t.role, t.name, t.session_id, t.organisation_id, t.room_id, t.digest, t.created_at, t.revoked_at,
  t.link_digest, t.link_expires_at, t.linked_at, t.link_key, t.expires_at,
  m.slug as summit_slug, s.slug as session_slug, o.slug as organisation_slug, r.slug as room_slug,
  -- Whether it speaks for anybody now.
  t.digest is not null and t.revoked_at is null
    and (t.expires_at is null or t.expires_at > now() and m.closed_at is null) as is_valid,
  -- Whether its link can still be used.
  t.linked_at is null and t.revoked_at is null and t.link_expires_at > now() and m.closed_at is null as link_is_valid
from access_tokens t
left join summits m on m.id = t.summit_id
left join sessions s on s.summit_id = t.summit_id and s.id = t.session_id
left join organisations o on o.summit_id = t.summit_id and o.id = t.organisation_id
left join rooms r on r.summit_id = t.summit_id and r.id = t.room_id;
