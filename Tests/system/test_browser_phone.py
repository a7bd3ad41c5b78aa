"""The phone in the hand: joining, finding, what waits for a tap, what came since the last visit, and what it all weighs."""

import gzip
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import click, is_shown, keys, phone, text_of, until, value_of
from test_browser import open_session, plain

API = "/api/v1/summits/imedia-2017"
WORDS = ["la campagne", "les données", "le budget", "la confiance", "les archives", "la transparence", "le climat"]


@pytest.fixture
def page(server):
    return open_session(server)


def ask(server, text, token=None):
    answer = server.call("POST", f"{API}/sessions/essai/questions", {"text": text}, token=token or server.join())
    assert answer.status == 201, answer.body
    return answer.json


def sign(server, question, people):
    for _ in range(people):
        assert server.call("PUT", f"{API}/questions/{question['id']}/upvote", token=server.join()).status == 200


def fill(server):
    """A list longer than a screen; the earlier the more upvotes."""
    questions = [ask(server, f"Que dire de {words} aujourd’hui ?") for words in WORDS]
    for missing, question in enumerate(questions[:4]):
        sign(server, question, 3 - missing)
    return questions


def row(driver, question):
    return driver.find_element(By.ID, f"q-{question['number']}")


def top(driver, question):
    return driver.execute_script(
        "return document.getElementById(arguments[0]).getBoundingClientRect().top", f"q-{question['number']}")


def tap(driver, selector):
    """As a thumb does, which waits until the page has come to rest; what the page replaces meanwhile is found anew."""
    def tapped(driver):
        element = driver.find_element(By.CSS_SELECTOR, selector)
        driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        return element.click() is None
    until(driver, tapped)


def up(question):
    return f"#q-{question['number']} button.up"


def follows(driver):
    """Waits until the page hears of its session: who is there is said by the stream alone."""
    until(driver, lambda d: text_of(d, "#attendees") not in ("", "0"))


def look_at(driver, question):
    """The focus on its button, in the middle of the screen, at rest."""
    driver.execute_script("""
        const row = document.getElementById(arguments[0]);
        row.querySelector("button.up").focus({ preventScroll: true });
        row.scrollIntoView({ block: "center", behavior: "instant" });""", f"q-{question['number']}")


def order(driver):
    return driver.execute_script("return [...document.querySelectorAll('#questions .question')].map(row => row.id)")


def test_joining_by_the_code_that_the_wall_shows(server):
    code = server.sql("select code from rooms order by name limit 1")
    with phone() as reader:
        reader.get(server.url)
        keys(reader, "#code", "zzzzz", Keys.ENTER)
        until(reader, lambda d: "Aucune salle n’a ce code" in plain(text_of(d, "h1")))
        until(reader, lambda d: value_of(d, "#code") == "zzzzz")
        reader.find_element(By.ID, "code").clear()
        keys(reader, "#code", f"{code[:2].upper()} {code[2:]}", Keys.ENTER)
        until(reader, lambda d: d.find_elements(By.CSS_SELECTOR, "#questions .question"))
        assert "/imedia-2017/" in reader.current_url
        # One tap from a QR code.
        reader.get(f"{server.url}/j/{code}")
        until(reader, lambda d: d.find_elements(By.CSS_SELECTOR, "#questions .question"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_cut_however_narrow_the_phone(server, width, language):
    with phone(language=language) as reader:
        reader.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 700, "deviceScaleFactor": 1, "mobile": True})
        for path in ["", "/imedia-2017", "/imedia-2017/obama", "/imedia-2017/obama?q=la", "/imedia-2017/obama?view=signed"]:
            reader.get(server.url + (path or "/"))
            assert reader.execute_script("return document.documentElement.scrollWidth") <= width, path
            cut = reader.execute_script(
                "return [...document.querySelectorAll('.tabs, .tabs a, .order, #find form, .join p')]"
                ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)")
            assert cut == [], path
            small = reader.execute_script(
                "return [...document.querySelectorAll('.tabs a, .order a, button, summary, .strong, .foot a')]"
                ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)")
            assert small == [], path


