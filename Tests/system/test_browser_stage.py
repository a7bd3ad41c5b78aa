"""The stage: signed in by a link, followed by phone and wall, driven by a clicker."""

import datetime

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import KEEPS_NOTHING, browser, click, is_shown, text_of, until, value_of
from conftest import serving
from petition import Summit


@pytest.fixture
def summit(cluster, tmp_path):
    """Each test's own: what is asked on one stage would be in hand on the next."""
    with serving(cluster, tmp_path) as server:
        yield Summit(server)


@pytest.fixture
def monitor():
    with browser(1280, 800) as driver:
        yield driver


@pytest.fixture
def wall():
    with browser(1920, 1080) as driver:
        yield driver


def link(summit, role="speaker", **place):
    place = place or {"session": "ouverture"}
    return summit.call("POST", summit.path + "/stage-links", {"role": role, **place})["url"]


def enter(driver, summit, role="speaker", **place):
    driver.get(link(summit, role, **place))
    sign_in(driver)


def sign_in(driver):
    click(driver, "#sign-in button")
    until(driver, lambda d: d.find_elements(By.CSS_SELECTOR, "#now"))


def in_hand(driver):
    return text_of(driver, "#now article:not([hidden]) blockquote")


def shows(driver, word):
    """Once it has faded in."""
    until(driver, lambda d: word in in_hand(d))


def press(driver, *keys):
    """Wherever the focus is, also while the page is being replaced."""
    ActionChains(driver).send_keys(*keys).perform()


def page_to(driver, number):
    """Pages on until the question with this number is the one that is shown."""
    shown = "return document.getElementById(arguments[0])?.getClientRects().length > 0"
    until(driver, lambda d: d.execute_script(shown, f"q-{number}") or press(d, Keys.PAGE_DOWN))


def press_main(driver):
    """What Enter would do, in one step: the stage may be replaced between finding a button and clicking it."""
    until(driver, lambda d: d.execute_script(
        "const main = document.querySelector('#now article:not([hidden]) .main'); main?.click(); return Boolean(main)"))


def undo(driver, word):
    """Back to the question with this word. A press counts once the act before is answered, which others may show sooner."""
    until(driver, lambda d: d.find_elements(By.CSS_SELECTOR, "#undo button"))
    until(driver, lambda d: not d.execute_script("const undo = document.querySelector('#undo button'); undo?.click(); return undo")
          and word in in_hand(d))


def answer_of(summit, question):
    return summit.call("GET", f"{summit.path}/questions/{question}")["answer"]


def test_the_clicker_only_looks_and_enter_can_be_undone(summit, monitor, wall):
    first = summit.promise("Qui répondra à la première question ?")
    second = summit.ask("Et qui donc à la deuxième question ?")
    third = summit.ask("Reste-t-il du temps pour la troisième ?")
    wall.get(f"{summit.server.url}/{summit.slug}/ouverture/screen")
    enter(monitor, summit)
    assert "/stage/" not in monitor.current_url, "the link's secret does not stay in the address"
    shows(monitor, "première")
    press(monitor, Keys.PAGE_DOWN)
    shows(monitor, "deuxième")
    press(monitor, Keys.PAGE_DOWN, Keys.PAGE_DOWN, Keys.PAGE_DOWN)
    shows(monitor, "troisième")
    press(monitor, Keys.PAGE_UP, Keys.PAGE_UP)
    shows(monitor, "première")
    assert all(answer_of(summit, question) is None for question in (first, second, third))
    press(monitor, "b")
    until(monitor, lambda d: is_shown(d, "#blank"))
    # The press that brings it back does nothing else.
    press(monitor, Keys.ENTER)
    until(monitor, lambda d: not is_shown(d, "#blank"))
    assert answer_of(summit, first) is None

    press(monitor, Keys.ENTER, Keys.ENTER)
    until(monitor, lambda d: "deuxième" in in_hand(d))
    assert answer_of(summit, first)["kind"] == "live" and answer_of(summit, first)["by"] == "speaker"
    assert answer_of(summit, second) is None, "a finger that pressed twice answered one question"
    counted = text_of(monitor, "#undo b")
    until(monitor, lambda d: text_of(d, "#undo b") not in ("", counted))
    press(monitor, "u")
    until(monitor, lambda d: "première" in in_hand(d) and not d.find_elements(By.CSS_SELECTOR, "#undo button"))
    assert answer_of(summit, first) is None

    # Switched off, letters do nothing.
    click(monitor, "#keys")
    until(monitor, lambda d: value_of(d, "#keys", "aria-pressed") == "false")
    press(monitor, "b")
    assert not is_shown(monitor, "#blank")
    click(monitor, "#keys")
    until(monitor, lambda d: value_of(d, "#keys", "aria-pressed") == "true")

    click(monitor, "#now article:not([hidden]) [value=promised]")
    until(monitor, lambda d: "par écrit" in text_of(d, "#owed"))
    assert answer_of(summit, first)["kind"] == "deferred"
    undo(monitor, "première")
    # A second tap where the first one was: the next question has taken its place, and waits. Tapped by the page itself, as
    # soon as it has, since it waits for a second only.
    monitor.execute_script("""
      window.tapped = false;
      const look = () => {
        const article = document.querySelector("#now article:not([hidden])");
        if (!article?.textContent.includes("deuxième")) return requestAnimationFrame(look);
        article.querySelector(".main").click();
        window.tapped = true;
      };
      look();""")
    press(monitor, Keys.ENTER)
    until(monitor, lambda d: d.execute_script("return window.tapped"))
    until(wall, lambda d: d.find_elements(By.CSS_SELECTOR, "#large.kept, #small .kept"))
    until(monitor, lambda d: not d.find_elements(By.CSS_SELECTOR, "[data-breathing]"))
    assert answer_of(summit, first)["kind"] == "live" and answer_of(summit, second) is None


