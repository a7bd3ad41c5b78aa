"""The board, the ledger, the organizers' overview and a summit's own look, as a browser shows and prints them."""

import base64

import pytest
from selenium.webdriver.common.by import By

from browser import browser, click, phone, text_of, until
from cli import Organizer, environment
from test_browser import plain

BOARD = "/imedia-2017/promises"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z" fill="#0a5"/></svg>'


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def width(driver, selector):
    return driver.execute_script(
        "return document.querySelector(arguments[0]).getBoundingClientRect().width", selector)


def style(driver, selector, name):
    return driver.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, name)


def fits(driver):
    return driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def emulate(driver, media="", scheme="light"):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def test_the_board_and_the_ledger_are_read_and_searched_without_javascript(server):
    with phone(javascript=False) as reader:
        reader.get(server.url + BOARD)
        assert "6 réponses données, dont 1 contestée ; 6 dues, dont 3 en retard." in plain(text_of(reader, ".headline"))
        assert fits(reader)
        # Drawn, and each drawing says what it shows.
        for kind in ("tally", "lane"):
            drawings = reader.find_elements(By.CSS_SELECTOR, f"svg.{kind}")
            assert len(drawings) >= 7 and width(reader, f"svg.{kind}") > 200
            for drawing in drawings:
                assert drawing.find_elements(By.CSS_SELECTOR, "title")[0].get_attribute("textContent").strip()
        bars = reader.execute_script("""
          return [...document.querySelectorAll("svg.tally")].map(bar => Math.max(...[...bar.querySelectorAll("rect")]
            .map(part => part.getBoundingClientRect().right)) - bar.getBoundingClientRect().left)""")
        assert max(bars) == pytest.approx(width(reader, "svg.tally"), abs=2) and min(bars) > 50

        # A part of it is a link away.
        reader.find_element(By.PARTIAL_LINK_TEXT, "En retard").click()
        until(reader, lambda d: d.current_url.endswith("?state=overdue"))
        until(reader, lambda d: len(d.find_elements(By.CSS_SELECTOR, "article.promise")) == 3)
        click(reader, "article.promise h3 a")
        until(reader, lambda d: "/promises/" in d.current_url and "passe le seuil" in plain(text_of(d, "main")))
        assert fits(reader)

        reader.get(server.url + "/imedia-2017/ledger")
        assert len(reader.find_elements(By.CSS_SELECTOR, "#entries h2")) > 5
        assert ":" in text_of(reader, ".noted code") and fits(reader)
        field = reader.find_element(By.ID, "find")
        field.send_keys("BILAN carbone")
        field.submit()
        click(reader, "#entries .summits a")
        until(reader, lambda d: "passe le seuil" in plain(text_of(d, "#entries")))
        story = plain(text_of(reader, "#entries"))
        assert "Maison Exemple" in story and "sont ouvertes" not in story


def test_the_board_prints_black_on_white_with_addresses_and_nothing_to_press(server):
    with browser(1440, 900) as reader:
        # At night as well: paper is white.
        emulate(reader, "print", "dark")
        reader.get(server.url + BOARD)
        assert style(reader, "body", "backgroundColor") == "rgb(255, 255, 255)"
        assert style(reader, ".headline .late", "color") == "rgb(0, 0, 0)"
        shown = [text_of(reader, ".head .printed"), text_of(reader, "article.promise .printed")]
        assert shown[0] == f"Cette page : {server.url}{BOARD}".replace("\u00a0", " ") or plain(shown[0]).endswith(BOARD)
        assert shown[1].startswith(server.url + BOARD + "/")
        for hidden in (".parts", ".links", "#theme"):
            assert not reader.find_element(By.CSS_SELECTOR, hidden).is_displayed(), hidden
        emulate(reader)
        printed = reader.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
        pdf = base64.b64decode(printed["data"])
        assert pdf.startswith(b"%PDF")
        # A4, in points.
        assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf or b"/MediaBox [0 0 594" in pdf


