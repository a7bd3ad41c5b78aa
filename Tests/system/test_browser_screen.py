"""The wall: it follows its room all day by itself, is read from the last row on any screen, and never tells a frozen lie."""

import signal
from itertools import combinations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import browser, is_shown, projector, text_of, until, value_of
from hall import Hall, minutes, texts

SHORT = [
    "Combien de pétitions sont restées sans réponse ?", "Qui répond, et jusqu’à quand ?",
    "L’open source a-t-il changé la culture ?", "Que garderiez-vous de ces années-là ?",
    "Et si personne ne signe ?", "Que faire dès lundi matin ?", "Qu’est-ce qui a été le plus dur ?"]
LONG = [
    (f"{n} : une marque doit-elle répondre à la minute, ou prendre le temps d’une vraie réponse, vérifiée, signée et datée, "
     "que chacun pourra relire l’an prochain ? Et qui, dans l’entreprise, aura le droit d’écrire que l’on ne sait pas "
     "encore, sans passer par trois comités, un avocat et deux agences ?")[:280] for n in range(1, 8)]
ODD = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ?",
    "هل ستجيبون عن هذه الأسئلة بعد انتهاء المؤتمر، ومتى؟", "👩‍👩‍👧‍👦 Pourquoi pas des 🎉🎉🎉 partout 😅 ?",
    "Z̶̈ et ç̧̧̧ : des accents empilés ?", "Ligne un ?\nLigne deux ?\nLigne trois ?\nLigne quatre ?",
    "1234567890123456789012345678901234567890", "<b>gras</b> & <script>alert(1)</script> ?"]
SIZES = [
    (1920, 1080), (1280, 720), (3840, 2160), (1024, 768), (1280, 1024), (1080, 1920), (720, 1280), (3440, 1440), (3840, 1080)]


@pytest.fixture(scope="module")
def screen():
    """One browser for all tests of this file."""
    with projector() as driver:
        yield driver


@pytest.fixture
def wall(screen):
    """The wall's browser, as large as most, and nothing that an earlier test left in it."""
    resize(screen, 1920, 1080)
    screen.get("about:blank")
    return screen


@pytest.fixture
def hall(empty_server):
    return Hall(empty_server)


def resize(driver, width, height):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})


def title(driver):
    return text_of(driver, "#what h1")


#: Where an element lies, for scripts.
BOX = """
  const box = element => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
"""


def large(driver):
    return " ".join(text_of(driver, "#large").split())


def settled(driver):
    """Nothing moves any more, and what follows a new size has followed it: that is done as the next frame is drawn."""
    return driver.execute_async_script("""
        const done = arguments[0];
        const look = () => done(document.getAnimations().every(each => each.playState !== 'running'));
        requestAnimationFrame(() => requestAnimationFrame(look));""")


def press(driver, key):
    driver.find_element(By.TAG_NAME, "body").send_keys(key)


# The day of a room --------------------------------------------------------------------------------------------------------


def test_a_rooms_wall_follows_its_programme_all_day_without_being_loaded_again(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 40, 80)
    hall.change("ouverture", box="open")
    hall.ask("ouverture", SHORT[0])
    wall.get(hall.wall)
    until(wall, lambda d: SHORT[0].split()[0] in large(d) and title(d) == "L’ouverture")
    wall.execute_script("window.untouched = true")
    address = text_of(wall, "#join b")
    # Extended, it has more time left.
    hall.change("ouverture", extendBy=15)
    until(wall, lambda d: "encore 35" in text_of(d, "#left") or "encore 34" in text_of(d, "#left"))
    # It ended, and the box lives: talks run late. Closed, the next one is waited for.
    hall.change("ouverture", ended=True)
    until(wall, lambda d: not is_shown(d, "#left"))
    assert title(wall) == "L’ouverture"
    hall.change("ouverture", box="closed")
    until(wall, lambda d: "À suivre" in large(d) and "Le débat" in large(d))
    until(wall, lambda d: "dans 40" in text_of(d, "#countdown") or "dans 39" in text_of(d, "#countdown"))
    # Moved forward it counts down to its new hour, and begins early where somebody opens its box.
    hall.change("debat", startsAt=minutes(10))
    until(wall, lambda d: "dans 10" in text_of(d, "#countdown") or "dans 9" in text_of(d, "#countdown"))
    hall.change("debat", box="open")
    until(wall, lambda d: title(d) == "Le débat" and "première question" in large(d))
    question = hall.ask("debat", SHORT[1])
    until(wall, lambda d: "jusqu’à quand" in large(d))
    hall.sign(question)
    until(wall, lambda d: "5 voix" in large(d))
    # A last one is added, and taken off again: the day is over.
    hall.session("cloture", "La clôture", 90, 95)
    hall.cancel("debat")
    until(wall, lambda d: "La clôture" in large(d))
    hall.cancel("cloture")
    until(wall, lambda d: "fini pour aujourd’hui" in large(d) or "L’ouverture" in title(d))
    assert hall.now()["phase"] == "over"
    until(wall, lambda d: "fini pour aujourd’hui" in large(d))
    assert text_of(wall, "#join b") == address
    assert wall.execute_script("return window.untouched")


