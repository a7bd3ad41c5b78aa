"""Headless Chromium as a phone and as the projector."""

import atexit
from collections import defaultdict
from contextlib import contextmanager
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException, ElementNotInteractableException, NoSuchElementException, StaleElementReferenceException,
    WebDriverException)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait


#: What Chromium says of an element that is being replaced, is not shown yet, or that something still lies over.
PASSING = (NoSuchElementException, StaleElementReferenceException, ElementNotInteractableException, ElementClickInterceptedException)

#: For `Page.addScriptToEvaluateOnNewDocument`: a kiosk or in-app viewer whose storage throws when it is looked at.
KEEPS_NOTHING = """
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
    Object.defineProperty(window, name, { get() { throw new DOMException("", "SecurityError"); } });
  Object.defineProperty(Navigator.prototype, "serviceWorker", { get() { throw new DOMException("", "SecurityError"); } });
  window.BroadcastChannel = class { constructor() { throw new DOMException("", "SecurityError"); } };
"""

#: Those that nobody uses just now, by what they were started with.
idle = defaultdict(list)


@contextmanager
def browser(width, height, language="fr-FR", javascript=True):
    """One that knows nothing of whom it served before: a start takes longer than many a test."""
    waiting = idle[language, javascript]
    driver = waiting.pop() if waiting else start(language, javascript)
    try:
        driver.set_window_size(width, height)
        # The window of a headless browser has a least width; a phone is narrower.
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 800})
        yield driver
        forget(driver)
    except BaseException:
        driver.quit()
        raise
    waiting.append(driver)


def start(language, javascript):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", f"--lang={language}",
                     "--hide-scrollbars"]:
        options.add_argument(argument)
    preferences = {"intl.accept_languages": language}
    if not javascript:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    atexit.register(driver.quit)
    return driver


def forget(driver):
    """Leaves one new tab, which has no past, no script and no network of its own, and nothing kept of where the others led."""
    (left, led) = (driver.window_handles, set())
    driver.switch_to.window(left[0])
    driver.switch_to.new_window("tab")
    new = driver.current_window_handle
    for window in left:
        driver.switch_to.window(window)
        for entry in driver.execute_cdp_cmd("Page.getNavigationHistory", {})["entries"]:
            led.add("{0.scheme}://{0.netloc}".format(urlsplit(entry["url"])))
        driver.close()
    driver.switch_to.window(new)
    for origin in led:
        driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    # Cookies are every port's.
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})


def phone(**options):
    return browser(390, 844, **options)


def projector(**options):
    return browser(1920, 1080, **options)


def until(driver, condition, seconds=60):
    """Waits for a condition of the page, of which parts may be replaced meanwhile; its value.

    So long as a machine that does other things beside may take: who waits in vain waits once."""
    def holds(driver):
        try:
            return condition(driver)
        except PASSING:
            return False
        except WebDriverException as problem:
            # The same, said by another of Chromium's layers.
            if "does not belong to the document" in str(problem.msg):
                return False
            raise

    return WebDriverWait(driver, seconds, poll_frequency=0.02).until(holds)


def click(driver, selector):
    """Once, as soon as a finger could: what the page replaces meanwhile is found anew."""
    until(driver, lambda d: d.find_element(By.CSS_SELECTOR, selector).click() is None)


def keys(driver, selector, *keys):
    """Likewise on the keyboard."""
    until(driver, lambda d: d.find_element(By.CSS_SELECTOR, selector).send_keys(*keys) is None)


def value_of(driver, selector, name="value"):
    return driver.find_element(By.CSS_SELECTOR, selector).get_attribute(name)


def is_shown(driver, selector):
    found = driver.find_elements(By.CSS_SELECTOR, selector)
    return bool(found) and found[0].is_displayed()


def text_of(driver, selector):
    found = driver.find_elements(By.CSS_SELECTOR, selector)
    return found[0].text if found else ""