def test_the_order_waits_for_a_tap(server, page):
    questions = fill(server)
    with phone() as reader:
        reader.get(page + "?view=top")
        until(reader, lambda d: len(order(d)) == len(questions))
        follows(reader)
        shown = order(reader)
        held = questions[5]
        look_at(reader, held)
        before = top(reader, held)
        # It climbs over all others, and another comes.
        sign(server, held, 6)
        until(reader, lambda d: row(d, held).find_element(By.CSS_SELECTOR, "button.up b").text == "7")
        until(reader, lambda d: "L’ordre a changé" in text_of(d, "#news"))
        assert order(reader) == shown and top(reader, held) == before
        late = ask(server, "Une nouvelle question, pour la fin ?")
        until(reader, lambda d: "1 nouvelle question" in plain(text_of(d, "#news")))
        assert order(reader) == shown and top(reader, held) == before
        click(reader, "#news button")
        until(reader, lambda d: f"q-{late['number']}" in order(d))
        assert order(reader)[0] == f"q-{held['number']}"
        until(reader, lambda d: not is_shown(d, "#news"))


def test_what_goes_or_comes_above_moves_nothing_under_the_thumb(server, page):
    questions = fill(server)
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: len(order(d)) == len(questions))
        shown = order(reader)
        held = next(q for q in questions if shown.index(f"q-{q['number']}") == 4)
        first = next(q for q in questions if shown[0] == f"q-{q['number']}")
        look_at(reader, held)
        before = top(reader, held)
        hidden = server.call("PATCH", f"{API}/questions/{first['id']}", {"action": "hide", "reason": "unclear"},
                             token=server.token)
        assert hidden.status == 200, hidden.body
        until(reader, lambda d: f"q-{first['number']}" not in order(d))
        assert order(reader) == shown[1:]
        assert abs(top(reader, held) - before) < 1
        said = server.call("POST", f"{API}/announcements", {"text": "Le déjeuner est servi sur la terrasse."},
                           token=server.token)
        assert said.status == 201, said.body
        until(reader, lambda d: "Le déjeuner est servi" in text_of(d, "#news"))
        assert abs(top(reader, held) - before) < 1
        click(reader, "#news button")
        until(reader, lambda d: d.execute_script("return scrollY") < 300)
        until(reader, lambda d: "Le déjeuner est servi" in plain(text_of(d, "#announcements")))


def test_searching_while_typing(server, page):
    fill(server)
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: len(order(d)) == len(WORDS))
        tap(reader, "#find summary")
        focused = lambda d: d.switch_to.active_element.get_attribute("id") == "q"
        until(reader, focused)
        keys(reader, "#q", "DONNEES")
        until(reader, lambda d: len(order(d)) == 1)
        until(reader, lambda d: "1 question pour" in plain(text_of(d, "#found")))
        until(reader, lambda d: focused(d) and "q=DONNEES" in d.current_url)
        keys(reader, "#q", " girafe")
        until(reader, lambda d: "Aucune question ne le dit encore" in plain(text_of(d, "#questions")))
        reader.back()
        reader.get(page + "?q=confiance")
        until(reader, lambda d: len(order(d)) == 1)
    with phone(javascript=False) as reader:
        reader.get(page)
        tap(reader, "#find summary")
        keys(reader, "#q", "donnees", Keys.ENTER)
        until(reader, lambda d: len(order(d)) == 1)


def test_mine_and_signed_and_what_was_answered_since(server, page):
    questions = fill(server)
    with phone() as reader:
        reader.get(page)
        tap(reader, up(questions[6]))
        path = f"{API}/questions/{questions[6]['id']}"
        until(reader, lambda d: server.call("GET", path).json["upvotes"] == 2)
        reader.get(page + "?view=signed")
        until(reader, lambda d: order(d) == [f"q-{questions[6]['number']}"])
        reader.get(server.url + "/imedia-2017")
        assert not is_shown(reader, "#since")
        answered = server.call("PUT", path + "/answer", {"kind": "written", "text": "Oui, dès le printemps."},
                               token=server.token)
        assert answered.status == 200, answered.body
        reader.refresh()
        until(reader, lambda d: "le climat" in text_of(d, "#since") and "réponse donnée" in text_of(d, "#since"))
        # It leads to the answer, and stays until it is said to be read.
        click(reader, "#since a")
        until(reader, lambda d: "Oui, dès le printemps." in text_of(d, ".answer"))
        reader.get(page)
        until(reader, lambda d: is_shown(d, "#since"))
        click(reader, "#since button")
        until(reader, lambda d: not is_shown(d, "#since"))
        reader.get(page)
        until(reader, lambda d: text_of(d, "#attendees"))
        assert not is_shown(reader, "#since")