def test_time_alone_begins_the_next_session(wall, hall):
    hall.session("debat", "Le débat", 10, 30)
    wall.get(hall.wall)
    until(wall, lambda d: "dans 10" in text_of(d, "#countdown") or "dans 9" in text_of(d, "#countdown"))
    # The page is there and follows: however slow its start was, the last seconds are seen.
    hall.change("debat", startsAt=minutes(15 / 60))
    until(wall, lambda d: "dans un instant" in text_of(d, "#countdown"))
    until(wall, lambda d: "ouvrent bientôt" in large(d) and title(d) == "Le débat")


def test_a_corrected_title_is_on_the_wall_at_once(wall, hall):
    hall.session("ouverture", "L’ouvreture", -20, 20)
    wall.get(hall.wall)
    until(wall, lambda d: title(d) == "L’ouvreture")
    hall.change("ouverture", title="L’ouverture")
    until(wall, lambda d: title(d) == "L’ouverture")


def test_a_sessions_own_wall_says_that_it_is_cancelled_and_what_takes_place_instead(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 25, 60)
    wall.get(f"{hall.server.url}/essai/ouverture/screen")
    until(wall, lambda d: "/j/" in text_of(d, "#join b"))
    hall.cancel("ouverture")
    until(wall, lambda d: "n’a plus lieu" in large(d))
    until(wall, lambda d: "Le débat" in text_of(d, "#state"))
    # The room's code leads elsewhere now.
    until(wall, lambda d: "/essai/ouverture" in text_of(d, "#join b").replace("\n", ""))


def test_without_javascript_the_wall_is_there_and_loaded_again(hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.change("ouverture", box="open")
    hall.ask("ouverture", SHORT[0])
    with browser(1920, 1080, javascript=False) as plain:
        plain.get(hall.wall)
        until(plain, lambda d: "Combien de pétitions" in large(d) and title(d) == "L’ouverture")
        assert 'http-equiv="refresh"' in plain.page_source


# Never a frozen lie -------------------------------------------------------------------------------------------------------


def test_a_wall_that_lost_the_server_says_since_when_and_catches_up(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 40, 80)
    hall.change("ouverture", box="open")
    question = hall.ask("ouverture", SHORT[0], upvotes=4)
    wall.get(hall.wall)
    until(wall, lambda d: "4 voix" in large(d))
    spy_on_moments(wall)
    hall.sign(question)
    until(wall, lambda d: "réponse est due" in large(d))
    until(wall, lambda d: moments(d) == 1 and not is_shown(d, "#moment"))
    port = hall.server.port
    before = text_of(wall, "#clock")
    hall.server.kill()
    until(wall, lambda d: "Sans nouvelles depuis" in text_of(d, "#connection"))
    said = text_of(wall, "#connection")
    assert any(hour in said for hour in (text_of(wall, "#clock"), before))
    # What happens meanwhile: one more crosses, long ago, and the first session is taken off.
    hall.server.sql("update sessions set cancelled_at = now(), version = version + 1 where slug = 'ouverture'")
    hall.server.start(f"127.0.0.1:{port}")
    until(wall, lambda d: not is_shown(d, "#connection"))
    until(wall, lambda d: "Le débat" in large(d))
    # Put back on: what was owed is known, and no spectacle again.
    hall.server.sql("update sessions set cancelled_at = null, version = version + 1 where slug = 'ouverture'")
    until(wall, lambda d: title(d) == "L’ouverture" and "réponse est due" in large(d))
    until(wall, settled)
    assert moments(wall) == 1


def spy_on_moments(driver):
    driver.execute_script("""
      window.moments = 0;
      const place = document.getElementById('moment');
      new MutationObserver(() => { if (!place.hidden) window.moments++; }).observe(place, { attributeFilter: ['hidden'] });""")


def moments(driver):
    return driver.execute_script("return window.moments")


#: The wall takes a connection for dead after 35 seconds without a word; here, when the test says that they have passed.
PATIENCE = """
  const set = window.setTimeout;
  window.setTimeout = (act, time, ...rest) => { if (time === 35000) window.patienceEnds = act; return set(act, time, ...rest); };
"""


def test_silence_is_noticed_though_the_connection_seems_to_live(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    script = wall.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PATIENCE})["identifier"]
    try:
        wall.get(hall.wall)
        until(wall, lambda d: d.execute_script("return Boolean(window.patienceEnds)"))
        until(wall, settled)
        hall.server.process.send_signal(signal.SIGSTOP)
        assert not is_shown(wall, "#connection")
        wall.execute_script("window.patienceEnds()")
        until(wall, lambda d: "Sans nouvelles depuis" in text_of(d, "#connection"))
        hall.server.process.send_signal(signal.SIGCONT)
        until(wall, lambda d: not is_shown(d, "#connection"))
    finally:
        hall.server.process.send_signal(signal.SIGCONT)
        wall.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})


