"""Browsers that get in the way: they sleep, keep nothing, translate, compose, have the wrong time, or sit behind somebody else's box."""

import pytest
from selenium.webdriver.common.by import By

import axe
from browser import KEEPS_NOTHING, click, is_shown, keys, phone, projector, text_of, until, value_of
from conftest import SEEDS, serving
from test_browser import ask_by_thumb, plain, type_a_question
from test_browser_phone import tap
from test_browser_offline import SUMMIT, TEXT, Visit

#: Of the question that is there already.
ASKED = "Que ferez-vous lundi matin de ce que vous avez entendu ici ?"


@pytest.fixture(scope="module")
def hall(cluster, tmp_path_factory):
    """One server and one browser for all: each test has a session and an origin of its own."""
    with serving(cluster, tmp_path_factory.mktemp("state"), SEEDS) as server, phone() as driver:
        yield server, driver


@pytest.fixture
def visit(hall):
    visits, scripts = [], []
    _, driver = hall

    def begin(script=None, **details):
        if script:
            scripts.append(driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script}))
        visits.append(Visit(*hall, **details))
        return visits[-1]
    yield begin
    for script in scripts:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    for window in driver.window_handles[1:]:
        driver.switch_to.window(window)
        driver.close()
    driver.switch_to.window(driver.window_handles[0])
    driver.get("about:blank")
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    for each in visits:
        each.network.close()


def live(hall):
    """The page has joined, and follows the session."""
    until(hall.driver, lambda d: hall.network.streams and text_of(d, "#attendees") not in ("", "0"))


def translate(driver, selector):
    """What Chrome's translation does to an element's text."""
    driver.execute_script("""
        for (const element of document.querySelectorAll(arguments[0]))
          element.innerHTML = "<font><font>Verbindung wird hergestellt</font></font>";""", selector)


# Nothing waits for ever -----------------------------------------------------------------------------------------------


def test_a_vote_does_not_wait_for_a_page_that_sleeps_over_the_outbox(visit):
    hall = visit()
    question = hall.ask()
    driver = hall.driver
    driver.get(hall.page)
    live(hall)
    # A page that was frozen while it sent: it holds every lock there is, and its lease, and renews neither. The lease is six
    # seconds long, so another page votes as soon as it stands.
    driver.execute_script('navigator.locks?.request("tribune/outbox", () => new Promise(() => {}))')
    driver.switch_to.new_window("tab")
    driver.get(hall.page)
    hall.button(question)
    driver.execute_async_script("""
        const [question, done] = arguments;
        const opening = indexedDB.open("tribune");
        opening.onsuccess = () => {
          const change = opening.result.transaction("leases", "readwrite");
          change.objectStore("leases").put({ name: "outbox", owner: "asleep", beat: 1, until: Date.now() + 6000 });
          change.oncomplete = () => {
            document.querySelector(`[data-id='${question}'] button.up`).click();
            done();
          };
        };""", question)
    # It says that it waits, to the eye and to those who listen.
    hall.says(question, ["2", "sera envoyée"])
    hall.sees("#connection", "Votre voix n’est pas encore partie")
    until(driver, lambda d: hall.upvotes(question) == 2)
    hall.says(question, ["2", "voix"])
    until(driver, lambda d: not text_of(d, "#connection"))
    until(driver, lambda d: d.find_element(By.ID, "told").get_attribute("textContent") == "Votre voix compte.")


#: A page's long waits in a quarter of their time.
HASTY = """
  const wait = window.setTimeout;
  window.setTimeout = (act, milliseconds, ...more) => wait(act, milliseconds >= 5000 ? milliseconds / 4 : milliseconds, ...more);
"""


