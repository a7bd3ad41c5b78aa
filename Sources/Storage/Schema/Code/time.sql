-- The one clock of all that is decided.

-- The one time of a transaction, taken after its lock (`set_config('tribune.now', …, true)`); now() for readers.
create function moment() returns timestamptz
language sql stable
return coalesce(nullif(current_setting('tribune.now', true), '')::timestamptz, now());

-- A time as the ledger's entries tell it, to the second.
create function iso(instant timestamptz) returns text
language sql stable parallel safe
return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