def test_host_speaker_wall_and_phone_follow_each_other(summit, monitor, wall):
    summit.promise("Qui parlera le premier ?")
    wall.get(f"{summit.server.url}/{summit.slug}/ouverture/screen")
    until(wall, lambda d: text_of(d, "#large blockquote"))
    enter(monitor, summit)
    second = summit.ask("Que verra la salle quand l'animation choisira ?")
    with browser(390, 844) as host:
        enter(host, summit, "moderator")
        until(host, lambda d: any("animation" in found.get_attribute("textContent")
                                  for found in d.find_elements(By.CSS_SELECTOR, "#now article")))
        number = host.execute_script(
            "return [...document.querySelectorAll('#now article')].find(a => a.textContent.includes('animation')).dataset.number")
        page_to(host, number)
        press_main(host)
        for driver, place in ((wall, "#large blockquote"), (monitor, "#now article:not([hidden]) blockquote")):
            until(driver, lambda d: "animation" in text_of(d, place), seconds=15)
        assert not host.find_elements(By.CSS_SELECTOR, "[value=answered]"), "a host does not answer"

        # The host's browser is also a phone in the hall.
        host.get(f"{summit.server.url}/{summit.slug}/ouverture")
        press_main(monitor)
        until(host, lambda d: "sur scène" in text_of(d, f"[data-id='{second}'] .reply"))
        assert answer_of(summit, second)["kind"] == "live"
        until(wall, lambda d: "animation" not in text_of(d, "#large blockquote"), seconds=15)


def test_a_look_uses_nothing_up_and_a_second_browser_is_told_how_to_get_in(summit, monitor):
    url = link(summit)
    with browser(390, 844) as scanner:
        # As mail scanners do: a visible page with its scripts, of which there are none that could press the button.
        scanner.get(url)
        assert not scanner.find_elements(By.CSS_SELECTOR, "script, [onload], meta[http-equiv=refresh]")
        sign_in(scanner)
        monitor.execute_cdp_cmd("Network.clearBrowserCookies", {})
        monitor.get(url)
        until(monitor, lambda d: "Ce lien a déjà servi." in text_of(d, ".problem"))
        until(monitor, lambda d: "Déconnecter cet écran" in text_of(d, "main"))
        # It was the scanning app's own browser, and is left at once: the link is as before.
        click(scanner, "#foot [value=leave]")
        until(scanner, lambda d: "n’est pas connecté" in text_of(d, ".problem"))
        monitor.get(url)
        sign_in(monitor)


