"""A question asked on a phone, and its upvotes, seen on the wall."""

from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import click, is_shown, keys, phone, projector, text_of, until, value_of
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


def type_a_question(driver, text):
    click(driver, ".bar a")
    keys(driver, "#text", text)


def ask_by_thumb(driver, text):
    type_a_question(driver, text)
    click(driver, "#sheet button.strong, #sheet button[type=submit]")


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


def button(driver, text):
    return the_question(driver, text).find_element(By.CSS_SELECTOR, "button.up")


def count(driver):
    """What the question's button shows."""
    return button(driver, TEXT).find_element(By.CSS_SELECTOR, "b").text.strip()


def signed(driver, text, by_reader=True):
    """Waits until the question shows whether the reader signed it."""
    until(driver, lambda d: button(d, text).get_attribute("aria-pressed") == str(by_reader).lower())


def plain(text):
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_a_question_and_its_upvotes_arrive_on_the_wall(server):
    page = open_session(server)
    with phone() as author, projector() as wall:
        wall.get(page + "/screen")
        author.get(page)
        ask_by_thumb(author, TEXT)
        signed(author, TEXT)
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
        until(reader, lambda d: button(d, TEXT).click() is None)
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 2)
        until(reader, lambda d: count(d) == "2")
        until(reader, lambda d: button(d, TEXT).send_keys(Keys.ENTER) is None)
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 1)
        signed(reader, TEXT, False)


def test_while_typing_a_similar_question_is_signed_instead(server):
    page = open_session(server)
    asked = server.call(
        "POST", "/api/v1/summits/imedia-2017/sessions/essai/questions", {"text": TEXT}, token=server.join())
    with phone() as reader:
        reader.get(page)
        type_a_question(reader, "girafe banane")
        assert not is_shown(reader, "#similar")
        reader.find_element(By.ID, "text").clear()
        keys(reader, "#text", "LUNDI MATIN, que ferez vous de ce que vous entendez")
        until(reader, lambda d: plain(TEXT) in plain(text_of(d, "#similar")))
        click(reader, "#similar button")
        until(reader, lambda d: server.call("GET", asked.headers["Location"]).json["upvotes"] == 2)
        until(reader, lambda d: "votre texte n’a pas été envoyé" in plain(text_of(d, "#notice")))
        signed(reader, TEXT)
        until(reader, lambda d: not is_shown(d, "#sheet"))
        until(reader, lambda d: value_of(d, "#text") == "")
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
        until(plain_phone, lambda d: "publiée" in text_of(d, "#notice"))
        until(plain_phone, lambda d: button(d, TEXT).click() is None)
        signed(plain_phone, TEXT, False)


def test_what_was_typed_is_kept_when_the_server_is_away(server):
    page = open_session(server)
    port = server.port
    with phone() as author:
        author.get(page)
        server.kill()
        ask_by_thumb(author, TEXT)
        # The sheet makes room: it is kept, and said so.
        until(author, lambda d: plain(TEXT) in plain(text_of(d, "#kept")))
        until(author, lambda d: "l’envoi se fera, une seule fois" in plain(text_of(d, "#kept")))
        server.start(f"127.0.0.1:{port}")
        # It is sent by itself, once.
        until(author, lambda d: question(d, TEXT))
        listed = server.call("GET", "/api/v1/summits/imedia-2017/sessions/essai/questions").json["questions"]
        assert len(listed) == 1


def test_a_text_that_breaks_a_rule_is_kept_and_told_why(server):
    page = open_session(server)
    with phone(javascript=False) as author:
        author.get(page)
        # Long enough for the browser, and too short once trimmed.
        ask_by_thumb(author, "     court     ")
        until(author, lambda d: "trop courte" in text_of(d, "#sheet .problem"))
        until(author, lambda d: "court" in value_of(d, "#text"))


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
        # By the stream: whoever has to ask asks every 20 seconds.
        for driver in (wall, reader):
            until(driver, lambda d: "Le déjeuner est servi ; à 14 h" in plain(text_of(d, "#announcements")), seconds=15)
        until(wall, lambda d: "L’organisation" in text_of(d, "#announcements"))
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
        server.sql("update announcements set announced_at = now() - interval '45 seconds'")
        wall.get(page + "/screen")
        until(wall, lambda d: "Le déjeuner est servi" in text_of(d, "#announcements"))
        # Before what would be a minute from when the wall came.
        until(wall, lambda d: not is_shown(d, "#announcements"), seconds=50)
        reader.get(page)
        until(reader, lambda d: "Le déjeuner est servi" in text_of(d, "#announcements"))


def rate(driver, stars, comment):
    """The whole form by thumb, from its start where the page replaces it meanwhile; nothing of it counts before it is sent."""
    def rated(driver):
        if not value_of(driver, "#feedback details", "open"):
            driver.find_element(By.CSS_SELECTOR, "#feedback summary").click()
        five = driver.find_element(By.CSS_SELECTOR, f"#feedback input[value='{stars}']")
        # The page may still be gliding to where the form led.
        driver.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", five)
        five.click()
        field = driver.find_element(By.ID, "comment")
        if field.get_attribute("value") != comment:
            field.clear()
            field.send_keys(comment)
        driver.find_element(By.CSS_SELECTOR, "#feedback form button").click()
        return True
    until(driver, rated)
    until(driver, lambda d: f"{stars} étoiles" in plain(text_of(d, "#feedback summary")))


def test_stars_by_thumb_with_and_without_javascript(server):
    page = open_session(server)
    path = "/api/v1/summits/imedia-2017/sessions/essai"
    with phone() as reader, phone(javascript=False) as plain_phone:
        reader.get(page)
        assert not is_shown(reader, "#feedback")
        # The session is ended: who looks at it can rate it.
        assert server.call("PATCH", path, {"ended": True}, token=server.token).status == 200
        until(reader, lambda d: is_shown(d, "#feedback"))
        plain_phone.get(page)
        for driver, stars in ((reader, "4"), (plain_phone, "2")):
            rate(driver, stars, "Très clair")
        report = server.call("GET", path + "/feedback", token=server.token).json
        assert report["histogram"] == [0, 1, 0, 1, 0]
        # Changed: still one each.
        assert value_of(plain_phone, "#comment") == "Très clair"
        rate(plain_phone, "5", "Très clair")
        report = server.call("GET", path + "/feedback", token=server.token).json
        assert report["histogram"] == [0, 0, 0, 1, 1]
