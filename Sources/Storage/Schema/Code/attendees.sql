-- When people are unlinked from what they wrote and signed.

-- When the people of a summit are unlinked from what they wrote and signed: so many days after its last day, where it
-- takes place. Null where it keeps no such period.
create function unlinks_at(summit summits) returns timestamptz
language sql stable
return ((summit).ends_on + 1 + (summit).retention_days)::timestamp at time zone (summit).time_zone;

-- The same of one person: later for those who came when the others had been unlinked already.
create function unlinks_at(summit summits, joined_at timestamptz) returns timestamptz
language sql stable
return case
  when (summit).unlinked_for is distinct from unlinks_at(summit) then unlinks_at(summit)
  else greatest(
    unlinks_at(summit),
    ((joined_at at time zone (summit).time_zone)::date + 1 + (summit).retention_days)::timestamp
      at time zone (summit).time_zone)
end;
