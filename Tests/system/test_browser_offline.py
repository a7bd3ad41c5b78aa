"""A phone in a hall with bad Wi-Fi: pages open without a network, and what was done there arrives once."""

import time

import pytest
from selenium.webdriver.common.by import By

from browser import click, keys, phone, text_of, until, value_of
from conftest import SEEDS, serving
from network import Network
from test_browser import ask_by_thumb, plain, the_question

SUMMIT = "/api/v1/summits/imedia-2017"
TEXT = "Que restera-t-il de tout cela quand le réseau sera revenu ?"


@pytest.fixture(scope="module")
def hall(cluster, tmp_path_factory):
    """One server and one browser for all: each test has a session and an origin of its own."""
    with serving(cluster, tmp_path_factory.mktemp("state"), SEEDS) as server, phone() as driver:
        yield server, driver


class Visit:
    """A reader in a session that nobody else is in, over a network of their own."""

    number = 0

    def __init__(self, server, driver, **details):
        Visit.number += 1
        self.server, self.driver, self.slug = server, driver, f"essai-{Visit.number}"
        self.path = f"{SUMMIT}/sessions/{self.slug}"
        new = {
            "slug": self.slug, "title": "Une session d’essai", "startsAt": "2026-01-01T09:00:00+01:00",
            "endsAt": "2099-01-01T10:00:00+01:00", "audience": 40, **details}
        assert server.call("POST", f"{SUMMIT}/sessions", new, token=server.token).status == 201
        self.box("open")
        self.network = Network(server.port)
        self.page = f"{self.network.url}/imedia-2017/{self.slug}"

    def box(self, state):
        changed = self.server.call("PATCH", self.path, {"box": state}, token=self.server.token)
        assert changed.status == 200, changed.body

    def ask(self, text="Une question qui était là avant que le réseau parte ?"):
        asked = self.server.call("POST", self.path + "/questions", {"text": text}, token=self.server.join())
        assert asked.status == 201, asked.body
        return asked.json["id"]

    def listed(self):
        return self.server.call("GET", self.path + "/questions").json["questions"]

    def upvotes(self, question):
        return self.server.call("GET", f"{SUMMIT}/questions/{question}").json["upvotes"]

    def open(self):
        """Opens the page, and waits until this browser could open it without a network."""
        self.driver.get(self.page)
        until(self.driver, lambda d: self.kept(f"/imedia-2017/{self.slug}") and self.kept("/imedia-2017"))

    def kept(self, address):
        return self.driver.execute_async_script(
            "const done = arguments[1];"
            "if (!navigator.serviceWorker.controller) done(false);"
            "else caches.match(arguments[0], { ignoreVary: true }).then(page => done(page !== undefined))", address)

    def sees(self, selector, text):
        until(self.driver, lambda d: plain(text) in plain(text_of(d, selector)))

    def button(self, question):
        return until(
            self.driver, lambda d: d.find_element(By.CSS_SELECTOR, f"[data-id='{question}'] button.up"))

    def press(self, question):
        """The question's button, once."""
        click(self.driver, f"[data-id='{question}'] button.up")

    def says(self, question, words):
        """Waits until the question's button does: its count, and what is said under it."""
        until(self.driver, lambda d: [
            self.button(question).find_element(By.CSS_SELECTOR, part).text for part in ("b", "small:not(.hidden)")]
            == words)

    def choose(self, words):
        """Presses one of the buttons beside what was not sent."""
        def press(driver):
            found = [button for button in driver.find_elements(By.CSS_SELECTOR, ".choices button") if button.text == words]
            return found and found[0].click() is None
        until(self.driver, press)


@pytest.fixture
def visit(hall):
    visits = []

    def begin(**details):
        visits.append(Visit(*hall, **details))
        return visits[-1]
    yield begin
    _, driver = hall
    for window in driver.window_handles[1:]:
        driver.switch_to.window(window)
        driver.close()
    driver.switch_to.window(driver.window_handles[0])
    driver.get("about:blank")
    # Cookies are every port's, and one person may only ask so much in a minute.
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    for each in visits:
        each.network.close()


