"""A question asked on a phone, and its upvotes, seen on the wall."""

import time

from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import phone, projector, text_of, until
from cli import Organizer, environment

TEXT = "Que ferez-vous lundi matin de ce que vous avez entendu ici ?"


def open_session(server):
    """A session of the test's own, its box open, and nothing in it yet."""
    new = {
        "slug": "essai", "title": "Une session d’essai", "startsAt": "2026-01-01T09:00:00+01:00",
        "endsAt": "2099-01-01T10:00:00+01:00", "audience": 40}
    made = server.call("POST", "/api/v1/summits/imedia-2017/sessions", new, token=server.token)
    assert made.status == 201, made.body
    opened = server.call(
        "PATCH", "/api/v1/summits/imedia-2017/sessions/essai", {"box": "open"}, token=server.token)
    assert opened.json["threshold"] == 5, opened.body
    return f"{server.url}/imedia-2017/essai"


def ask_by_thumb(driver, text):
    driver.find_element(By.CSS_SELECTOR, ".bar a").click()
    field = until(driver, lambda d: d.find_element(By.ID, "text"))
    until(driver, lambda d: field.is_displayed())
    field.send_keys(text)
    driver.find_element(By.CSS_SELECTOR, "#sheet button.strong, #sheet button[type=submit]").click()


def question(driver, text):
    """The listed question with that text, or nothing yet."""
    return next(
        (found for found in driver.find_elements(By.CSS_SELECTOR, "[id^=q-]")
         if plain(text) in plain(found.text)), None)


def the_question(driver, text):
    """The listed question with that text; a condition waits for it."""
    found = question(driver, text)
    if found is None:
        raise NoSuchElementException(text)
    return found


def count(driver):
    """What the question's button shows."""
    return the_question(driver, TEXT).find_element(By.CSS_SELECTOR, "button.up b").text.strip()


def plain(text):
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_a_question_and_its_upvotes_arrive_on_the_wall(server):
    page = open_session(server)
    with phone() as author, projector() as wall:
        wall.get(page + "/screen")
        author.get(page)
        ask_by_thumb(author, TEXT)
        mine = until(author, lambda d: question(d, TEXT))
        assert mine.find_element(By.CSS_SELECTOR, "button.up").get_attribute("aria-pressed") == "true"
        # Nobody has approved it, nor have three others signed: the wall waits.
        assert TEXT not in plain(wall.find_element(By.TAG_NAME, "body").text)

        identity = server.call("GET", "/api/v1/summits/imedia-2017/sessions/essai/questions").json["questions"][0]["id"]
        upvote = f"/api/v1/summits/imedia-2017/questions/{identity}/upvote"
        for _ in range(3):
            assert server.call("PUT", upvote, token=server.join()).status == 200
        until(wall, lambda d: plain(TEXT) in plain(text_of(d, "#large")))
        until(wall, lambda d: "4 voix" in plain(text_of(d, "#large")))
        until(author, lambda d: count(d) == "4")

        # The fifth makes a promise, and the wall says so.
        assert server.call("PUT", upvote, token=server.join()).status == 200
        until(wall, lambda d: "réponse est due" in plain(text_of(d, "#large")))


def test_another_phone_upvotes_by_thumb_and_withdraws(server):
    page = open_session(server)
    asked = server.call(
        "POST", "/api/v1/summits/imedia-2017/sessions/essai/questions", {"text": TEXT}, token=server.join())
    with phone() as reader:
        reader.get(page)
        button = question(reader, TEXT).find_element(By.CSS_SELECTOR, "button.up")
        button.click()
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 2)
        until(reader, lambda d: count(d) == "2")
        question(reader, TEXT).find_element(By.CSS_SELECTOR, "button.up").send_keys(Keys.ENTER)
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 1)
        until(reader, lambda d: the_question(d, TEXT).find_element(
            By.CSS_SELECTOR, "button.up").get_attribute("aria-pressed") == "false")