#: The page makes itself anew every ten seconds; here, when the test says that they have passed.
PATIENCE = """
  const set = window.setTimeout;
  window.setTimeout = (act, time, ...rest) => time === 10000 && new Error().stack.includes("/overview.js")
    ? void (window.tenSecondsEnd = act) : set(act, time, ...rest);
"""


def test_the_overview_opens_by_a_link_once_and_keeps_itself_fresh(server, organizer):
    link = organizer.does("summit", "overview", "imedia-2017").stdout.strip().splitlines()[0]
    assert link.startswith(server.url + "/imedia-2017/overview/")
    with browser(1440, 900) as control, phone(javascript=False) as other:
        other.get(server.url + "/imedia-2017/overview")
        assert "tribune summit overview" in text_of(other, "main") and not other.find_elements(By.CSS_SELECTOR, ".plot")
        control.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PATIENCE})
        control.get(link)
        click(control, "form .strong")
        until(control, lambda d: len(d.find_elements(By.CSS_SELECTOR, ".plot")) == 5)
        assert control.current_url.endswith("/imedia-2017/overview") and fits(control)
        assert width(control, ".plot .drawing") > 300
        assert not control.execute_script("return document.cookie")
        before = text_of(control, ".now-figures li")
        server.join()
        # Without a reload.
        until(control, lambda d: d.execute_script("return Boolean(window.tenSecondsEnd)"))
        control.execute_script("window.untouched = true; window.tenSecondsEnd()")
        until(control, lambda d: text_of(d, ".now-figures li") not in ("", before))
        assert control.execute_script("return window.untouched")
        # The link is worth nothing any more.
        other.get(link)
        until(other, lambda d: "déjà servi" in plain(text_of(d, ".problem")))
        # A token does as well, also without JavaScript; the page shows, and decides nothing.
        other.get(server.url + "/imedia-2017/overview")
        other.find_element(By.ID, "token").send_keys(server.token)
        other.find_element(By.ID, "token").submit()
        until(other, lambda d: len(d.find_elements(By.CSS_SELECTOR, ".plot")) == 5)
        assert fits(other)
        other.find_element(By.PARTIAL_LINK_TEXT, "24 heures").click()
        until(other, lambda d: text_of(d, ".tabs [aria-current]") == "Dernières 24 heures")
        other.find_element(By.CSS_SELECTOR, ".leave button").submit()
        until(other, lambda d: d.find_elements(By.ID, "token") and not d.find_elements(By.CSS_SELECTOR, ".plot"))


def test_a_summit_shows_its_colour_and_logo_on_phone_wall_and_paper(server, organizer, tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO)
    organizer.does("summit", "edit", "imedia-2017", "--accent", "#0a5", "--logo", str(tmp_path / "logo.svg"))
    with browser(1440, 900) as reader:
        def signal():
            return reader.execute_script("return getComputedStyle(document.documentElement).getPropertyValue('--signal')").strip()

        def drawn():
            return until(reader, lambda d: d.execute_script(
                "const logo = document.querySelector('img.logo'); return logo?.complete && logo.naturalWidth"))

        emulate(reader)
        reader.get(server.url + "/imedia-2017")
        assert drawn() and signal() == "#007c3c"
        emulate(reader, scheme="dark")
        assert signal() == "#00aa55" and style(reader, ".logo", "backgroundColor") == "rgb(255, 255, 255)"
        reader.get(server.url + "/imedia-2017/obama/screen")
        assert drawn() and signal() == "#3ec871"
        emulate(reader, "print")
        reader.get(server.url + BOARD)
        assert drawn() and reader.find_element(By.CSS_SELECTOR, ".logo").is_displayed() and signal() == "#000"
        organizer.does("summit", "edit", "imedia-2017", "--accent", "none", "--logo", "none")
        emulate(reader)
        reader.get(server.url + "/imedia-2017")
        assert signal() == "#2438c9" and not reader.find_elements(By.CSS_SELECTOR, "img")
