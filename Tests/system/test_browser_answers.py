"""An answer given by command line, on a phone, and what those who signed say of it."""

import pytest
from selenium.webdriver.common.by import By

from browser import phone, text_of, until
from cli import Organizer, environment
from test_browser import TEXT, ask_by_thumb, open_session, plain, question, the_question


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def verdict(driver):
    """The two buttons under the question, or nothing yet."""
    found = question(driver, TEXT)
    return found.find_elements(By.CSS_SELECTOR, "form.verdict button") if found else []


def press_no(driver):
    if len(buttons := verdict(driver)) < 2:
        return False
    driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", buttons[1])
    buttons[1].click()
    return True


def test_an_answer_appears_on_the_phone_and_is_judged_there(server, organizer):
    page = open_session(server)
    with phone() as author:
        author.get(page)
        ask_by_thumb(author, TEXT)
        until(author, lambda d: question(d, TEXT))
        organizer.does("question", "answer", "1", "-s", "essai", "--written", "Voici ce que nous en ferons.")
        # Without a reload: the page hears of it, and asks the server for the words.
        until(author, lambda d: "Voici ce que nous en ferons." in plain(the_question(d, TEXT).text))
        until(author, lambda d: press_no(d))
        until(author, lambda d: len(verdict(d)) == 2 and verdict(d)[1].get_attribute("aria-pressed") == "true")
        # The button shows it at once, the count once the server has it.
        until(author, lambda d: "0 oui, 1 non" in plain(the_question(d, TEXT).text))
        listed = server.call("GET", "/api/v1/summits/imedia-2017/sessions/essai/questions").json["questions"]
        assert listed[0]["verdicts"] == {"yes": 0, "no": 1}

    with phone(javascript=False) as reader:
        reader.get(page)
        assert "Voici ce que nous en ferons." in plain(question(reader, TEXT).text)
        # Whoever did not sign is not asked.
        assert not verdict(reader) and not text_of(reader, "#notice .problem")
