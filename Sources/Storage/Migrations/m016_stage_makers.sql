-- Who made a stage's link. What a token let in ends with it: whoever revokes the one on a lost phone means all of that.

alter table access_tokens
  -- None of a token that no link signs in, nor of a link from before this was kept.
  add column made_by bigint constraint access_token_maker_exists references access_tokens,
  add constraint access_token_maker check (made_by is null or link_digest is not null);

-- Access tokens with the names of what they are for, and with whoever made a stage's link.
create or replace view access as
select
  t.id, t.summit_id, t.role, t.name, t.session_id, t.organisation_id, t.room_id, t.digest, t.created_at,
  -- Of a stage, also when its maker was.
  least(t.revoked_at, maker.revoked_at) as revoked_at,
  t.link_digest, t.link_expires_at, t.linked_at, t.link_key, t.expires_at,
  m.slug as summit_slug, s.slug as session_slug, o.slug as organisation_slug, r.slug as room_slug,
  -- Whether it speaks for anybody now.
  t.digest is not null and t.revoked_at is null and maker.revoked_at is null
    and (t.expires_at is null or t.expires_at > now() and m.closed_at is null) as is_valid,
  -- Whether its link can still be used.
  t.linked_at is null and t.revoked_at is null and maker.revoked_at is null
    and t.link_expires_at > now() and m.closed_at is null as link_is_valid,
  maker.id as maker_id, maker.role as maker_role, maker.name as maker_name
from access_tokens t
left join access_tokens maker on maker.id = t.made_by
left join summits m on m.id = t.summit_id
left join sessions s on s.summit_id = t.summit_id and s.id = t.session_id
left join organisations o on o.summit_id = t.summit_id and o.id = t.organisation_id
left join rooms r on r.summit_id = t.summit_id and r.id = t.room_id;
