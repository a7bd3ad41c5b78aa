"""A small summit whose questions become promises, for the tests of the board and of time."""
import datetime


class Summit:
    """`essai`: a session whose box is open, an organisation that takes questions; five upvotes oblige an answer."""

    slug = "essai"
    path = "/api/v1/summits/essai"

    def __init__(self, server, name="Sommet d'essai", languages=("fr", "en"), contact=None):
        self.server = server
        self.call("POST", "/api/v1/summits", {
            "slug": self.slug, "name": name, "timeZone": "Europe/Paris", "startsOn": "2017-06-13", "endsOn": "2017-06-14",
            "languages": list(languages), "expectedAttendees": 20})
        if contact:
            self.call("PATCH", self.path, {"contact": contact})
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        self.call("POST", self.path + "/sessions", {
            "slug": "ouverture", "title": "L'ouverture", "startsAt": (now - datetime.timedelta(minutes=10)).isoformat(),
            "endsAt": (now + datetime.timedelta(hours=1)).isoformat()})
        self.call("PATCH", self.path + "/sessions/ouverture", {"box": "open"})
        self.call("POST", self.path + "/organisations", {"slug": "marque", "name": "Marque d'exemple"})
        server.sql("update organisations set accepted_at = now(), accepted_by = 'Ana'")
        self.people = [server.join(self.slug) for _ in range(5)]

    def call(self, method, path, body=None, token=None):
        answer = self.server.call(method, path, body, token=token or self.server.token)
        assert answer.status in (200, 201), (method, path, answer.status, answer.body)
        return answer.json

    def ask(self, text, place="/sessions/ouverture"):
        """The question's id."""
        return self.call("POST", self.path + place + "/questions", {"text": text}, token=self.server.join(self.slug))["id"]

    def promise(self, text, place="/sessions/ouverture"):
        """Asks, and all sign: an answer is owed."""
        question = self.ask(text, place)
        for person in self.people:
            self.call("PUT", f"{self.path}/questions/{question}/upvote", token=person)
        promise = self.call("GET", f"{self.path}/questions/{question}")["promise"]
        assert promise["state"] == "owed", promise
        return question

    def late(self, question, days):
        self.server.sql(f"update promises set live_due_at = null, first_due_at = now() - interval '{days} days' "
                        f"where question_id = {question}")

    def settle(self, question, state):
        self.server.sql(f"update promises set state = '{state}', settled_at = now() where question_id = {question}")

    def ledger(self):
        return self.call("GET", self.path + "/ledger?limit=1000")