def test_what_is_answered_before_ones_eyes_is_no_news_later(server, page):
    questions = fill(server)
    with phone() as reader:
        # Also where the phone's clock is behind.
        reader.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {
            "source": "const now = Date.now; Date.now = () => now() - 600_000;"})
        reader.get(page)
        tap(reader, up(questions[0]))
        path = f"{API}/questions/{questions[0]['id']}"
        until(reader, lambda d: server.call("GET", path).json["upvotes"] == 5)
        server.call("PUT", path + "/answer", {"kind": "live"}, token=server.token)
        until(reader, lambda d: row(d, questions[0]).find_elements(By.CSS_SELECTOR, ".answer"))
        until(reader, lambda d: any(cookie["name"] == "tribune_heard" for cookie in d.get_cookies()))
        reader.refresh()
        until(reader, lambda d: text_of(d, "#attendees"))
        assert not is_shown(reader, "#since")


def test_a_question_is_reported_from_its_own_page(server, page):
    question = fill(server)[0]
    with phone() as reader:
        reader.get(page)
        tap(reader, f"#q-{question['number']} .by a")
        until(reader, lambda d: "/questions/" in d.current_url)
        tap(reader, ".report summary")
        tap(reader, ".report button")
        until(reader, lambda d: "Merci, c’est noté" in plain(text_of(d, "#notice")))
        assert server.sql(f"select count(*) from reports where question_id = {question['id']}") == "1"


def test_the_counter_counts_as_the_rule_does(server, page):
    with phone() as reader:
        reader.get(page)
        click(reader, ".bar a")
        until(reader, lambda d: is_shown(d, "#text"))
        # Typed as separate accents and as an emoji of two code units: scalars after normalization, ends trimmed.
        reader.execute_script("""
            const field = document.getElementById("text");
            field.value = '  e\\u0301te\\u0301 \\u{1F600} ';
            field.dispatchEvent(new InputEvent('input', {bubbles: true}));""")
        until(reader, lambda d: text_of(d, "#counter") == "5 / 280")


def test_all_that_a_phone_fetches_first_is_light(server):
    """The page, its stylesheet, every module, those that they import too, and the icons: compressed as they are sent."""
    def fetched(path):
        answer = server.call("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        assert answer.status == 200, path
        zipped = answer.headers.get("Content-Encoding") == "gzip"
        return len(answer.body), gzip.decompress(answer.body) if zipped else answer.body

    weight, markup = fetched("/imedia-2017/obama")
    markup = markup.decode()
    # The first answer holds the questions.
    assert markup.count('class="question"') >= 10
    waiting = re.findall(r'(?:href|src)="(/assets/[^"]+)"', markup)
    fetched_already = set()
    while waiting:
        path = waiting.pop()
        if path in fetched_already:
            continue
        fetched_already.add(path)
        size, body = fetched(path)
        weight += size
        if path.endswith(".js"):
            folder = path.rsplit("/", 1)[0]
            waiting += [f"{folder}/{name}" for name in re.findall(r'(?:from|import) "\./([a-z-]+\.js)"', body.decode())]
    assert len(fetched_already) > 15
    assert weight <= 54_000, weight


def test_a_question_is_asked_signed_and_followed_by_keyboard_alone(server, page):
    question = fill(server)[0]
    with phone() as reader:
        reader.get(page)
        active = lambda: reader.switch_to.active_element
        keys(reader, ".bar a", Keys.ENTER)
        until(reader, lambda d: active().get_attribute("id") == "text")
        active().send_keys(Keys.ESCAPE)
        # Where one came from.
        until(reader, lambda d: active() == d.find_element(By.CSS_SELECTOR, ".bar a"))
        active().send_keys(Keys.ENTER)
        until(reader, lambda d: active().get_attribute("id") == "text")
        active().send_keys("Que garder de tout cela, et pour qui ?", Keys.TAB, Keys.TAB, Keys.ENTER)
        until(reader, lambda d: "est publiée" in plain(text_of(d, "#notice")))
        reader.execute_script("document.querySelector(arguments[0]).focus()", up(question))
        until(reader, lambda d: active().send_keys(Keys.SPACE) is None)
        until(reader, lambda d: server.call("GET", f"{API}/questions/{question['id']}").json["upvotes"] == 5)
        # The focus stays on the button, whatever the server said since.
        until(reader, lambda d: active() == d.find_element(By.CSS_SELECTOR, up(question)))
        until(reader, lambda d: active().get_attribute("aria-pressed") == "true")


def test_those_who_listen_are_not_talked_at(server, page):
    questions = fill(server)
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: len(order(d)) == len(questions))
        follows(reader)
        reader.execute_script("""
            window.heard = [];
            for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]"))
              new MutationObserver(() => region.textContent.trim() && heard.push(region.id + ": " + region.textContent.trim()))
                .observe(region, { childList: true, characterData: true, subtree: true });""")
        for number in range(3):
            ask(server, f"Encore une question, la {number}e ?")
            sign(server, questions[number + 3], 2)
        until(reader, lambda d: "3 nouvelles questions" in plain(text_of(d, "#news")))
        heard = reader.execute_script("return heard")
        assert len(heard) == 1 and heard[0].startswith("told: "), heard