@pytest.mark.parametrize("hold", ["all", "body"])
def test_where_streams_are_held_back_phone_and_wall_ask_until_they_pass(visit, hold):
    hall = visit(HASTY)
    first = hall.ask()
    for _ in range(3):
        hall.server.call("PUT", f"{SUMMIT}/questions/{first}/upvote", token=hall.server.join())
    second = hall.ask("Une autre question, que l’on masquera bientôt ?")
    hall.network.hold = hold
    with projector() as wall:
        wall.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": HASTY})
        wall.get(f"{hall.page}/screen")
        hall.driver.get(hall.page)
        hall.sees("#connection", "demande les nouvelles toutes les 20 secondes")
        until(wall, lambda d: "toutes les 20 secondes" in plain(text_of(d, "#connection")))
        assert hall.driver.find_elements(By.CSS_SELECTOR, f"[data-id='{second}']")
        hidden = hall.server.call("PATCH", f"{SUMMIT}/questions/{second}", {"action": "hide", "reason": "unclear"},
                                  token=hall.server.token)
        assert hidden.status == 200, hidden.body
        hall.server.call("PUT", f"{SUMMIT}/questions/{first}/upvote", token=hall.server.join())
        until(hall.driver, lambda d: not d.find_elements(By.CSS_SELECTOR, f"[data-id='{second}']"))
        hall.says(first, ["5", "voix"])
        until(wall, lambda d: "5 voix" in plain(text_of(d, "#large")))
        # Once they pass, it is live again, and says no more.
        hall.network.pass_streams()
        for driver in (hall.driver, wall):
            until(driver, lambda d: not text_of(d, "#connection"))


#: No other tab holds the connection that this one needs.
REACHES = "Promise.race([fetch('/healthz').then(({ status }) => status), new Promise(done => setTimeout(done, 8000))])"


def test_eight_tabs_of_one_browser_are_all_live_and_one_leads_after_another(visit):
    hall = visit()
    question = hall.ask()
    driver = hall.driver
    driver.get(hall.page)
    for number in range(7):
        driver.switch_to.new_window("tab")
        driver.get(hall.page if number < 6 else f"{hall.page}/screen")
    tabs = driver.window_handles
    assert len(tabs) == 8

    def all_show(count, shown=tabs):
        for tab in shown:
            driver.switch_to.window(tab)
            until(driver, lambda d: text_of(d, "button.up b, #large .count").split()[:1] == [count])
            assert axe.evaluate(driver, REACHES) == 200

    def sign(people):
        for _ in range(people):
            hall.server.call("PUT", f"{SUMMIT}/questions/{question}/upvote", token=hall.server.join())

    sign(4)
    all_show("5")
    # The one that is seen leads. It is frozen, as phones do with tabs; then it and another are closed.
    driver.execute_cdp_cmd("Page.setWebLifecycleState", {"state": "frozen"})
    sign(1)
    all_show("6", tabs[:-1])
    driver.switch_to.window(tabs[-1])
    driver.execute_cdp_cmd("Page.setWebLifecycleState", {"state": "active"})
    for tab in (tabs[-1], tabs[0]):
        driver.switch_to.window(tab)
        driver.close()
    sign(1)
    all_show("7", tabs[1:-1])


def test_tabs_of_many_sessions_leave_each_other_connections(hall, visit):
    driver = visit().driver
    sessions = ["obama", "transparence", "participation", "open-source", "canaux-directs", "engagements"]
    for session in sessions:
        driver.switch_to.new_window("tab")
        driver.get(f"{hall[0].url}/imedia-2017/{session}")
        until(driver, lambda d: axe.evaluate(d, "document.readyState") == "complete")
    for tab in driver.window_handles[1:]:
        driver.switch_to.window(tab)
        assert axe.evaluate(driver, REACHES) == 200


def test_an_input_methods_escape_closes_nothing(visit):
    hall = visit()
    hall.driver.get(hall.page)
    click(hall.driver, ".bar a")
    until(hall.driver, lambda d: is_shown(d, "#text"))
    press = ("document.getElementById('text')"
             ".dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...arguments[0] }))")
    for composing in ({"isComposing": True}, {"keyCode": 229}):
        hall.driver.execute_script(press, composing)
        assert is_shown(hall.driver, "#text")
    hall.driver.execute_script(press, {})
    until(hall.driver, lambda d: not is_shown(d, "#text"))


# What is not ours is no success ---------------------------------------------------------------------------------------


def test_a_sign_in_page_of_the_network_is_no_signature(visit):
    hall = visit()
    question = hall.ask(ASKED)
    hall.network.portal = ("PUT", "/upvote")
    driver = hall.driver
    driver.get(hall.page)
    typed = "LUNDI MATIN, que ferez vous de ce que vous entendez"
    type_a_question(driver, typed)
    click(driver, "#similar button")
    hall.sees("#sending", "Votre voix n’est pas encore partie")
    assert value_of(driver, "#text") == typed and hall.upvotes(question) == 1
    # Once somebody has signed in, it goes by itself; only then the text is given up.
    hall.network.portal = None
    until(driver, lambda d: hall.upvotes(question) == 2)
    hall.sees("#notice", "votre texte n’a pas été envoyé")
    until(driver, lambda d: value_of(d, "#text") == "")


