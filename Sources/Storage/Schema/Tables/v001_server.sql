-- What the servers themselves keep.

-- Keys of the servers: attendee tokens and receipts are signed with them, so every process needs the same.
create table signing_keys (
  name text primary key,
  key bytea not null constraint signing_key_length check (length(key) = 32),
  created_at timestamptz not null default now()
);

-- Example data that was begun to be loaded, into an empty database; loading that was cut short is taken up again.
create table seedings (
  name text primary key,
  begun_at timestamptz not null default now(),
  completed_at timestamptz
);
