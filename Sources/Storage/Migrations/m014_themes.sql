-- A summit's own look: a colour, and a logo.

alter table summits
  add column accent text constraint summit_accent_shape check (accent ~ '^#[0-9a-f]{6}$'),
  -- Of the logo's bytes; null where there is none. It stands in the logo's address, so that this may be kept for ever.
  add column logo_digest text;

create table summit_logos (
  summit_id integer primary key references summits,
  type text not null constraint logo_type_known check (type in ('image/png', 'image/svg+xml')),
  bytes bytea not null constraint logo_length check (length(bytes) between 1 and 40960)
);
