"""Every page there is, in one list: what is checked for accessibility and what scripts/screenshots takes pictures of."""

from dataclasses import dataclass
from typing import Callable

from selenium.webdriver.common.by import By

from browser import click, is_shown, keys, until
from life import SIMILAR, SUMMIT, Life

PHONE, PROJECTOR = (390, 844), (1920, 1080)
SIZES = {"phone": PHONE, "projector": PROJECTOR}


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    #: Who reads it: an attendee's token, or nobody in particular.
    reader: str | None = None
    #: What a person does there before one looks.
    act: Callable | None = None
    #: Walls and monitors are dark, whatever the device prefers.
    schemes: tuple = ("light", "dark")
    #: For whom it is made: `phone` is read on desks too, a wall on walls only.
    sizes: tuple = ("phone", "projector")
    #: Read from the last row, in the hall's language: said in the address.
    is_wall: bool = False

    def address(self, server, language):
        if not self.is_wall:
            return server.url + self.path
        return f"{server.url}{self.path}{'&' if '?' in self.path else '?'}language={language}"


def wall(name, path, **more):
    return Page(name, path, schemes=("dark",), sizes=("projector",), is_wall=True, **more)


def every_page(life: Life):
    s, reader = f"/{SUMMIT}", life.reader
    return [
        Page("summits", "/"),
        Page("join", "/j"),
        Page("programme", s),
        Page("session", f"{s}/obama", reader),
        Page("session-stranger", f"{s}/engagements"),
        Page("session-mine", f"{s}/obama?view=mine", reader),
        Page("session-closed", f"{s}/transparence"),
        Page("session-scheduled", f"{s}/clients"),
        Page("session-empty", "/badges/vide"),
        Page("session-search", f"{s}/obama?q=marque", reader),
        Page("question", f"{s}/questions/{life.question}", reader),
        Page("ask", f"{s}/obama", reader, type_a_question),
        Page("badge", "/badges/vide?badge="),
        Page("code-unknown", "/j/zzzzz"),
        Page("receipt", f"{s}/receipts/{life.receipt}"),
        Page("promises", f"{s}/promises"),
        Page("promise", f"{s}/promises/{life.promise}"),
        Page("ledger", f"{s}/ledger"),
        Page("organisations", f"{s}/organisations"),
        Page("organisation", f"{s}/organisations/maison-exemple"),
        Page("privacy", f"{s}/privacy"),
        Page("held", f"{s}/privacy/me", reader),
        Page("not-found", f"{s}/nowhere"),
        Page("session-signed", f"{s}/obama?view=signed", reader),
        Page("session-owed", f"{s}/obama?view=owed", reader),
        Page("question-answered", f"{s}/questions/{life.promise}", reader),
        Page("room", f"{s}/rooms/{life.room}", reader),
        Page("overview", f"{s}/overview", act=look_over),
        Page("overview-link", f"{s}/overview"),
        wall("screen", f"{s}/obama/screen"),
        wall("screen-room", f"{s}/rooms/{life.room}/screen"),
        wall("screen-closed", f"{s}/transparence/screen"),
        wall("screen-empty", "/badges/vide/screen"),
        Page("stage", f"{s}/obama/stage", act=signed_in_as("speaker"), schemes=("dark",)),
        Page("stage-host", f"{s}/obama/stage", act=signed_in_as("moderator"), schemes=("dark",)),
        Page("stage-signed-out", f"{s}/obama/stage", schemes=("dark",)),
        Page("stage-link", f"{s}/obama/stage", act=look_at_a_link, schemes=("dark",)),
        # The last ones: what is announced stays on the pages of the others.
        wall("screen-announced", f"{s}/obama/screen", act=announce),
        Page("session-announced", f"{s}/obama", act=announce),
    ]


def type_a_question(driver, life):
    """As far as the similar ones that the server knows."""
    click(driver, ".bar a")
    keys(driver, "#text", SIMILAR)
    until(driver, lambda d: is_shown(d, "#similar"))


def signed_in_as(role):
    def act(driver, life):
        driver.get(life.stage_link(role))
        click(driver, "#sign-in button")
        until(driver, lambda d: d.find_element(By.ID, "now"))
    return act


def look_at_a_link(driver, life):
    driver.get(life.stage_link("speaker"))
    until(driver, lambda d: d.find_element(By.ID, "sign-in"))


def look_over(driver, life):
    """As an organizer, who has a link."""
    driver.get(life.overview_link())
    click(driver, "form .strong")
    until(driver, lambda d: d.find_element(By.CSS_SELECTOR, ".plot"))


def announce(driver, life):
    life.announce()
    until(driver, lambda d: is_shown(d, "#announcements"))


class Reader:
    """One browser that reads pages as whoever a page is for, in any language, scheme and size."""

    def __init__(self, driver, server):
        self.driver, self.server = driver, server
        driver.execute_cdp_cmd("Network.enable", {})

    def look(self, page, scheme, size):
        """As a device of that scheme and size shows it, without loading the page again."""
        width, height = size
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 800})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]})
        # A live session is dark unless its reader chose paper; and colours on their way are none of the page's.
        theme = {"light": "paper", "dark": "night"}[scheme] if len(page.schemes) > 1 else None
        self.driver.execute_script("""
            if (arguments[0]) document.documentElement.dataset.theme = arguments[0];
            for (const moving of document.getAnimations()) try { moving.finish() } catch {}""", theme)

    def open(self, page, language, life):
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": language}})
        if page.reader:
            for path in [f"/{SUMMIT}", f"/api/v1/summits/{SUMMIT}"]:
                self.driver.execute_cdp_cmd("Network.setCookie", {
                    "name": "tribune_attendee", "value": page.reader, "url": self.server.url, "path": path,
                    "httpOnly": True, "sameSite": "Lax"})
        self.driver.get("about:blank")
        self.look(page, page.schemes[0], SIZES[page.sizes[0]])
        self.driver.get(page.address(self.server, language))
        if page.act:
            page.act(self.driver, life)