# The moment, and what is announced ----------------------------------------------------------------------------------------


#: What it says, its place, and that of the address; nothing while there is none.
MOMENT = BOX + """
  const moment = document.getElementById('moment');
  return moment.checkVisibility() && [moment.innerText, box(moment), box(document.getElementById('join'))];
"""


def test_a_fallen_threshold_is_one_moment_beside_the_address(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.change("ouverture", box="open")
    question = hall.ask("ouverture", SHORT[0], upvotes=4)
    hall.ask("ouverture", SHORT[1], upvotes=4)
    wall.get(hall.wall)
    until(wall, lambda d: "4 voix" in large(d))
    spy_on_moments(wall)
    # Noted by the page itself, all at once: it is gone in two seconds.
    wall.execute_script(f"""
      window.seen = null;
      const look = () => {{ window.seen ??= (() => {{ {MOMENT} }})() || null; if (!window.seen) requestAnimationFrame(look); }};
      look();""")
    hall.sign(question)
    text, moment, address = until(wall, lambda d: d.execute_script("return window.seen"))
    assert "une réponse est due" in text and "Combien de pétitions" in text and not overlap(moment, address)
    until(wall, lambda d: not is_shown(d, "#moment"))
    # Another state of the same is no moment.
    hall.sign(question)
    until(wall, lambda d: "6 voix" in large(d))
    assert moments(wall) == 1


def test_an_announcement_that_the_page_came_with_is_not_drawn_again(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.announce("Le déjeuner est servi")
    # From the first moment on, as the page came: nothing is put there or taken away.
    script = wall.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": """
      window.changes = 0;
      new MutationObserver((_, observer) => {
        const place = document.querySelector('#announcements');
        if (!place?.nextElementSibling) return;
        observer.disconnect();
        new MutationObserver(records => { window.changes += records.length; }).observe(place, { subtree: true, childList: true, attributes: true });
      }).observe(document, { subtree: true, childList: true });"""})["identifier"]
    try:
        wall.get(hall.wall)
        until(wall, lambda d: text_of(d, "#announcements p") == "Le déjeuner est servi")
        # The stream has said it again, and with it another.
        hall.announce("Micro en salle")
        until(wall, lambda d: texts(d, "#announcements p") == ["Micro en salle", "Le déjeuner est servi"])
        until(wall, settled)
        assert wall.execute_script("return window.changes") == 1
    finally:
        wall.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})


def test_announcements_leave_address_and_questions_to_be_read(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.change("ouverture", box="open")
    for upvotes, text in enumerate(reversed(LONG[:6]), 4):
        hall.ask("ouverture", text, upvotes)
    wall.get(hall.wall)
    for text in ["Le déjeuner est servi", LONG[0], LONG[1]]:
        hall.announce(text)
        until(wall, lambda d: text_of(d, "#announcements p").startswith(text[:20]))
        for size in [(1920, 1080), (1024, 768), (1080, 1920)]:
            resize(wall, *size)
            until(wall, settled)
            check_layout(wall)
            for part in ("#join", "#large blockquote"):
                assert apart(wall, "#announcements", part)


def test_what_was_said_to_the_last_session_does_not_go_on_in_the_next(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 30, 60)
    wall.get(hall.wall)
    until(wall, lambda d: title(d) == "L’ouverture")
    hall.announce("À tout le sommet")
    hall.announce("À l’ouverture seule", session="ouverture")
    until(wall, lambda d: len(texts(d, "#announcements p")) == 2)
    hall.change("ouverture", ended=True)
    until(wall, lambda d: "Le débat" in large(d))
    until(wall, lambda d: texts(d, "#announcements p") == ["À tout le sommet"])


# From the last row, on any screen -----------------------------------------------------------------------------------------

BOXES = BOX + """
  return arguments[0].map(selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(box));
"""


def boxes(driver, *selectors):
    return driver.execute_script(BOXES, list(selectors))


def overlap(one, other):
    return min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1 and (
        min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1)


def apart(driver, one, other):
    first, second = boxes(driver, one, other)
    return not any(overlap(a, b) for a in first for b in second)


def check_layout(driver):
    """All is on the screen, nothing lies over anything else, nothing is cut in two, and it can be read from 15 m."""
    width, height = driver.execute_script("return [innerWidth, innerHeight]")
    parts = ["#what h1", "#what .meta", "#join p", "#join svg", "#large blockquote", "#large .gauge", "#small li",
             "footer #state", "footer #head", "#connection", "#announcements > div:first-child"]
    found = [(part, box) for part, group in zip(parts, boxes(driver, *parts)) for box in group]
    assert {"#join p", "#join svg"} <= {part for part, _ in found}
    for part, box in found:
        inside = box["left"] >= -1 and box["top"] >= -1 and box["right"] <= width + 1 and box["bottom"] <= height + 1
        assert inside, (part, box, width, height)
    for (part, one), (other, two) in combinations(found, 2):
        assert not overlap(one, two), (part, other, one, two)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    # A letter's size against the shorter side: 2.2 % is 24 pixels of 1080.
    least = driver.execute_script("""
      return Math.min(...[...document.querySelectorAll('#large blockquote, #small li:not([hidden]) p, #join b, #state')]
        .filter(e => e.checkVisibility()).map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert least >= .022 * min(width, height), least
    # No word of the large question lies outside its lines.
    assert driver.execute_script("""
      const text = document.querySelector('#large blockquote');
      return !text || text.scrollWidth <= text.clientWidth + 1""")


def test_a_crowded_head_is_cut_and_the_address_is_whole(wall, hall):
    """Twenty-five speakers and a title of 186 letters."""
    people = []
    for number in range(1, 26):
        hall.call("POST", hall.path + "/speakers", {
            "slug": f"x{number}", "name": f"Intervenante Très-Long-Prénom-Composé {number}",
            "affiliation": "Communauté d’agglomération du Pays d’Exemple"})
        people.append(f"x{number}")
    hall.session("table", (
        "Table ronde de clôture : ce que les villes, les régions et les entreprises ont promis, ce qu’elles ont tenu, et "
        "ce que l’on peut encore leur demander avant la prochaine édition du sommet"), -20, 20)
    hall.change("table", box="open", speakers=people)
    for text in ("", *SHORT[:5]):
        if text:
            hall.ask("table", text)
        if text in ("", SHORT[4]):
            for width, height in ((1920, 1080), (1024, 768), (1280, 800), (1024, 640)):
                resize(wall, width, height)
                wall.get(hall.wall)
                until(wall, settled)
                check_layout(wall)
                title, meta, line, join, code = (found[0] for found in boxes(
                    wall, "#what h1", "#what .people", "#what .meta", "#join b", "#join svg"))
                lines = wall.execute_script(
                    "return Math.round(arguments[0] / parseFloat(getComputedStyle(document.querySelector('#what h1')).lineHeight))",
                    title["bottom"] - title["top"])
                assert lines <= 3 and meta["bottom"] <= line["bottom"] + 1
                assert min(code["right"] - code["left"], code["bottom"] - code["top"]) >= .09 * min(width, height)
                assert not overlap(title, join) and not overlap(meta, join)
                cut = "return getComputedStyle(document.querySelector('#what .people')).textOverflow"
                assert wall.execute_script(cut) == "ellipsis"
    resize(wall, 360, 740)
    wall.get(f"{hall.server.url}/essai/table")
    assert wall.execute_script("return document.documentElement.scrollWidth") == 360
    (head,), (hours,) = boxes(wall, "header.head", ".who")
    assert head["bottom"] - head["top"] < 480 and "–" in text_of(wall, ".who").rsplit("\n", 1)[-1]


@pytest.mark.parametrize("kind", ["short", "long", "odd"])
def test_questions_of_any_length_fit_any_screen(wall, hall, kind):
    hall.session("ouverture", "Une session dont le titre est assez long pour deux lignes, et même pour trois si l’on insiste un peu", -20, 20)
    hall.change("ouverture", box="open")
    wall.get(hall.wall)
    for number, text in enumerate({"short": SHORT, "long": LONG, "odd": ODD}[kind], 1):
        hall.ask("ouverture", text, upvotes=4 if number % 2 else 6)
        if number in (1, 2, 7):
            until(wall, lambda d: len(texts(d, "#large blockquote")) == 1)
            for size in SIZES:
                resize(wall, *size)
                until(wall, settled)
                check_layout(wall)
    until(wall, lambda d: len(texts(d, "#small li")) >= 3)


def test_between_sessions_and_at_the_end_it_fits_too(wall, hall):
    hall.session("debat", LONG[0][:150], 40, 80)
    wall.get(hall.wall)
    until(wall, lambda d: "une marque doit-elle" in large(d))
    for size in SIZES:
        resize(wall, *size)
        until(wall, settled)
        check_layout(wall)
    hall.cancel("debat")
    until(wall, lambda d: "fini pour aujourd’hui" in large(d))
    for size in SIZES:
        resize(wall, *size)
        until(wall, settled)
        check_layout(wall)


# The operator -------------------------------------------------------------------------------------------------------------


def test_the_operators_keys(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.change("ouverture", box="open")
    questions = [hall.ask("ouverture", text, 8 - number) for number, text in enumerate(SHORT[:3])]
    wall.get(hall.wall)
    # The stream draws.
    hall.sign(questions[0])
    until(wall, lambda d: "9 voix" in large(d))
    until(wall, lambda d: value_of(d, "#large", "data-id") == questions[0])
    # n: the next one large, on this wall alone; back at the end, or with Escape, or when the host highlights one.
    press(wall, "n")
    until(wall, lambda d: value_of(d, "#large", "data-id") == questions[1])
    hall.sign(questions[2])
    until(wall, lambda d: d.find_element(By.CSS_SELECTOR, f"[data-id='{questions[2]}'] .count").text == "7")
    assert value_of(wall, "#large", "data-id") == questions[1]
    press(wall, Keys.ESCAPE)
    until(wall, lambda d: value_of(d, "#large", "data-id") == questions[0])
    press(wall, "n")
    hall.curate(questions[2], "highlight")
    until(wall, lambda d: value_of(d, "#large", "data-id") == questions[2])
    # b: black with the address, all black, back.
    press(wall, "b")
    until(wall, lambda d: is_shown(d, "#join") and not is_shown(d, "#large"))
    press(wall, "b")
    until(wall, lambda d: not is_shown(d, "#join"))
    press(wall, "b")
    until(wall, lambda d: is_shown(d, "#large"))
    press(wall, "b")
    press(wall, Keys.ESCAPE)
    until(wall, lambda d: is_shown(d, "#join") and is_shown(d, "#large"))
    # ?: the card, and Escape closes it.
    press(wall, "?")
    until(wall, lambda d: "plein écran" in text_of(d, "#help"))
    press(wall, Keys.ESCAPE)
    until(wall, lambda d: not is_shown(d, "#help"))
    press(wall, "f")
    until(wall, lambda d: d.execute_script("return document.fullscreenElement !== null"))
    press(wall, "f")
    until(wall, lambda d: d.execute_script("return document.fullscreenElement === null"))


def test_a_day_of_states_leaves_nothing_behind(wall, hall):
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 40, 80)
    hall.change("ouverture", box="open")
    question = hall.ask("ouverture", SHORT[0])
    wall.get(hall.wall)
    until(wall, lambda d: "4 voix" in large(d))
    wall.execute_cdp_cmd("Performance.enable", {})

    def day():
        for box in ("paused", "closed", "open"):
            hall.change("ouverture", box=box)
            until(wall, lambda d: {"paused": "Pause", "closed": "closes" , "open": "s’engage"}[box] in text_of(d, "#state"))
        withdrawn = hall.announce("Micro en salle")
        until(wall, lambda d: "Micro" in text_of(d, "#announcements"))
        hall.call("DELETE", f"{hall.path}/announcements/{withdrawn}")
        until(wall, lambda d: not is_shown(d, "#announcements"))
        hall.sign(question)

    def weight():
        until(wall, settled)
        wall.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        metrics = wall.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return {each["name"]: each["value"] for each in metrics if each["name"] in ("Nodes", "JSEventListeners", "Documents")}

    day()
    before = weight()
    for _ in range(6):
        day()
    after = weight()
    assert after["Documents"] <= before["Documents"] + 1
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 4
    assert after["Nodes"] <= before["Nodes"] + 200
