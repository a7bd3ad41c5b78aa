-- The one clock of all that is decided.

-- The one time of a transaction, taken after its lock (`set_config('tribune.now', …, true)`); now() for readers.
create function moment() returns timestamptz
language sql stable
return coalesce(nullif(current_setting('tribune.now', true), '')::timestamptz, now());
