-- Similar questions (rule 11): which words stand in which question of a session, near spellings by trigrams, stems in
-- French and English.

-- A word that says nothing of what is asked: of French or English grammar, as folded, or of asking itself.
create function is_empty_word(word text) returns boolean
language sql immutable parallel safe
return ts_lexize('french_stem', word) = '{}' or ts_lexize('english_stem', word) = '{}' or word = any (array[
  'a', 'ete', 'etee', 'etees', 'etes', 'etant', 'etais', 'etait', 'etions', 'etiez', 'etaient', 'fumes', 'futes',
  'eumes', 'eutes', 'meme', 'memes', 'comment', 'pourquoi', 'quand', 'combien', 'quel', 'quelle', 'quels', 'quelles',
  'lequel', 'laquelle', 'lesquels', 'lesquelles', 'quoi', 'dont', 'les', 'si', 'cela', 'ca', 'oui', 'non', 'tres', 'plus',
  'moins', 'aussi', 'encore', 'deja', 'toujours', 'jamais', 'bien', 'alors', 'donc', 'car', 'tout', 'tous', 'toute',
  'toutes', 'autre', 'autres', 'chaque', 'sans', 'sous', 'entre', 'chez', 'vers', 'avant', 'apres', 'pendant',
  'depuis', 'lors', 'comme', 'ils', 'elles', 'leurs', 'ceux', 'celle', 'celles', 'celui', 'cette', 'cet', 'ici',
  'faut', 'peut', 'peuvent', 'peux', 'pouvez', 'pouvons', 'pouvait', 'pourriez', 'pourrait', 'doit', 'doivent',
  'devez', 'devons', 'devrait', 'vont', 'allez', 'allons', 'faire', 'fait', 'faites', 'font', 'fera', 'etre', 'avoir',
  'veut', 'veulent', 'voulez', 'voulais', 'voudrais', 'aimerais', 'savoir', 'sait', 'savez', 'pensez', 'penser', 'dire', 'dites', 'bonjour', 'bonsoir',
  'merci', 'svp', 'question', 'questions', 'demander', 'chose', 'choses',
  'could', 'would', 'shall', 'may', 'might', 'must', 'make', 'get', 'also', 'please', 'hello', 'hi', 'thank', 'thanks',
  'think', 'know', 'want', 'need', 'like', 'going', 'go', 'us', 'let', 'much', 'many', 'really', 'still', 'even',
  'ever', 'yet', 'one', 'thing', 'things', 'ask', 'tell', 'say']);

-- The words by which a text is compared, once each, in the order of its own.
create function telling_words(text text) returns text[]
language sql immutable parallel safe
return coalesce((
  select array_agg(word order by place)
  from (
    select word, min(place) as place
    from unnest(string_to_array(folded(text), ' ')) with ordinality as said (word, place)
    where char_length(word) between 2 and 60 and not is_empty_word(word)
    group by word
  ) words
), '{}');

create function stems(word text) returns text[]
language sql immutable parallel safe
return ts_lexize('french_stem', word) || ts_lexize('english_stem', word);

-- Words of the session like those that are said, by their places: the same, of the same stem, with the same start
-- where the last one said is unfinished, or spelt nearly the same. `alike` is 1 for the same; `questions`, up to a
-- thousand, is in how many the word stands. Statistics know nothing of trigrams: left alone, the planner would compare
-- every word.
create function near_words(summit integer, session bigint, said text[], unfinished boolean)
returns table (place bigint, word text, alike real, questions bigint)
language plpgsql stable
set pg_trgm.similarity_threshold = 0.38 set enable_seqscan = off set enable_indexscan = off set jit = off
as $$
begin
  return query
  select
    s.place, v.word,
    case
      when v.word = s.word or v.stems && s.stems then 1
      when v.word like s.start then 0.9
      else similarity(v.word, s.word)
    end::real,
    (
      select count(*)
      from (
        select
        from question_words p
        where p.summit_id = summit and p.session_id = session and p.word = v.word
        limit 1000
      ) few
    )
  from (
    select
      w.place, w.word, stems(w.word) as stems,
      case when unfinished and w.place = cardinality(said) then w.word || '%' else w.word end as start
    from unnest(said) with ordinality as w (word, place)
    offset 0
  ) s
  cross join lateral (
    select *
    from session_words
    where session_words.word % s.word or stems && s.stems or session_words.word like s.start
    offset 0
  ) v
  where v.summit_id = summit and v.session_id = session;
end
$$;

-- Questions of the session, in one of the states, like a text; the most alike first, then the most upvoted. They
-- share at least two telling words with it, or its only one, and either what they share is half of what the text
-- says, a rare word weighing up to twice as much as a common one, or three words that are half of what they say.
-- `unfinished`: the text is being typed, its last word perhaps not whole.
create function similar_questions(
  summit integer, session bigint, text text, unfinished boolean, states text[], most bigint,
  but bigint default null)
returns table (question_id bigint, score real)
language plpgsql stable
set jit = off
as $$
declare
  said text[] := telling_words(text);
