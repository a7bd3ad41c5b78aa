"""WCAG 2.2 AA on every page, in both schemes, on a phone and on a projector, and what axe-core cannot see."""

from collections import defaultdict

import pytest
from selenium.webdriver.common.by import By

import axe
from browser import phone, until
from conftest import SEEDS, serving
from life import Life
from pages import PHONE, SIZES, Reader, every_page

#: 1280 pixels at 400 %.
NARROW = (320, 640)

#: What reaches over the right edge, other than what scrolls by itself on purpose.
TOO_WIDE = """
(() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > edge + 1
    && e.checkVisibility() && !e.closest(".hidden"));
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
})()
"""

#: Controls whose target, as fingers find it, is smaller than `least` pixels. What questions, answers and promises link to
#: in their text is smaller, 24 pixels or alone, and axe-core sees to that.
SMALL_TARGETS = """
(least => {
  const controls = `button, input:not([type=hidden]), select, textarea, summary, [role=button], .strong, .quiet,
    :is(nav, header, footer, .tabs, .order, .links, .sheet-head, .sessions, .summits) a[href]`;
  const small = [];
  for (const control of document.querySelectorAll(controls)) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest("[inert], .skip, .hidden")) continue;
    control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = control.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const mine = element => element && (control.contains(element) || element.contains(control) && element.matches("label")
      || element.closest("label")?.control === control);
    const reach = (dx, dy) => { let n = 0; while (n < least && mine(document.elementFromPoint(x + n * dx, y + n * dy))) n++; return n; };
    if (!mine(document.elementFromPoint(x, y))) continue;
    const [width, height] = [reach(1, 0) + reach(-1, 0), reach(0, 1) + reach(0, -1)];
    if (Math.min(width, height) < least - 1)
      small.push(`${width}×${height} ${control.outerHTML.replace(/\\s+/g, " ").slice(0, 110)}`);
  }
  return small;
})
"""

#: Elements that take the focus and do not show it, or take it where something else covers them whole.
LOST_FOCUS = """
(() => {
  const lost = [];
  const look = e => { const s = getComputedStyle(e); return [s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1.5 ? s.outlineColor : "",
    s.boxShadow, s.backgroundColor, s.borderColor].join(); };
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("[inert]") || element.disabled) continue;
    document.activeElement.blur();
    const before = look(element);
    element.focus();
    if (document.activeElement !== element) continue;
    for (const moving of document.getAnimations()) try { moving.finish() } catch {}
    const box = element.getBoundingClientRect();
    const seen = [[.5, .5], [.1, .1], [.9, .9], [.1, .9], [.9, .1]].some(([a, b]) => {
      const top = document.elementFromPoint(box.left + box.width * a, box.top + box.height * b);
      return top && (element.contains(top) || top.contains(element));
    });
    if (look(element) === before) lost.push(`shows no focus: ${element.outerHTML.slice(0, 110)}`);
    if (!seen) lost.push(`is covered: ${element.outerHTML.slice(0, 110)}`);
  }
  return lost;
})()
"""


@pytest.fixture(scope="module")
def life(cluster, tmp_path_factory):
    """One server for all: nothing here changes what the next test reads."""
    with serving(cluster, tmp_path_factory.mktemp("state"), SEEDS) as server:
        yield Life(server)


class Visits:
    """Every page, opened once and looked at in every way; what was wrong, and where."""

    def __init__(self, life, driver):
        self.reader, self.driver = Reader(driver, life.server), driver
        self.axe, self.wide, self.small, self.focus = (defaultdict(list) for _ in range(4))
        self.count = 0
        for number, page in enumerate(every_page(life)):
            # A page in one language, the next in the other: the words are the catalogues' tests' matter.
            self.reader.open(page, "fr" if number % 2 else "en", life)
            self.count += 1
            axe.inject(driver)
            for size in page.sizes:
                for scheme in page.schemes:
                    self.reader.look(page, scheme, SIZES[size])
                    # Schemes differ in nothing but colours.
                    colours = None if scheme == page.schemes[0] else ["color-contrast"]
                    found = axe.violations(driver, axe.AAA_CONTRAST if page.is_wall else None, colours)
                    for rule, target, why, markup in found:
                        self.axe[f"{rule}: {target}: {why}\n    {markup}"].append(f"{page.name} {size} {scheme}")
            if "phone" in page.sizes:
                self.look_closer(page)

    def look_closer(self, page):
        self.reader.look(page, page.schemes[0], NARROW)
        self.note(self.wide, page, axe.evaluate(self.driver, TOO_WIDE))
        self.reader.look(page, page.schemes[0], PHONE)
        self.note(self.small, page, axe.evaluate(self.driver, f"({SMALL_TARGETS})(44)"))
        # The keyboard is what moves the focus from here on.
        for kind in ["keyDown", "keyUp"]:
            self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9})
        self.note(self.focus, page, axe.evaluate(self.driver, LOST_FOCUS))

    @staticmethod
    def note(findings, page, found):
        for one in found:
            findings[one].append(page.name)


@pytest.fixture(scope="module")
def visits(life):
    with phone() as driver:
        yield Visits(life, driver)


def nothing(findings):
    assert not findings, "\n" + "\n".join(f"{what}\n    on {', '.join(where)}" for what, where in findings.items())


def test_axe_finds_no_violation_on_any_page(visits):
    assert visits.count > 20
    nothing(visits.axe)


def test_at_400_percent_nothing_reaches_over_the_edge(visits):
    nothing(visits.wide)


def test_targets_are_as_large_as_a_thumb(visits):
    nothing(visits.small)


def test_focus_is_seen_and_never_covered(visits):
    nothing(visits.focus)


#: Notes everything that moves from now on.
SPY = """
(() => {
  window.moved = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...how) { moved.push(this.className); return animate.apply(this, how); };
  document.addEventListener("animationstart", event => moved.push(event.animationName));
})()
"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_wall_moves_only_for_those_who_bear_it(life, visits, motion):
    driver = visits.driver
    wall = next(page for page in every_page(life) if page.name == "screen")
    visits.reader.open(wall, "fr", life)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": motion}]})
    until(driver, lambda d: d.find_elements(By.CSS_SELECTOR, "#small .count"))
    axe.evaluate(driver, SPY)
    second, count = driver.execute_script("""
        const second = document.querySelector("#small li:nth-child(2)");
        return [second.dataset.id, second.querySelector(".count").textContent];""")
    for _ in range(2):
        life.call("PUT", f"/questions/{second}/upvote", token=life.server.join())
    until(driver, lambda d: d.find_element(By.CSS_SELECTOR, f"#small [data-id='{second}'] .count").get_attribute("textContent") == str(int(count) + 2))
    assert bool(axe.evaluate(driver, "moved")) == (motion == "no-preference")


def test_in_forced_colours_what_was_signed_still_differs(life, visits):
    driver = visits.driver
    page = next(page for page in every_page(life) if page.name == "session")
    visits.reader.open(page, "fr", life)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]})
    look = """
      const style = selector => {{ const s = getComputedStyle(document.querySelector(selector)); return [s.backgroundColor, s.stroke].join(); }};
      return style('{}') !== style('{}')"""
    assert driver.execute_script(look.format("button.up[aria-pressed=true]", "button.up[aria-pressed=false]"))
    assert driver.execute_script(look.format(".house .taken", ".house .free"))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
