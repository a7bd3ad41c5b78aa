-- The ledger only grows.

create function forbid_ledger_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the ledger is append-only'
    using errcode = 'restrict_violation', constraint = 'ledger_append_only', table = 'ledger';
end
$$;

create trigger ledger_append_only before update or delete on ledger
  for each row execute function forbid_ledger_change();

create trigger ledger_never_emptied before truncate on ledger
  for each statement execute function forbid_ledger_change();

-- Appends one entry; the caller holds the summit's lock. `details` says what the kind says.
create function record(summit integer, kind text, details jsonb) returns bigint
language plpgsql as $$
declare
  head ledger;
  entry text;
begin
  select * into head from ledger where summit_id = summit order by seq desc limit 1;
  head.seq := coalesce(head.seq, 0) + 1;
  entry := (jsonb_strip_nulls(details) || jsonb_build_object(
    'seq', head.seq,
    'at', to_char(moment() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'kind', kind))::text;
  insert into ledger (summit_id, seq, entry, hash)
  values (
    summit, head.seq, entry,
    sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || convert_to(entry, 'UTF8')));
  return head.seq;
end
$$;