def test_what_was_read_opens_without_a_network_and_says_of_when_it_is(visit):
    hall = visit()
    hall.ask("Cette question se lit-elle aussi sans le moindre réseau ?")
    hall.open()
    hall.network.turn("away")
    hall.driver.get(hall.page)
    hall.sees("#stale", "Sans réseau : état de")
    until(hall.driver, lambda d: the_question(d, "Cette question se lit-elle aussi sans le moindre réseau ?"))
    # It is laid out, and does not claim to be live.
    until(hall.driver, lambda d: d.find_element(By.CSS_SELECTOR, ".question").value_of_css_property("display") == "grid")
    until(hall.driver, lambda d: not text_of(d, ".live"))
    hall.driver.get(hall.network.url + "/imedia-2017")
    hall.sees("#stale", "Sans réseau : état de")
    hall.sees("main", "Une session d’essai")
    # What was never opened says so in one sentence.
    hall.driver.get(hall.network.url + "/imedia-2017/jamais-vue")
    hall.sees("main", "n’a pas encore été ouverte sur ce téléphone")
    # Each comes back by itself.
    hall.driver.get(hall.page)
    hall.sees("#stale", "Sans réseau")
    hall.network.turn("up")
    until(hall.driver, lambda d: not text_of(d, "#stale") and text_of(d, ".live"))


def test_a_network_that_says_nothing_is_not_waited_for(visit):
    hall = visit()
    hall.open()
    hall.network.turn("mute")
    # It waits four seconds for the network; where nothing is kept it would be thirty.
    began = time.monotonic()
    hall.driver.get(hall.page)
    hall.sees("#stale", "Sans réseau : état de")
    assert time.monotonic() - began < 25


