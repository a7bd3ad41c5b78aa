-- Who accepted to owe the answers of a session or an organisation is called by a name.

alter table sessions
  add constraint session_accepted_by_length check (char_length(accepted_by) between 1 and 200);
alter table organisations
  add constraint organisation_accepted_by_length check (char_length(accepted_by) between 1 and 200);
