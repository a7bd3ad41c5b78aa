-- Voices: a badge is one that was imported, and a report counts once whoever gave it has been in the room for a while.

-- Badges ----------------------------------------------------------------------------------------------------------

-- Codes that nobody issued joined as badges where none had been imported. They vouch for nobody: those people stay, as
-- people without a badge.
update attendees a
set badge_digest = null
where a.badge_digest is not null
  and not exists (select from badges b where b.summit_id = a.summit_id and b.digest = a.badge_digest);

-- So that "has a badge" means everywhere that the badge was issued.
alter table attendees add constraint attendee_badge_issued
  foreign key (summit_id, badge_digest) references badges;

-- Reports ---------------------------------------------------------------------------------------------------------

-- Whether it counts. Those given before counted already.
alter table reports add column present boolean not null default true;
alter table reports alter column present drop default;

-- Whether a report counts: a badge stands behind whoever gives it, or they have been in the room for a while. The twin
-- of Petitions' `Reports.count`.
create function report_counts(has_badge boolean, arrived_at timestamptz, at timestamptz) returns boolean
language sql immutable
return has_badge or coalesce(arrived_at <= at - interval '3 minutes', false);

-- So many reports that count hold a question which so many signed. The twin of Petitions' `Reports.holding`.
create function reports_that_hold(upvotes integer) returns integer
language sql immutable
return greatest(5, (upvotes + 9) / 10);

-- An answer is owed to these: they are read and answered, whatever is reported.
update questions q
set state = 'published', held_for = null
from promises p
where q.state = 'pending'
  and q.held_for = 'reports'
  and p.summit_id = q.summit_id
  and p.question_id = q.id
  and p.state <> 'void';