def test_while_typing_a_similar_question_is_signed_instead(server):
    page = open_session(server)
    asked = server.call(
        "POST", "/api/v1/summits/imedia-2017/sessions/essai/questions", {"text": TEXT}, token=server.join())
    with phone() as reader:
        reader.get(page)
        reader.find_element(By.CSS_SELECTOR, ".bar a").click()
        field = until(reader, lambda d: d.find_element(By.ID, "text"))
        until(reader, lambda d: field.is_displayed())
        field.send_keys("girafe banane")
        assert not reader.find_element(By.ID, "similar").is_displayed()
        field.clear()
        field.send_keys("LUNDI MATIN, que ferez vous de ce que vous entendez")
        instead = until(reader, lambda d: d.find_elements(By.CSS_SELECTOR, "#similar button"))
        assert plain(TEXT) in plain(text_of(reader, "#similar"))
        instead[0].click()
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 2)
        until(reader, lambda d: "votre texte n’a pas été envoyé" in plain(text_of(d, "#notice")))
        until(reader, lambda d: the_question(d, TEXT).find_element(
            By.CSS_SELECTOR, "button.up").get_attribute("aria-pressed") == "true")
        assert not reader.find_element(By.ID, "sheet").is_displayed()
        assert reader.find_element(By.ID, "text").get_attribute("value") == ""
        listed = server.call("GET", "/api/v1/summits/imedia-2017/sessions/essai/questions").json["questions"]
        assert len(listed) == 1


def test_without_javascript_nothing_is_in_the_way_of_asking_the_like(server):
    page = open_session(server)
    server.call("POST", "/api/v1/summits/imedia-2017/sessions/essai/questions", {"text": TEXT}, token=server.join())
    with phone(javascript=False) as author:
        author.get(page)
        ask_by_thumb(author, "Lundi matin, que ferez-vous de ce que vous avez entendu ?")
        until(author, lambda d: "questions proches : n° 1" in plain(text_of(d, "#notice")))


def test_without_javascript_one_reads_asks_and_upvotes(server):
    page = open_session(server)
    with phone(javascript=False) as plain_phone:
        plain_phone.get(page)
        ask_by_thumb(plain_phone, TEXT)
        mine = until(plain_phone, lambda d: question(d, TEXT))
        assert "publiée" in text_of(plain_phone, "#notice")
        mine.find_element(By.CSS_SELECTOR, "button.up").click()
        until(plain_phone, lambda d: the_question(d, TEXT).find_element(
            By.CSS_SELECTOR, "button.up").get_attribute("aria-pressed") == "false")


def test_what_was_typed_is_kept_when_the_server_is_away(server):
    page = open_session(server)
    port = server.port
    with phone() as author:
        author.get(page)
        server.kill()
        ask_by_thumb(author, TEXT)
        # The sheet makes room: it is kept, and said so.
        until(author, lambda d: plain(TEXT) in plain(text_of(d, "#kept")))
        assert "l’envoi se fera, une seule fois" in plain(text_of(author, "#kept"))
        server.start(f"127.0.0.1:{port}")
        # It is sent by itself, once.
        until(author, lambda d: question(d, TEXT), seconds=40)
        listed = server.call("GET", "/api/v1/summits/imedia-2017/sessions/essai/questions").json["questions"]
        assert len(listed) == 1


def test_a_text_that_breaks_a_rule_is_kept_and_told_why(server):
    page = open_session(server)
    with phone(javascript=False) as author:
        author.get(page)
        author.find_element(By.CSS_SELECTOR, ".bar a").click()
        # Long enough for the browser, and too short once trimmed.
        author.find_element(By.ID, "text").send_keys("     court     ")
        author.find_element(By.CSS_SELECTOR, "#sheet button.strong, #sheet button[type=submit]").click()
        until(author, lambda d: "10" in text_of(d, "#sheet"))
        assert "court" in author.find_element(By.ID, "text").get_attribute("value")


def test_in_english(server):
    with phone(language="en-GB") as reader:
        reader.get(f"{server.url}/imedia-2017/obama")
        assert reader.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
        assert "Ask a question" in reader.find_element(By.TAG_NAME, "body").text