begin
  return query
  with near as materialized (
    select *
    from near_words(summit, session, said, unfinished and text ~ '[[:alnum:]]$')
  ),
  weights as materialized (
    select place, 2 - ln(1 + least(n.everything, coalesce(sum(near.questions), 0))) / ln(1 + n.everything) as weight
    from (select greatest(1, last_number)::numeric from sessions where summit_id = summit and id = session) n (everything)
    cross join generate_series(1, cardinality(said)) place
    left join near using (place)
    group by place, n.everything
  ),
  -- Whoever has half of the weight has one of these, which are the rarer: the postings of the others are not read.
  telling as materialized (
    select place, weight, total
    from (
      select
        place, weight, sum(weight) over () as total,
        sum(weight) over (order by weight, place) as lighter
      from weights
    ) w
    where lighter >= 0.5 * total
  ),
  found as materialized (
    select p.question_id, sum(near.alike * t.weight) / min(t.total) as covered
    from telling t
    join near using (place)
    cross join lateral (
      select w.question_id
      from question_words w
      where w.summit_id = summit and w.session_id = session and w.word = near.word
      offset 0
    ) p
    group by p.question_id
  ),
  candidates as materialized (
    select q.id, q.upvotes
    from found f
    -- Here as above, each by its key: quick also where no statistics have been taken yet.
    cross join lateral (
      select id, questions.upvotes
      from questions
      where summit_id = summit and id = f.question_id and state = any (states) and id is distinct from but
      offset 0
    ) q
    where f.covered >= 0.1
    order by f.covered desc, q.upvotes desc, q.id
    limit 100
  ),
  compared as (
    select
      c.id, c.upvotes, c.shared, c.covered,
      (select count(*) from question_words p where p.summit_id = summit and p.question_id = c.id) as words
    from (
      select
        c.id, c.upvotes, count(*) as shared,
        sum(s.alike * w.weight) / (select sum(weight) from weights) as covered
      from candidates c
      cross join lateral (
        select near.place, max(near.alike) as alike
        from question_words p
        join near using (word)
        where p.summit_id = summit and p.question_id = c.id
        group by near.place
      ) s
      join weights w using (place)
      group by c.id, c.upvotes
    ) c
    where c.shared >= least(2, cardinality(said))
  ),
  scored as (
    select
      c.id, c.upvotes,
      greatest(c.covered, case when c.shared >= 3 then c.shared::real / c.words end)::real as score
    from compared c
  )
  select s.id, s.score
  from scored s
  where s.score >= 0.5
  order by s.score desc, s.upvotes desc, s.id
  limit most;
end
$$;

-- Brings the words of a question up to date; whether anything changed.
create function index_words(summit integer, question bigint, session bigint, said text[]) returns boolean
language plpgsql as $$
declare
  gone question_words[];
  come bigint;
begin
  with removed as (
    delete from question_words p
    where p.summit_id = summit
      and p.question_id = question
      and (p.session_id is distinct from session or p.word <> all (said))
    returning p
  )
  select array_agg(p) into gone from removed;
  delete from session_words v
  using unnest(gone) g
  where v.summit_id = g.summit_id
    and v.session_id = g.session_id
    and v.word = g.word
    and not exists (
      select
      from question_words p
      where p.summit_id = g.summit_id and p.session_id = g.session_id and p.word = g.word);
  with added as (
    insert into question_words (summit_id, session_id, word, question_id)
    select summit, session, word, question
    from unnest(said) word
    on conflict do nothing
    returning word
  ),
  new as (
    insert into session_words (summit_id, session_id, word, stems)
    select summit, session, word, stems(word)
    from added
    on conflict do nothing
  )
  select count(*) into come from added;
  return gone is not null or come > 0;
end
$$;

-- Finds a question's lookalikes anew, where it waits or another does that may look like it.
create function compare_question(summit integer, question bigint, session bigint, text text) returns void
language plpgsql as $$
begin
  delete from lookalikes where summit_id = summit and question_id = question;
  delete from lookalikes where summit_id = summit and other_id = question;
  if exists (select from questions where summit_id = summit and session_id = session and state = 'pending') then
    insert into lookalikes (summit_id, question_id, other_id, score)
    select summit, pair.one, pair.other, like_it.score
    from similar_questions(summit, session, text, false, '{published,pending}', 5, question) like_it
    cross join lateral (
      values (question, like_it.question_id), (like_it.question_id, question)
    ) pair (one, other);
  end if;
end
$$;

-- After whatever changes what a question says, where it stands or whom it asks.
create function index_question(summit integer, question bigint, now_waits boolean) returns void
language plpgsql as $$
declare
  found_session bigint;
  found_text text;
begin
  select q.session_id, w.text
  into found_session, found_text
  from questions q
  join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
  where q.summit_id = summit and q.id = question and q.state in ('published', 'pending');
  if index_words(
    summit, question, found_session, case when found_session is null then '{}' else telling_words(found_text) end)
    or now_waits
  then
    perform compare_question(summit, question, found_session, found_text);
  end if;
end
$$;

create function question_changed() returns trigger
language plpgsql as $$
begin
  perform index_question(new.summit_id, new.id, new.state = 'pending' and old.state <> 'pending');
  return null;
end
$$;

create trigger question_words_kept after update of state, session_id, revision on questions
  for each row
  when ((old.state, old.session_id, old.revision) is distinct from (new.state, new.session_id, new.revision))
  execute function question_changed();

create function wording_changed() returns trigger
language plpgsql as $$
begin
  perform index_question(new.summit_id, new.question_id, false);
  return null;
end
$$;

create trigger question_words_kept after insert or update of text on wordings
  for each row execute function wording_changed();