def test_the_page_says_what_holds_when_the_box_turns(server, page):
    questions = fill(server)
    session = f"{API}/sessions/essai"
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: len(order(d)) == len(questions))
        for box, sentence, asks in [("paused", "Pause", False), ("open", "5 voix", True), ("closed", "Les questions sont closes", False)]:
            assert server.call("PATCH", session, {"box": box}, token=server.token).status == 200
            until(reader, lambda d: plain(text_of(d, "#state")).startswith(sentence))
            until(reader, lambda d: (text_of(d, ".bar a") == "Poser une question") == asks)
        assert server.call("DELETE", session, token=server.token).status in (200, 204)
        reader.refresh()
        until(reader, lambda d: "n’a plus lieu" in plain(text_of(d, "#state")))
        # And where to go instead.
        until(reader, lambda d: d.find_elements(By.CSS_SELECTOR, "#elsewhere .sessions a"))


def test_a_part_that_is_fetched_first_hides_no_change_of_the_rest(server, page):
    fill(server)
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: order(d))
        follows(reader)
        # The stars are fetched at once, the page's state two seconds later.
        reader.execute_script("let asked = 0; Math.random = () => asked++ ? 0 : 2.5;")
        changed = server.call("PATCH", f"{API}/sessions/essai", {"ended": True, "box": "closed"}, token=server.token)
        assert changed.status == 200, changed.body
        until(reader, lambda d: plain(text_of(d, "#state")).startswith("Les questions sont closes"))


def crowd(server, session, count):
    """So many questions there, without the minutes that asking them would take."""
    server.sql(f"""
        with asked as (
          insert into questions (summit_id, session_id, number, state, asked_at, upvotes)
          select s.summit_id, s.id, n, 'published', now() - n * interval '6 seconds', n % 20
          from sessions s cross join generate_series(1, {count}) n
          where s.slug = '{session}'
          returning summit_id, id, number, asked_at
        )
        insert into wordings (summit_id, question_id, revision, text, salt, digest, written_by, written_at)
        select summit_id, id, 1, 'La question numéro ' || number || ', quand donc ?', decode(repeat('00', 16), 'hex'),
          decode(repeat('00', 32), 'hex'), 'author', asked_at
        from asked""")
    server.sql(f"update sessions set last_number = {count} where slug = '{session}'")


def test_all_questions_of_a_long_list_are_a_tap_away_and_stay_when_it_moves(server, page):
    crowd(server, "essai", 120)
    with phone() as reader:
        reader.get(page)
        until(reader, lambda d: len(order(d)) == 50)
        tap(reader, "#questions .further a[rel=next]")
        until(reader, lambda d: len(order(d)) == len(set(order(d))) == 120)
        until(reader, lambda d: not d.find_elements(By.CSS_SELECTOR, "#questions .further a"))
        # One of those that came later is hidden, and goes from the phone; the others stay.
        number, question = reader.execute_script(
            "const last = [...document.querySelectorAll('#questions .question')].pop(); return [last.id, last.dataset.id]")
        hidden = server.call("PATCH", f"{API}/questions/{question}", {"action": "hide", "reason": "off_topic"}, token=server.token)
        assert hidden.status == 200, hidden.body
        until(reader, lambda d: number not in order(d))
        assert len(order(reader)) == 119
        # Another is asked, and the list put in its new order.
        asked = ask(server, "Et celle qui vient après toutes ?")
        until(reader, lambda d: is_shown(d, "#news"))
        tap(reader, "#news button")
        until(reader, lambda d: f"q-{asked['number']}" in order(d))
        until(reader, lambda d: len(order(d)) == 120)