# Translated -----------------------------------------------------------------------------------------------------------


def test_on_a_translated_page_notices_go_and_counts_and_sorting_work(visit):
    hall = visit()
    for number in range(8):
        hall.ask(f"Une parmi d’autres, la {number + 1}e, pour que l’on cherche ?")
    question = hall.ask(ASKED)
    driver = hall.driver
    driver.get(f"{hall.page}?view=new")
    live(hall)
    hall.network.turn("away")
    hall.sees("#connection", "Reconnexion")
    hall.press(question)
    hall.says(question, ["2", "sera envoyée"])
    translate(driver, "#connection, .up small, #news button, #find a")
    hall.network.turn("up")
    until(driver, lambda d: not is_shown(d, "#connection"))
    until(driver, lambda d: not d.find_elements(By.CSS_SELECTOR, "button.up[data-waiting], button.up[data-sending], .up [aria-hidden]"))
    until(driver, lambda d: hall.upvotes(question) == 2)
    translate(driver, ".up small, .up b")
    hall.press(question)
    until(driver, lambda d: hall.upvotes(question) == 1)
    until(driver, lambda d: hall.button(question).find_element(By.TAG_NAME, "b").text == "1")
    tap(driver, "#find summary")
    keys(driver, "#q", "lundi")
    until(driver, lambda d: "q=lundi" in d.current_url)
    until(driver, lambda d: all("q=lundi" in link.get_attribute("href") for link in d.find_elements(By.CSS_SELECTOR, "#find .order a")))


# Moved ----------------------------------------------------------------------------------------------------------------


def test_the_phones_head_follows_the_session_and_says_what_changed(visit):
    hall = visit(room="Grande salle")
    driver = hall.driver
    with projector() as wall:
        driver.get(hall.page)
        wall.get(f"{hall.page}/screen")
        live(hall)
        changes = [
            ({"room": "Salon"}, ".where", "Salon", "Salle changée : Salon."),
            ({"title": "Un autre titre & plus $&"}, "h1", "Un autre titre & plus $&", "Titre changé : Un autre titre & plus $&"),
            ({"startsAt": "2026-01-01T09:20:00+01:00"}, ".who", "9 h 20", "Horaire changé : jeudi 1er janvier, 9 h 20")]
        for change, place, now, said in changes:
            changed = hall.server.call("PATCH", hall.path, change, token=hall.server.token)
            assert changed.status == 200, changed.body
            hall.sees(f"#about {place}", now)
            hall.sees("#changed", said)
        until(driver, lambda d: value_of(d, "#changed", "role") == "status")
        until(wall, lambda d: "Un autre titre" in plain(text_of(d, "#what")))
        # What moves nothing says nothing.
        assert "Un autre titre" in driver.title


# Clocks ---------------------------------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_keeps_no_vote_waiting(visit):
    hall = visit()
    question = hall.ask()
    driver = hall.driver
    driver.get(hall.page)
    live(hall)
    # What was stamped before the clock was set back lies an hour ahead.
    driver.execute_async_script("""
        const done = arguments[1], hour = 3600_000;
        const opening = indexedDB.open("tribune");
        opening.onsuccess = () => {
          const { api, summit, joined } = document.body.dataset;
          const change = opening.result.transaction(["acts", "leases"], "readwrite");
          change.objectStore("acts").put({
            summit, api, place: location.pathname, title: "x", kind: "upvote", subject: `upvote/${arguments[0]}`, method: "PUT",
            url: `${api}/questions/${arguments[0]}/upvote`, language: "fr", about: { question: arguments[0], signs: true, text: "x" },
            state: "waiting", revision: 1, notBefore: Date.now() + hour, patience: 5000 });
          change.objectStore("leases").put({ name: "outbox", owner: "yesterday", beat: 1, until: Date.now() + hour });
          change.oncomplete = () => done();
        };""", question)
    driver.refresh()
    until(driver, lambda d: hall.upvotes(question) == 2)


# Nothing kept ---------------------------------------------------------------------------------------------------------