def test_what_is_announced_is_on_wall_and_phones_at_once_and_goes(server, tmp_path):
    page = open_session(server)
    organizer = Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path))
    with phone() as reader, projector() as wall:
        wall.get(page + "/screen")
        reader.get(page)
        # Both are connected once they have a state.
        for driver in (reader, wall):
            driver.execute_async_script(
                "const done = arguments[0]; const { api, session } = document.body.dataset;"
                "new EventSource(`${api}/sessions/${session}/live`).addEventListener('snapshot', () => done(), { once: true })")
        made = organizer.json("announce", "Le déjeuner est servi ; à 14 h on reprend")
        began = time.monotonic()
        for driver in (wall, reader):
            until(driver, lambda d: "Le déjeuner est servi ; à 14 h" in plain(text_of(d, "#announcements")), seconds=5)
        assert time.monotonic() - began < 3
        assert "L’organisation" in text_of(wall, "#announcements")
        # A wall that comes in the middle shows it as well, and only once.
        wall.get(page + "/screen")
        until(wall, lambda d: plain(text_of(d, "#announcements")).count("Le déjeuner") == 1)
        organizer.does("announce", "Micro en salle", "--session", "essai")
        until(reader, lambda d: plain(text_of(d, "#announcements")).startswith("L’organisation"))
        until(reader, lambda d: plain(text_of(d, "#announcements li:first-child .said")) == "Micro en salle")
        # What is taken back leaves both.
        organizer.does("announcement", "withdraw", made["id"], "--yes")
        for driver in (reader, wall):
            until(driver, lambda d: "Le déjeuner" not in text_of(d, "#announcements"))
            until(driver, lambda d: "Micro en salle" in text_of(d, "#announcements"))


def test_a_wall_that_comes_in_the_middle_of_an_announcement_shows_it_for_the_rest_of_its_minute(server, tmp_path):
    page = open_session(server)
    organizer = Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path))
    with projector() as wall, phone() as reader:
        organizer.does("announce", "Le déjeuner est servi")
        server.sql("update announcements set announced_at = now() - interval '55 seconds'")
        wall.get(page + "/screen")
        until(wall, lambda d: "Le déjeuner est servi" in text_of(d, "#announcements"))
        until(wall, lambda d: not d.find_element(By.ID, "announcements").is_displayed(), seconds=10)
        reader.get(page)
        assert "Le déjeuner est servi" in text_of(reader, "#announcements")


def test_stars_by_thumb_with_and_without_javascript(server):
    page = open_session(server)
    path = "/api/v1/summits/imedia-2017/sessions/essai"
    with phone() as reader, phone(javascript=False) as plain_phone:
        reader.get(page)
        assert not reader.find_element(By.ID, "feedback").is_displayed()
        # The session is ended: who looks at it can rate it.
        assert server.call("PATCH", path, {"ended": True}, token=server.token).status == 200
        until(reader, lambda d: d.find_element(By.ID, "feedback").is_displayed())
        plain_phone.get(page)
        for driver, stars in ((reader, "4"), (plain_phone, "2")):
            driver.find_element(By.CSS_SELECTOR, "#feedback summary").click()
            driver.find_element(By.CSS_SELECTOR, f"#feedback input[value='{stars}']").click()
            driver.find_element(By.ID, "comment").send_keys("Très clair")
            driver.find_element(By.CSS_SELECTOR, "#feedback form button").click()
            until(driver, lambda d: f"{stars} étoiles" in plain(text_of(d, "#feedback summary")))
        report = server.call("GET", path + "/feedback", token=server.token).json
        assert report["histogram"] == [0, 1, 0, 1, 0]
        # Changed: still one each.
        plain_phone.find_element(By.CSS_SELECTOR, "#feedback summary").click()
        assert plain_phone.find_element(By.ID, "comment").get_attribute("value") == "Très clair"
        five = plain_phone.find_element(By.CSS_SELECTOR, "#feedback input[value='5']")
        # The page is still gliding to where the form led.
        plain_phone.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", five)
        five.click()
        plain_phone.find_element(By.CSS_SELECTOR, "#feedback form button").click()
        until(plain_phone, lambda d: "5 étoiles" in plain(text_of(d, "#feedback summary")))
        report = server.call("GET", path + "/feedback", token=server.token).json
        assert report["histogram"] == [0, 0, 0, 1, 1]
