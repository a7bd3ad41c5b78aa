-- Who may what, now.

-- Access tokens with the names of what they are for, and with whoever made a stage's link.
create view access as
select
  t.id, t.summit_id, t.role, t.name, t.session_id, t.organisation_id, t.room_id, t.digest, t.created_at,
  -- Of a stage, also when its maker was.
  least(t.revoked_at, maker.revoked_at) as revoked_at,
  t.link_digest, t.link_expires_at, t.linked_at, t.link_key, t.expires_at,
  m.slug as summit_slug, s.slug as session_slug, o.slug as organisation_slug, r.slug as room_slug,
  -- Whether it speaks for anybody now. A stage ends with the summit, and with whoever made its link.
  t.digest is not null and t.revoked_at is null and maker.revoked_at is null
    and (t.expires_at is null or t.expires_at > now())
    and (maker.expires_at is null or maker.expires_at > now())
    and (t.link_digest is null or m.closed_at is null) as is_valid,
  -- Whether its link can still be used.
  t.linked_at is null and t.revoked_at is null and maker.revoked_at is null
    and (maker.expires_at is null or maker.expires_at > now())
    and t.link_expires_at > now() and m.closed_at is null as link_is_valid,
  maker.id as maker_id, maker.role as maker_role, maker.name as maker_name,
  t.last_used_at
from access_tokens t
left join access_tokens maker on maker.id = t.made_by
left join summits m on m.id = t.summit_id
left join sessions s on s.summit_id = t.summit_id and s.id = t.session_id
left join organisations o on o.summit_id = t.summit_id and o.id = t.organisation_id
left join rooms r on r.summit_id = t.summit_id and r.id = t.room_id;