def test_a_browser_that_keeps_nothing_votes_and_asks_and_says_so_once(visit):
    hall = visit(KEEPS_NOTHING)
    question = hall.ask()
    driver = hall.driver
    driver.get(hall.page)
    live(hall)
    assert not text_of(driver, "#unkept")
    hall.press(question)
    until(driver, lambda d: hall.upvotes(question) == 2)
    hall.sees("#unkept", "Ce navigateur ne garde rien")
    ask_by_thumb(driver, TEXT)
    until(driver, lambda d: TEXT in [asked["text"] for asked in hall.listed()])


def arrives_as_a_stranger(hall):
    """Cookies are every port's: a late answer to a page of the test before may bring one after they were cleared."""
    def is_unknown(driver):
        driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        driver.get(hall.page)
        return driver.execute_script("return document.body.dataset.joined === undefined")
    until(hall.driver, is_unknown)


def test_a_browser_without_cookies_makes_nobody_and_is_told_why(visit):
    hall = visit("Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false })")
    question = hall.ask()
    driver = hall.driver
    arrives_as_a_stranger(hall)
    for _ in range(3):
        driver.get(hall.page)
        hall.sees("#unkept", "acceptez les cookies")
    hall.press(question)
    hall.sees(".unsent", "acceptez les cookies")
    hall.says(question, ["1", "voix"])
    assert hall.network.sent("POST", "/attendees") == 0


def people(hall):
    """How many the page made of its reader."""
    return sum((method, status) == ("POST", 201) and path.endswith("/attendees") for method, path, status in hall.network.log)


def test_where_the_servers_cookie_is_refused_a_page_joins_once(visit):
    hall = visit()
    question = hall.ask()
    driver = hall.driver
    hall.network.cookies = False
    for _ in range(3):
        driver.get(hall.page)
        hall.sees("#unkept", "acceptez les cookies")
    assert people(hall) <= 1
    for _ in range(2):
        # Perhaps they are accepted by now: whoever votes may try, once a page.
        hall.press(question)
        hall.says(question, ["1", "voix"])
        hall.sees(".unsent", "acceptez les cookies")
    assert people(hall) <= 2 and hall.upvotes(question) == 1
    hall.network.cookies = True
    driver.get(hall.page)
    hall.press(question)
    until(driver, lambda d: hall.upvotes(question) == 2)


# For those who listen -------------------------------------------------------------------------------------------------


def test_the_votes_name_stays_while_its_state_changes(visit):
    hall = visit()
    question = hall.ask()
    driver = hall.driver
    driver.get(hall.page)
    live(hall)
    until(driver, lambda d: plain(hall.button(question).accessible_name) == "Soutenir la question 1 : 1 voix")
    hall.network.turn("away")
    hall.press(question)
    hall.says(question, ["2", "sera envoyée"])
    until(driver, lambda d: plain(hall.button(question).accessible_name) == "Soutenir la question 1 : 2 voix")
    until(driver, lambda d: hall.button(question).get_attribute("aria-pressed") == "true")
    ask_by_thumb(driver, TEXT)
    hall.sees("#kept", TEXT)
    # A heading is a heading, and beside it a region says the same.
    until(driver, lambda d: text_of(d, "#kept h2") == "Gardé sur ce téléphone" and value_of(d, "#kept h2", "role") is None)
    until(driver, lambda d: "Gardé sur ce téléphone" in [
        region.get_attribute("textContent") for region in d.find_elements(By.CSS_SELECTOR, "[role=status]")])


def test_the_more_are_in_the_room_the_longer_phones_take_to_fetch_a_page_anew(hall):
    server, driver = hall
    driver.get(f"{server.url}/imedia-2017/obama")
    waits = driver.execute_async_script("""
        const [crowds, done] = arguments;
        const address = document.querySelector("link[href$='/timing.js'], script[src$='/live.js']");
        const folder = new URL(address.href ?? address.src).href.replace(/[^/]+$/, "");
        import(folder + "timing.js").then(({ inRoom, spread }) => {
          const [random, timeout, waits] = [Math.random, window.setTimeout, []];
          Math.random = () => .5;
          window.setTimeout = (act, time) => { waits.push(time); };
          for (const crowd of crowds) { inRoom(crowd); spread(800); }
          [Math.random, window.setTimeout] = [random, timeout];
          done(waits);
        });""", [0, 100, 500, 5000])
    assert waits == [400, 400, 1000, 10000]
