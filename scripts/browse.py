"""The browsing part of scripts/bench: what the phone's page weighs, and how long headless Chromium takes over it on a thin
connection and a slow processor. The page is the seeds' open session."""

import os
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/system"))

from selenium.webdriver.common.by import By  # noqa: E402

import loading  # noqa: E402
from axe import evaluate  # noqa: E402
from browser import phone, until  # noqa: E402
from conftest import Server  # noqa: E402

HEAVIEST = 60_000  # bytes, compressed, in all
READABLE = 1500  # milliseconds
INTERACTION = 100  # milliseconds
LOADS = 5
TAPS = 5
TYPED = "Que reste-t-il de ces outils ouverts ?"
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main():
    work = pathlib.Path(sys.argv[1])
    server = Server(os.environ["TRIBUNE_DATABASE"], work, seeds=str(ROOT / "Seeds")).start()
    try:
        page = f"{server.url}/imedia-2017/obama"
        with phone() as driver:
            failed = [*weight(driver, server, page), *loads(driver, page), *taps(driver)]
    finally:
        server.stop()
    if failed:
        raise SystemExit("below what is promised: " + "; ".join(failed))


def weight(driver, server, page):
    loading.watch(driver)
    driver.get(page)
    loading.first_question(driver)
    until(driver, lambda d: evaluate(d, "document.readyState") == "complete")
    weights = loading.weigh(driver, server.url)
    total = sum(weights.values())
    kinds = {"page": 0, "css": 0, "js": 0, "other": 0}
    for path, size in weights.items():
        kind = path.rsplit(".", 1)[-1] if path.startswith("/assets/") else "page"
        kinds[kind if kind in kinds else "other"] += size
    print(f"the phone's page: {total / 1000:.1f} kB compressed in {len(weights)} answers with their headers ("
          + ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in kinds.items())
          + f"; promised: {HEAVIEST / 1000:.0f})", flush=True)
    if total > HEAVIEST:
        yield f"page weight {total} > {HEAVIEST}"


def loads(driver, page):
    times = []
    for _ in range(LOADS):
        driver.get("about:blank")
        loading.slowly(driver)
        driver.get(page)
        times.append(loading.first_question(driver))
    middle = statistics.median(times)
    print(f"first question readable, {loading.KBITS} kbit/s, {loading.ROUND_TRIP} ms a request, processor "
          f"÷ {loading.SLOWER}: {' '.join(f'{time:.0f}' for time in times)} ms, median {middle:.0f} (promised: {READABLE}); "
          f"over TLS to a new host add name, TCP and TLS, a round trip each: {middle + 3 * loading.ROUND_TRIP:.0f}", flush=True)
    if middle > READABLE:
        yield f"first question after {middle:.0f} ms > {READABLE}"


def taps(driver):
    """Signing questions, opening the sheet, typing: from the touch to the next frame, on the page as the loads left it."""
    until(driver, lambda d: evaluate(d, "document.readyState") == "complete")
    for number in range(1, TAPS + 1):
        button = driver.find_element(By.CSS_SELECTOR, f".question:nth-of-type({number}) button.up")
        driver.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", button)
        before = button.get_attribute("aria-pressed")
        tap(driver, button)
        until(driver, lambda d: button.get_attribute("aria-pressed") != before)
    tap(driver, driver.find_element(By.CSS_SELECTOR, ".bar a"))
    field = until(driver, lambda d: d.find_element(By.ID, "text"))
    until(driver, lambda d: field.is_displayed())
    for letter in TYPED:
        for kind in [{"type": "keyDown", "text": letter}, {"type": "keyUp"}]:
            driver.execute_cdp_cmd("Input.dispatchKeyEvent", {**kind, "key": letter})
        # A hand leaves the time for a frame between two keys.
        evaluate(driver, FRAME)
    until(driver, lambda d: evaluate(d, "interactions.some(({ name }) => name.startsWith('key'))"))
    times = [one["duration"] for one in evaluate(driver, "interactions")]
    slowest = max(times)
    print(f"from a touch or a key to the next frame, processor ÷ {loading.SLOWER}: of {TAPS} taps to sign, one to ask and "
          f"{len(TYPED)} letters the slowest took {slowest:.0f} ms (promised: {INTERACTION})", flush=True)
    if slowest > INTERACTION:
        yield f"interaction {slowest:.0f} ms > {INTERACTION}"


def tap(driver, element):
    box = element.rect
    offset = evaluate(driver, "[scrollX, scrollY]")
    point = {"x": box["x"] + box["width"] / 2 - offset[0], "y": box["y"] + box["height"] / 2 - offset[1]}
    driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


main()
