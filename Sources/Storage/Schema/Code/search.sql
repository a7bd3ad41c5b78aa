-- Searching published questions by their words.

-- Small letters without accents, a space for whatever is neither letter nor digit; as `foldedWords` of Petitions.
create function folded(text text) returns text
language sql immutable parallel safe
return btrim(regexp_replace(
  translate(
    replace(replace(replace(replace(
      regexp_replace(lower(normalize(text, NFKD)), '[\u0300-\u036f]', '', 'g'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
    'øđðħıł', 'oddhil'),
  '[^[:alnum:]]+', ' ', 'g'));

create function folded_words(folded text) returns tsvector
language sql immutable parallel safe
return array_to_tsvector(array(select left(word, 400) from unnest(string_to_array(folded, ' ')) word));

create function keep_question_text(summit integer, question bigint) returns void
language plpgsql as $$
declare
  said text;
begin
  select folded(w.text)
  into said
  from questions q
  join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
  where q.summit_id = summit and q.id = question and q.state = 'published' and w.text is not null;
  if said is null then
    delete from question_texts where summit_id = summit and question_id = question;
  else
    insert into question_texts as kept (summit_id, question_id, folded, words)
    values (summit, question, said, folded_words(said))
    on conflict (summit_id, question_id)
      do update set folded = excluded.folded, words = excluded.words where kept.folded <> excluded.folded;
  end if;
end
$$;

create function question_text_changed() returns trigger
language plpgsql as $$
begin
  perform keep_question_text(new.summit_id, new.id);
  return null;
end
$$;

create trigger question_text_kept after update of state, revision on questions
  for each row
  when ((old.state, old.revision) is distinct from (new.state, new.revision))
  execute function question_text_changed();

create function wording_text_changed() returns trigger
language plpgsql as $$
begin
  perform keep_question_text(new.summit_id, new.question_id);
  return null;
end
$$;

create trigger question_text_kept after insert or update of text on wordings
  for each row execute function wording_text_changed();
