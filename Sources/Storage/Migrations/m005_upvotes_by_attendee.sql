-- What one attendee signed is looked up by person and question, one row at a time.

drop index upvotes_of_attendee;

create index upvotes_of_attendee on upvotes (summit_id, attendee_id, question_id);