def test_a_vote_in_a_dead_spot_says_that_it_will_be_sent_and_counts_once(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.network.turn("away")
    hall.press(question)
    hall.says(question, ["2", "sera envoyée"])
    until(hall.driver, lambda d: hall.button(question).get_attribute("aria-pressed") == "true")
    assert hall.upvotes(question) == 1
    hall.network.turn("up")
    hall.says(question, ["2", "voix"])
    assert hall.upvotes(question) == 2
    assert hall.network.sent("PUT", "/upvote") == 1


def test_of_several_wishes_the_last_one_counts(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.network.turn("away")
    for _ in range(3):
        hall.press(question)
    hall.press(question)
    hall.says(question, ["1", "sera envoyée"])
    until(hall.driver, lambda d: hall.button(question).get_attribute("aria-pressed") == "false")
    hall.network.turn("up")
    hall.says(question, ["1", "voix"])
    assert hall.upvotes(question) == 1
    assert hall.network.sent("DELETE", "/upvote") == 1
    assert hall.network.sent("PUT", "/upvote") == 0


def test_where_the_browser_keeps_nothing_the_forms_do(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    full = hall.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {
        "source": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }"})
    try:
        hall.driver.refresh()
        hall.press(question)
        until(hall.driver, lambda d: hall.upvotes(question) == 2)
        hall.says(question, ["2", "voix"])
        hall.press(question)
        until(hall.driver, lambda d: hall.upvotes(question) == 1)
        hall.says(question, ["1", "voix"])
        ask_by_thumb(hall.driver, TEXT)
        until(hall.driver, lambda d: d.find_elements(By.CSS_SELECTOR, "#notice a[href*='/receipts/']"))
        assert [asked["text"] for asked in hall.listed()].count(TEXT) == 1
        # What arrived is no draft.
        until(hall.driver, lambda d: not value_of(d, "#text"))
        # What was said once is not read from the phone later.
        hall.network.turn("away")
        hall.driver.refresh()
        hall.sees("#stale", "Sans réseau : état de")
        assert not hall.driver.find_elements(By.CSS_SELECTOR, "#notice a")
    finally:
        hall.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", full)
        # One person may ask only so much in a while: the tests behind this one are somebody else's.
        hall.network.turn("up")
        hall.driver.delete_all_cookies()


def test_what_was_looked_for_is_not_kept(visit):
    hall = visit()
    hall.ask()
    hall.open()
    hall.driver.get(f"{hall.page}?q=question")
    until(hall.driver, lambda d: d.find_element(By.ID, "found"))
    hall.driver.get(f"{hall.page}?view=new")
    until(hall.driver, lambda d: hall.kept(f"/imedia-2017/{hall.slug}?view=new"))
    assert not hall.kept(f"/imedia-2017/{hall.slug}?q=question")


def test_a_question_and_a_vote_leave_after_the_tab_was_closed(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.network.turn("away")
    hall.press(question)
    ask_by_thumb(hall.driver, TEXT)
    hall.sees("#kept", TEXT)
    hall.sees("#kept", "l’envoi se fera, une seule fois")
    # The tab goes, and nothing of it is left but what lies in the outbox.
    first = hall.driver.current_window_handle
    hall.driver.switch_to.new_window("tab")
    second = hall.driver.current_window_handle
    hall.driver.switch_to.window(first)
    hall.driver.close()
    hall.driver.switch_to.window(second)
    # Opened again, still without a network, it is still there.
    hall.driver.get(hall.page)
    hall.sees("#kept", TEXT)
    hall.says(question, ["2", "sera envoyée"])
    hall.driver.get("about:blank")
    hall.network.turn("up")
    hall.driver.get(hall.page)
    hall.sees("#notice", "Votre question n° 2 est publiée")
    until(hall.driver, lambda d: the_question(d, TEXT))
    assert [asked["text"] for asked in hall.listed()].count(TEXT) == 1
    assert hall.upvotes(question) == 2
    assert hall.network.sent("POST", "/questions") == 1
    assert hall.network.sent("PUT", "/upvote") == 1


def test_the_service_worker_sends_where_no_page_can(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    # The page alone has no network: the browser wakes the worker, as when nobody has the page open any more.
    hall.driver.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    hall.driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        until(hall.driver, lambda d: not d.execute_script("return navigator.onLine"))
        hall.press(question)
        until(hall.driver, lambda d: hall.upvotes(question) == 2)
        # And the page hears of it.
        hall.says(question, ["2", "voix"])
    finally:
        hall.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**offline, "offline": False})
    assert hall.network.sent("PUT", "/upvote") == 1


def test_from_two_tabs_everything_is_sent_once(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.network.turn("away")
    hall.press(question)
    ask_by_thumb(hall.driver, TEXT)
    hall.sees("#kept", TEXT)
    hall.driver.switch_to.new_window("tab")
    hall.driver.get(hall.page)
    hall.sees("#kept", TEXT)
    hall.network.turn("up")
    until(hall.driver, lambda d: hall.network.sent("POST", "/questions") == 1)
    for window in hall.driver.window_handles:
        hall.driver.switch_to.window(window)
        # A page that came from the phone twice in a row is not asked for again for twenty seconds.
        until(hall.driver, lambda d: the_question(d, TEXT))
        until(hall.driver, lambda d: not text_of(d, "#kept"))
    assert [asked["text"] for asked in hall.listed()].count(TEXT) == 1
    assert hall.network.sent("POST", "/questions") == 1
    assert hall.network.sent("PUT", "/upvote") == 1


@pytest.mark.parametrize("killed", [False, True])
def test_an_answer_that_got_lost_makes_no_second_question(visit, hall, killed):
    server, driver = hall
    reader = visit()
    reader.open()
    port = server.port
    # The server has it on disk; the phone never hears of it.
    reader.network.lose = ("POST", "questions")
    ask_by_thumb(driver, TEXT)
    until(driver, lambda d: reader.network.sent("POST", "/questions") == 1)
    if killed:
        server.kill()
        reader.sees("#kept", TEXT)
        server.start(f"127.0.0.1:{port}")
    reader.sees("#notice", "Votre question n° 1 est publiée")
    assert reader.network.sent("POST", "/questions") == 2
    assert len(reader.listed()) == 1


def test_what_came_too_late_is_said_and_kept_until_it_is_dismissed(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.network.turn("away")
    hall.press(question)
    ask_by_thumb(hall.driver, TEXT)
    hall.sees("#kept", TEXT)
    hall.box("closed")
    hall.server.sql(
        f"update sessions set closed_at = closed_at - interval '16 minutes' where slug = '{hall.slug}'")
    hall.network.turn("up")
    hall.sees("#kept", "Les questions sont closes : la vôtre est arrivée trop tard")
    hall.sees("#kept", TEXT)
    hall.sees("main", "Votre voix est arrivée trop tard : elle ne compte plus")
    assert (hall.upvotes(question), len(hall.listed())) == (1, 1)
    # Kept over a reload, and gone when the reader says so.
    hall.driver.get(hall.page)
    hall.sees("#kept", TEXT)
    hall.choose("Effacer")
    hall.choose("Compris")
    until(hall.driver, lambda d: not text_of(d, "#kept") and not d.find_elements(By.CSS_SELECTOR, ".unsent"))
    hall.driver.get(hall.page)
    until(hall.driver, lambda d: text_of(d, "#state") and not text_of(d, "#kept"))


def test_a_text_that_is_refused_is_kept_and_can_be_mended(visit):
    hall = visit()
    hall.open()
    hall.network.turn("away")
    # Long enough for the form, and too short for the rules once trimmed.
    ask_by_thumb(hall.driver, "   trop bref   ")
    hall.sees("#kept", "trop bref")
    hall.network.turn("up")
    hall.sees("#kept", "Votre question est trop courte")
    hall.choose("Modifier")
    until(hall.driver, lambda d: value_of(d, "#text").strip() == "trop bref")
    until(hall.driver, lambda d: d.find_element(By.ID, "text").clear() is None)
    keys(hall.driver, "#text", TEXT)
    click(hall.driver, "#sheet button.strong")
    hall.sees("#notice", "Votre question n° 1 est publiée")
    assert [asked["text"] for asked in hall.listed()] == [TEXT]
    until(hall.driver, lambda d: not text_of(d, "#kept"))


def test_a_verdict_and_stars_wait_for_the_network_too(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    hall.press(question)
    until(hall.driver, lambda d: hall.upvotes(question) == 2)
    answered = hall.server.call(
        "PUT", f"{SUMMIT}/questions/{question}/answer", {"kind": "written", "text": "Voici notre réponse."},
        token=hall.server.token)
    assert answered.status == 200, answered.body
    assert hall.server.call("PATCH", hall.path, {"ended": True}, token=hall.server.token).status == 200
    hall.driver.get(hall.page)
    until(hall.driver, lambda d: d.find_elements(By.CSS_SELECTOR, "form.verdict") and text_of(d, "#feedback"))
    hall.network.turn("away")
    hall.driver.execute_script("""
        document.querySelector("form.verdict button[value='0']").click();
        document.querySelector("#feedback input[value='4']").click();
        document.querySelector("#comment").value = "Très clair";
        document.querySelector("#feedback form").requestSubmit();""")
    hall.sees(".unsent", "l’envoi se fera, une seule fois")
    hall.sees("#kept", "Votre avis sur la session")
    hall.network.turn("up")
    hall.sees(".question", "0 oui, 1 non")
    hall.sees("#feedback summary", "4 étoiles")
    until(hall.driver, lambda d: not text_of(d, "#kept") and not text_of(d, ".unsent"))
    report = hall.server.call("GET", hall.path + "/feedback", token=hall.server.token).json
    assert report["histogram"] == [0, 0, 0, 1, 0]


def test_after_a_new_version_was_deployed_the_pages_still_open(visit):
    hall = visit()
    question = hall.ask()
    hall.open()
    version = hall.driver.execute_script("return document.querySelector('link[rel=stylesheet]').href.split('/')[4]")
    # From here on every address of a file is another one.
    hall.network.rewrite = [(version, "z" * len(version))]
    hall.driver.get(hall.network.url + "/imedia-2017")
    until(hall.driver, lambda d: d.execute_async_script(
        "const done = arguments[0]; caches.keys().then(names => done(names.filter(name => name.startsWith('files/'))))")
        == ["files/" + "z" * len(version)])
    # The session is still the old version's page, and its files are the new version's.
    hall.network.turn("away")
    hall.driver.get(hall.page)
    hall.sees("#stale", "Sans réseau")
    assert version in hall.driver.page_source
    until(hall.driver, lambda d: d.find_element(By.CSS_SELECTOR, ".question").value_of_css_property("display") == "grid")
    hall.press(question)
    hall.says(question, ["2", "sera envoyée"])
    hall.network.turn("up")
    until(hall.driver, lambda d: hall.upvotes(question) == 2)


def test_erasing_what_is_held_clears_this_phone_too(visit):
    hall = visit()
    hall.open()
    hall.driver.execute_script(f"localStorage.setItem('tribune:draft:imedia-2017/{hall.slug}', '{{}}')")
    hall.network.turn("away")
    ask_by_thumb(hall.driver, TEXT)
    hall.sees("#kept", TEXT)
    hall.box("paused")
    hall.network.turn("up")
    hall.sees("#kept", "Les questions sont en pause")
    hall.driver.get(hall.network.url + "/imedia-2017/privacy/me")
    hall.sees("#phone", "Envois qui attendent : 1")
    hall.driver.execute_script(
        "document.getElementById('confirm').click(); document.querySelector('button.danger').click()")
    hall.sees("#notice", "C’est effacé")
    until(hall.driver, lambda d: not hall.kept(f"/imedia-2017/{hall.slug}"))
    assert hall.driver.execute_script("return Object.keys(localStorage).filter(key => key.includes('draft')).length") == 0
    hall.driver.get(hall.page)
    until(hall.driver, lambda d: text_of(d, "#state") and not text_of(d, "#kept"))


def test_what_one_person_left_is_not_sent_as_another(visit):
    hall = visit()
    hall.open()
    # Known as the first from here on.
    hall.driver.get(hall.page)
    until(hall.driver, lambda d: d.execute_script("return document.body.dataset.joined"))
    hall.network.turn("away")
    ask_by_thumb(hall.driver, TEXT)
    hall.sees("#kept", TEXT)
    hall.driver.get("about:blank")
    other = hall.server.join()
    for path in ("/imedia-2017", SUMMIT):
        hall.driver.execute_cdp_cmd("Network.setCookie", {
            "name": "tribune_attendee", "value": other, "url": hall.network.url + path, "path": path,
            "httpOnly": True, "sameSite": "Lax"})
    hall.network.turn("up")
    hall.driver.get(hall.page)
    hall.sees("#kept", "Préparé par une autre personne sur ce téléphone : rien n’est parti")
    assert hall.listed() == []


def test_a_summit_can_be_put_on_the_home_screen(visit):
    hall = visit()
    hall.open()
    manifest = hall.server.call("GET", "/imedia-2017/manifest.webmanifest", headers={"Accept-Language": "en"})
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    assert (manifest.json["start_url"], manifest.json["display"]) == ("/imedia-2017", "standalone")
    assert manifest.json["lang"] == "en" and len(manifest.json["short_name"]) <= 12
    sizes = {icon["sizes"]: icon for icon in manifest.json["icons"] if icon["type"] == "image/png"}
    for icon in manifest.json["icons"]:
        assert hall.server.call("GET", icon["src"]).headers["Content-Type"] == icon["type"]
    assert {"192x192", "512x512"} <= set(sizes)
    problems = hall.driver.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"]
    # A window that is never looked at counts as incognito to no one else.
    assert [problem["errorId"] for problem in problems if problem["errorId"] != "in-incognito"] == []
    worker = hall.server.call("GET", "/sw.js")
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.headers["Content-Type"].startswith("text/javascript")
