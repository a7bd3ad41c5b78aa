"""What was acknowledged is on disk, once, whatever was killed."""

import os
import subprocess
import threading
import http.client
import json

import pytest

from conftest import ROOT, SEEDS, Server

SUMMIT = "/api/v1/summits/imedia-2017"


class Storm:
    """Phones that sign one question after another, each remembering what was acknowledged."""

    def __init__(self, server, phones=40):
        self.server = server
        questions = server.call("GET", f"{SUMMIT}/sessions/obama/questions?limit=100").json["questions"]
        self.questions = [question["id"] for question in questions]
        self.tokens = [server.join() for _ in range(phones)]
        self.acknowledged = set()
        self.progress = threading.Semaphore(0)
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.phone, args=(number,)) for number in range(phones)]

    def phone(self, number):
        connection = None
        for question in self.questions * 50:
            if self.stopped.is_set():
                return
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
                connection.request(
                    "PUT", f"{SUMMIT}/questions/{question}/upvote",
                    headers={"Authorization": f"Bearer {self.tokens[number]}"})
                response = connection.getresponse()
                body = response.read()
                if response.status == 200:
                    self.acknowledged.add((number, json.loads(body)["question"]))
                    self.progress.release()
            except (OSError, http.client.HTTPException):
                connection = None
                if self.stopped.wait(0.02):  # the server is away; a phone tries again
                    return

    def run_until(self, acknowledged):
        for thread in self.threads:
            thread.start()
        for _ in range(acknowledged):
            assert self.progress.acquire(timeout=60)

    def end(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def check(server, storm):
    """Every acknowledged upvote is one row, and every count equals its rows."""
    rows = server.sql(
        "select question_id, attendee_id, count(*) from upvotes group by 1, 2, via_id having count(*) > 1")
    assert rows == ""
    for number, token in enumerate(storm.tokens):
        held = server.call("GET", f"{SUMMIT}/attendees/me", token=token).json
        signed = {upvote["question"] for upvote in held["upvotes"]}
        acknowledged = {question for phone, question in storm.acknowledged if phone == number}
        assert acknowledged <= signed
    wrong = server.sql(
        "select q.id from questions q where q.upvotes <> "
        "(select count(distinct u.attendee_id) from upvotes u join attendees a on a.id = u.attendee_id "
        "where u.question_id = q.id and a.quarantined_at is null)")
    assert wrong == ""


def test_a_killed_server_loses_no_acknowledged_upvote(server):
    storm = Storm(server)
    storm.run_until(acknowledged=100)
    port = server.port
    server.kill()
    storm.end()
    server.start(f"127.0.0.1:{port}")
    assert len(storm.acknowledged) >= 100
    check(server, storm)


@pytest.fixture
def own_cluster(tmp_path):
    """A cluster of the test's own, durable, that can be killed."""
    folder = tmp_path / "postgres"
    conninfo = subprocess.run(
        [ROOT / "scripts/postgres", "start", folder], check=True, capture_output=True, text=True).stdout.strip()
    yield folder, conninfo
    subprocess.run([ROOT / "scripts/postgres", "stop", folder], capture_output=True)


def test_a_killed_postgresql_loses_no_acknowledged_upvote(own_cluster, tmp_path):
    folder, conninfo = own_cluster
    server = Server(conninfo, tmp_path, seeds=SEEDS).start()
    try:
        storm = Storm(server)
        storm.run_until(acknowledged=100)
        subprocess.run([ROOT / "scripts/postgres", "kill", folder], check=True)
        away = server.call("PUT", f"{SUMMIT}/questions/{storm.questions[0]}/upvote", token=storm.tokens[0])
        assert away.status == 503
        assert away.headers["Content-Type"] == "application/problem+json"
        assert server.call("GET", "/healthz").status == 200
        subprocess.run([ROOT / "scripts/postgres", "start", folder], check=True, capture_output=True)
        # It recovers by itself: the storm goes on.
        seen = len(storm.acknowledged)
        while len(storm.acknowledged) < seen + 50:
            assert storm.progress.acquire(timeout=60)
        storm.end()
        check(server, storm)
    finally:
        assert server.stop() == 0


def test_a_second_start_keeps_the_data(database, tmp_path):
    server = Server(database, tmp_path, seeds=SEEDS).start()
    try:
        token = server.join()
        asked = server.call(
            "POST", f"{SUMMIT}/sessions/obama/questions", {"text": "Que reste-t-il après la salle ?"}, token=token)
        assert asked.status == 201
        assert server.stop() == 0
        server.start()
        shown = server.call("GET", asked.headers["Location"])
        assert shown.json["text"] == "Que reste-t-il après la salle ?"
        assert server.call("GET", "/api/v1/summits").json["summits"][0]["slug"] == "imedia-2017"
    finally:
        assert server.stop() == 0