def test_a_link_works_once_and_the_next_is_told(summit, monitor):
    summit.ask("Qui parlera le premier ?")
    summit.ask("Et qui parlera ensuite ?")
    url = link(summit)
    monitor.get(url)
    sign_in(monitor)
    with browser(390, 844, javascript=False) as other:
        other.get(url)
        until(other, lambda d: "Ce lien a déjà servi." in text_of(d, ".problem"))
        other.get(f"{summit.server.url}/{summit.slug}/ouverture/stage")
        until(other, lambda d: "n’est pas connecté" in text_of(d, ".problem"))
        # Without a script the button is pressed by hand, and forms do the rest.
        other.get(link(summit))
        click(other, "#sign-in button")
        text = until(other, in_hand)
        click(other, "#now article:not([hidden]) [value=answered]")
        until(other, lambda d: in_hand(d) not in ("", text))
        undo(other, text)
        until(other, lambda d: in_hand(d) == text)


def test_a_revoked_monitor_shows_nothing_any_more(summit, monitor):
    enter(monitor, summit)
    for token in summit.call("GET", summit.path + "/tokens")["tokens"]:
        summit.server.call("DELETE", f"{summit.path}/tokens/{token['id']}", token=summit.server.token)
    press(monitor, Keys.ENTER)
    until(monitor, lambda d: "n’est pas connecté" in text_of(d, ".problem"))


def test_a_rooms_stage_goes_on_to_the_next_session(summit, monitor):
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    for slug, begins, ends in (("matin", -30, 30), ("midi", 30, 60)):
        summit.call("POST", summit.path + "/sessions", {
            "slug": slug, "title": f"La session de {slug}", "room": "Salle d'essai",
            "startsAt": (now + datetime.timedelta(minutes=begins)).isoformat(),
            "endsAt": (now + datetime.timedelta(minutes=ends)).isoformat()})
    room = summit.call("GET", summit.path + "/rooms")["rooms"][0]["slug"]
    enter(monitor, summit, room=room)
    until(monitor, lambda d: "matin" in text_of(d, "h1"))
    until(monitor, lambda d: d.current_url.endswith(f"/rooms/{room}/stage"))
    summit.call("PATCH", summit.path + "/sessions/matin", {"ended": True})
    summit.call("PATCH", summit.path + "/sessions/midi", {
        "startsAt": (now - datetime.timedelta(minutes=1)).isoformat(), "box": "open"})
    until(monitor, lambda d: "midi" in text_of(d, "h1"))
    summit.ask("Une question de la session de midi ?", "/sessions/midi")
    until(monitor, lambda d: "midi" in in_hand(d))
    press(monitor, Keys.ENTER)
    until(monitor, lambda d: d.find_elements(By.CSS_SELECTOR, "#undo button"))

    # What was pressed for the session before is not done to the one that is on, and the monitor says so.
    other = summit.ask("Et une autre question de midi ?", "/sessions/midi")
    until(monitor, lambda d: "autre" in in_hand(d) and not d.find_elements(By.CSS_SELECTOR, "[data-breathing]"))
    monitor.execute_script("document.querySelector('#now article:not([hidden]) [name=session]').value = 'matin'")
    press(monitor, Keys.ENTER)
    until(monitor, lambda d: "session suivante" in text_of(d, "#notice"))
    until(monitor, lambda d: "moved" not in d.current_url and d.find_elements(By.CSS_SELECTOR, "#now article"))
    assert answer_of(summit, other) is None


def test_a_monitor_that_keeps_nothing_follows_and_is_driven_all_the_same(summit, monitor):
    script = monitor.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": KEEPS_NOTHING})
    try:
        summit.ask("Une question sur un écran qui ne garde rien ?")
        enter(monitor, summit)
        summit.ask("Et une autre, pendant que l’on regarde ?")
        until(monitor, lambda d: "2 questions" in " ".join(text_of(d, "#head").split()) or len(d.find_elements(By.CSS_SELECTOR, "#now article")) >= 2)
        before = until(monitor, in_hand)
        # The stage may still be replaced by what the new question brings: pressed until it pages.
        until(monitor, lambda d: in_hand(d) not in ("", before) or press(d, Keys.PAGE_DOWN))
        click(monitor, "#keys")
        until(monitor, lambda d: value_of(d, "#keys", "aria-pressed") == "false")
        # An input method that chooses a candidate blanks nothing and answers nothing.
        monitor.execute_script("""
            for (const key of ["b", "Enter"]) dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true }));""")
        assert not is_shown(monitor, "#blank")
    finally:
        monitor.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
