-- The organizers' overview in a browser: who may look, and what was signed when.

-- Blocks of rows that were written one after the other: next to nothing to keep, and enough to find the last hour.
create index upvotes_by_time on upvotes using brin (created_at) with (pages_per_range = 16);

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
