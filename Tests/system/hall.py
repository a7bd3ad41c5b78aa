"""A summit of the test's own with one hall, for walls: sessions at minutes from now, questions with their upvotes."""

import datetime

from selenium.webdriver.common.by import By


def minutes(from_now):
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=from_now)
    return time.isoformat(timespec="milliseconds")


class Hall:
    slug = "essai"
    path = "/api/v1/summits/essai"

    def __init__(self, server, languages=("fr", "en")):
        self.server = server
        self.call("POST", "/api/v1/summits", {
            "slug": self.slug, "name": "Sommet d’essai", "timeZone": "UTC", "startsOn": "2017-06-13",
            "endsOn": "2017-06-14", "languages": list(languages), "expectedAttendees": 50})
        self.people = []

    def call(self, method, path, body=None, token=None):
        answer = self.server.call(method, path, body, token=token or self.server.token)
        assert answer.status in (200, 201, 204), (method, path, answer.status, answer.body)
        return answer.json if answer.body else None

    @property
    def wall(self):
        return f"{self.server.url}/essai/rooms/grande-salle/screen"

    def now(self):
        return self.call("GET", self.path + "/rooms/grande-salle")

    # What organizers do -----------------------------------------------------------------------------------------------

    def session(self, slug, title, start, end):
        """A session in the hall, whose times lie so many minutes from now."""
        self.call("POST", self.path + "/sessions", {
            "slug": slug, "title": title, "startsAt": minutes(start), "endsAt": minutes(end), "room": "Grande salle"})

    def change(self, slug, **change):
        return self.call("PATCH", f"{self.path}/sessions/{slug}", change)

    def cancel(self, slug):
        self.call("DELETE", f"{self.path}/sessions/{slug}")

    def curate(self, question, action):
        self.call("PATCH", f"{self.path}/questions/{question}", {"action": action})

    def announce(self, text, session=None):
        return self.call("POST", self.path + "/announcements", {"text": text, **({"session": session} if session else {})})["id"]

    # What people do ---------------------------------------------------------------------------------------------------

    def ask(self, slug, text, upvotes=4):
        """The question's id; with four upvotes the wall may show it."""
        question = self.call(
            "POST", f"{self.path}/sessions/{slug}/questions", {"text": text}, token=self.server.join(self.slug))["id"]
        self.sign(question, upvotes - 1)
        return question

    def sign(self, question, upvotes=1):
        for _ in range(upvotes):
            self.call("PUT", f"{self.path}/questions/{question}/upvote", token=self.server.join(self.slug))


def texts(driver, selector):
    return [element.text for element in driver.find_elements(By.CSS_SELECTOR, selector)]
