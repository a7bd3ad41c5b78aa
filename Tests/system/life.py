"""The seeds in the middle of a session: people in the room, upvotes, an announcement, a reader who took part."""

from urllib.parse import urlsplit

SUMMIT = "imedia-2017"
PATH = f"/api/v1/summits/{SUMMIT}"
SIMILAR = "Que reste-t-il des outils ouverts pendant ces huit années ?"


class Life:
    """What happened, and the addresses that follow from it."""

    def __init__(self, server, people=12):
        self.server = server
        self.people = [server.join() for _ in range(people)]
        for person in self.people:
            self.call("PUT", "/sessions/obama/attendance", token=person)
        self.reader = self.people[0]
        self.organizer = server.token
        self.announced = False
        self.ask()
        self.curate()
        self.empty_rooms()

    def call(self, method, path, body=None, token=None):
        answer = self.server.call(method, PATH + path, body, token=token)
        assert 200 <= answer.status < 300, (method, path, answer.status, answer.body)
        return answer.json if answer.body else None

    def ask(self):
        listed = self.call("GET", "/sessions/obama/questions")["questions"]
        for number, person in enumerate(self.people[1:9]):
            for question in listed[number % 3:number % 5 + 1]:
                self.call("PUT", f"/questions/{question['id']}/upvote", token=person)
        for question in listed[1:3]:
            self.call("PUT", f"/questions/{question['id']}/upvote", token=self.reader)
        asked = {"text": "Comment savoir qu’une réponse publique a été lue par celles et ceux qui l’attendaient ?", "name": "Lou"}
        mine = self.call("POST", "/sessions/obama/questions", asked, token=self.reader)
        self.receipt, self.question = mine["receipt"], mine["id"]
        self.room = self.call("GET", "/rooms", token=self.organizer)["rooms"][0]["slug"]
        for person in self.people[1:6]:
            self.call("PUT", f"/questions/{mine['id']}/upvote", token=person)
        self.call("POST", "/sessions/obama/questions",
                  {"text": "How do you keep a channel open once the team that ran it has left?"}, token=self.people[2])

    def curate(self):
        self.promise = self.call("GET", "/promises?state=kept&limit=1")["promises"][0]["question"]["id"]
        top = self.call("GET", "/sessions/obama/questions?limit=1")["questions"][0]
        self.call("PATCH", f"/questions/{top['id']}", {"action": "highlight"}, token=self.organizer)

    def stage_link(self, role):
        """One that nobody has used."""
        return self.link("/stage-links", {"role": role, "session": "obama"})

    def overview_link(self):
        return self.link("/overview-links", {})

    def link(self, kind, body):
        made = self.call("POST", kind, body, token=self.organizer)
        # The server may be known under another name than where it listens.
        return self.server.url + urlsplit(made["url"]).path

    def announce(self):
        """Said now: once, however often one looks; the one before it is read on phones alone."""
        if self.announced:
            self.server.sql("update announcements set announced_at = now() where id = (select max(id) from announcements)")
            return
        for text in ["Le café est servi dans le salon ; on reprend à 11 h.",
                     "Le débat passe sur la grande scène ; les questions vous suivent."]:
            self.call("POST", "/announcements", {"text": text}, token=self.organizer)
            if not self.announced:
                self.server.sql("update announcements set announced_at = now() - interval '20 minutes'")
            self.announced = True

    def empty_rooms(self):
        """A summit where badges are asked for, and a box of its own that nobody asked anything yet."""
        badge = {"slug": "badges", "name": "Exemple : un sommet à badges", "timeZone": "Europe/Paris",
                 "startsOn": "2026-01-01", "endsOn": "2099-01-01", "languages": ["fr", "en"], "expectedAttendees": 100}
        server = self.server
        made = server.call("POST", "/api/v1/summits", badge, token=self.organizer)
        assert made.status == 201, made.body
        path = "/api/v1/summits/badges"
        changed = server.call("PATCH", path, {"identity": "badge"}, token=self.organizer)
        assert changed.status == 200, changed.body
        made = server.call("POST", path + "/sessions", {
            "slug": "vide", "title": "Exemple : une session où tout commence", "startsAt": "2026-01-01T09:00:00+01:00",
            "endsAt": "2099-01-01T10:00:00+01:00"}, token=self.organizer)
        assert made.status == 201, made.body
        opened = server.call("PATCH", path + "/sessions/vide", {"box": "open"}, token=self.organizer)
        assert opened.status == 200, opened.body
