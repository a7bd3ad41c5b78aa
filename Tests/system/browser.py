"""Headless Chromium as a phone and as the projector."""

from contextlib import contextmanager

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait


@contextmanager
def browser(width, height, language="fr-FR", javascript=True):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                     f"--window-size={width},{height}", f"--lang={language}", "--hide-scrollbars"]:
        options.add_argument(argument)
    preferences = {"intl.accept_languages": language}
    if not javascript:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    # The window of a headless browser has a least width; a phone is narrower.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 800})
    try:
        yield driver
    finally:
        driver.quit()


def phone(**options):
    return browser(390, 844, **options)


def projector(**options):
    return browser(1920, 1080, **options)


def until(driver, condition, seconds=15):
    """Waits for a condition of the page, of which parts may be replaced meanwhile; its value."""
    def holds(driver):
        try:
            return condition(driver)
        except (StaleElementReferenceException, NoSuchElementException):
            return False
        except WebDriverException as problem:
            # The same, said by another of Chromium's layers.
            if "does not belong to the document" in str(problem.msg):
                return False
            raise

    return WebDriverWait(driver, seconds, poll_frequency=0.02).until(holds)


def text_of(driver, selector):
    found = driver.find_elements(By.CSS_SELECTOR, selector)
    return found[0].text if found else ""
