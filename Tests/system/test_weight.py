"""What the phone's page weighs in the browser, with all that it fetches by itself, when the hall has asked a lot."""

from selenium.webdriver.common.by import By

import axe
import loading
from browser import phone, until
from test_browser import open_session

HEAVIEST = 66_000


def test_the_first_view_is_light_in_a_full_session(server):
    questions = 60
    page = open_session(server)
    for number in range(questions):
        words = " ".join(f"{word}{number * 7919 % (index + 97)}" for index, word in enumerate(["promesse", "réponse", "salle", "seuil"] * 7))
        asked = server.call("POST", "/api/v1/summits/imedia-2017/sessions/essai/questions",
                            {"text": f"{words[:270]} ?", "name": f"Personne {number}"}, token=server.join())
        assert asked.status == 201, asked.body
    with phone() as driver:
        driver.get(page)
        until(driver, lambda d: axe.evaluate(d, "document.readyState") == "complete")
        assert len(driver.find_elements(By.CSS_SELECTOR, ".question")) >= 30
        weights = loading.weigh(driver, server.url)
    # The page, its style and its modules: else it was not all weighed.
    assert len(weights) > 10 and any(path.endswith(".css") for path in weights), weights
    assert sum(weights.values()) <= HEAVIEST, weights
