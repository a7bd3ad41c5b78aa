"""The live queue on a real terminal: keys, undo, a server that goes and comes back, and the terminal afterwards."""
import json
import os
import shlex
import signal
import threading
import time

import pytest
from cli import BINARY, environment, fake_server, question, session, terminal

SESSION = "/summits/imedia-2017/sessions/opening"
WATCH = ["question", "watch", "--summit", "imedia-2017", "--session", "opening"]


class Hall:
    """A session's questions, decided upon as the server would."""

    def __init__(self, server):
        self.server = server
        self.questions = {}
        self.before = {}
        self.acts = []
        self.not_modified = 0
        self.speaks = threading.Event()
        self.speaks.set()
        server.tell("GET", SESSION, 200, session(title="Ouverture"))
        server.answers["GET", "/api/v1" + SESSION + "/questions"] = self.list

    def ask(self, number, state, **more):
        self.questions[f"q{number}"] = question(number, state, **more)
        self.server.answers["PATCH", f"/api/v1/summits/imedia-2017/questions/q{number}"] = self.decide

    def list(self, request):
        self.speaks.wait(30)
        wanted = "pending" if "state=pending" in request["path"] else "published"
        listed = {"questions": [each for each in self.questions.values() if each["state"] == wanted], "next": None}
        tag = f'"{hash(json.dumps(listed))}"'
        if request["headers"].get("If-None-Match") == tag:
            self.not_modified += 1
            return 304, b"", {"ETag": tag}
        return 200, listed, {"ETag": tag}

    def decide(self, request):
        name = request["path"].rpartition("/")[2]
        change = json.loads(request["body"])
        (asked, action) = (self.questions[name], change["action"])
        self.acts.append((asked["number"], action, change.get("reason") or change.get("act")))
        if action == "undo":
            asked["state"], asked["highlighted"] = self.before.pop(change["act"])
            return 200, asked
        act = str(len(self.acts))
        self.before[act] = asked["state"], asked["highlighted"]
        if action in ("approve", "reject", "hide"):
            asked["state"] = {"approve": "published", "reject": "rejected", "hide": "hidden"}[action]
        else:
            for each in self.questions.values():
                each["highlighted"] = False
            asked["highlighted"] = action == "highlight"
        return 200, asked | {"act": act}


@pytest.fixture
def hall():
    with fake_server() as server:
        hall = Hall(server)
        for number, state in ((1, "published"), (2, "pending"), (3, "pending")):
            hall.ask(number, state)
        yield hall


@pytest.fixture
def env(tmp_path, hall):
    (tmp_path / "token").write_text("tok")
    return environment(tmp_path, TRIBUNE_SERVER=hall.server.url, TRIBUNE_TOKEN_FILE=tmp_path / "token", NO_COLOR="1")


def test_single_keys_decide_and_undo(hall, env):
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        assert "Ouverture" in screen.screen and "Waiting: 2" in screen.screen and screen.is_raw()
        screen.press("a")
        seen = screen.wait_for("#2 approved")
        screen.press("ro")
        seen = screen.wait_for("#3 rejected", seen)
        screen.press("u")
        seen = screen.wait_for("#3: taken back", seen)
        screen.press("u")
        seen = screen.wait_for("#2: taken back", seen)
        screen.press("\x1b[B\x1b[Bl")
        seen = screen.wait_for("#1 highlighted", seen)
        screen.press("u")
        seen = screen.wait_for("#1: taken back", seen)
        screen.press("hp")
        seen = screen.wait_for("#1 hidden", seen)
        screen.press("q")
        assert screen.end() == 0 and screen.echoes() and not screen.is_raw()
    assert hall.acts == [(2, "approve", None), (3, "reject", "off_topic"), (3, "undo", "2"), (2, "undo", "1"),
                         (1, "highlight", None), (1, "undo", "5"), (1, "hide", "personal")]
    assert all(request["headers"]["Authorization"] == "Bearer tok" for request in hall.server.requests)


def test_new_questions_arrive_by_themselves_and_what_is_unchanged_is_not_sent_again(hall, env):
    with terminal(*WATCH, env=env) as screen:
        seen = screen.wait_for("Published: 1")
        hall.ask(4, "pending", text="Et les données ? \x1b[31m\u202e", name="Zoë")
        seen = screen.wait_for(r"Et les données \? ␛\[31m\\u\{202E\} — Zoë", seen)
        end = time.monotonic() + 60
        while hall.not_modified < 2 and time.monotonic() < end:
            screen.read(0.1)
        assert hall.not_modified >= 2
        screen.press("q")
        assert screen.end() == 0


def test_while_the_server_is_away_it_says_so_and_goes_on_when_it_is_back(hall, env):
    with terminal(*WATCH, env=env) as screen:
        seen = screen.wait_for("Published: 1")
        hall.server.stop()
        seen = screen.wait_for("No answer since", seen)
        screen.press("a")
        seen = screen.wait_for("#2 not approved: No server answers", seen)
        hall.server.start()
        seen = screen.wait_for("box open", seen)
        screen.press("ka")
        screen.wait_for("#2 approved", seen)
        screen.press("q")
        assert screen.end() == 0
    assert hall.acts == [(2, "approve", None)]


def test_a_server_that_is_silent_is_said_to_be_away_too(hall, env):
    with terminal(*WATCH, env=env) as screen:
        seen = screen.wait_for("Published: 1")
        hall.speaks.clear()
        seen = screen.wait_for("No answer since .* did not answer in time", seen)
        hall.speaks.set()
        screen.wait_for("box open", seen)
        screen.press("q")
        assert screen.end() == 0


def test_a_refused_decision_is_said(hall, env):
    hall.server.problem("PATCH", "/summits/imedia-2017/questions/q2", 409, "not_pending", detail="It was withdrawn.")
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        screen.press("a")
        screen.wait_for("#2 not approved: It was withdrawn.")
        screen.press("q")
        assert screen.end() == 0


def test_a_token_revoked_meanwhile_ends_it_with_3_and_a_sane_terminal(hall, env):
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        for path in (SESSION, SESSION + "/questions"):
            hall.server.problem("GET", path, 401, "unauthorized", detail="The token is not valid.")
        assert screen.end() == 3 and screen.echoes()
        assert screen.screen.index("\x1b[?1049l") < screen.screen.index("The token is not valid.")


@pytest.mark.parametrize("stop", ["ctrl-c", signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_terminal_is_itself_again_however_it_ends(hall, env, stop):
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        assert screen.is_raw() and not screen.echoes()
        screen.press("\x03") if stop == "ctrl-c" else os.kill(screen.pid, stop)
        assert screen.end() == (-signal.SIGINT if stop == "ctrl-c" else -stop)
        assert not screen.is_raw() and screen.echoes()
        assert "\x1b[?1049l" in screen.screen and "\x1b[?25h" in screen.screen


def test_ctrl_z_gives_the_terminal_back_until_it_goes_on(hall, env):
    with terminal("--norc", "--noediting", "-i", program="/bin/bash", env=env | {"PS1": "shell> "}) as screen:
        seen = screen.wait_for("shell> ")
        screen.press(shlex.join([BINARY, *WATCH]) + "\n")
        seen = screen.wait_for("Published: 1", seen)
        screen.press("\x1a")
        seen = screen.wait_for(r"\x1b\[\?1049l(.|\n)*Stopped(.|\n)*shell> ", seen)
        assert screen.echoes() and not screen.is_raw()
        screen.press("fg\n")
        seen = screen.wait_for(r"\x1b\[\?1049h(.|\n)*Published: 1", seen)
        assert screen.is_raw()
        screen.press("q")
        screen.wait_for("shell> ", seen)
        assert screen.echoes() and not screen.is_raw()
        screen.press("exit\n")
        assert screen.end() == 0


def test_another_size_is_drawn_anew(hall, env):
    hall.ask(2, "pending", text="mot " * 60 + "fin")
    with terminal(*WATCH, env=env, columns=100, rows=30) as screen:
        seen = screen.wait_for("Published: 1")
        screen.resize(50, 14)
        seen = screen.wait_for(r"\x1b\[2J", seen)
        screen.wait_for("q quit", seen)
        drawn = screen.screen[seen:]
        assert "\x1b[14;1H" in drawn and "\x1b[15;1H" not in drawn
        screen.press("q")
        assert screen.end() == 0


def test_nothing_is_drawn_while_nothing_changes(hall, env):
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        polls = hall.not_modified
        screen.read(0.3)
        before = len(screen.screen)
        end = time.monotonic() + 60
        while hall.not_modified < polls + 4 and time.monotonic() < end:
            screen.read(0.1)
        # At most the clock's minute.
        assert len(screen.screen) - before < 300
        screen.press("q")
        assert screen.end() == 0


def test_what_is_pasted_decides_nothing(hall, env):
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        screen.press("\x1b[200~approve all\x1b[201~")
        screen.press("q")
        assert screen.end() == 0
    assert hall.acts == []


def test_a_speaker_sees_what_is_published_only(hall, env):
    hall.server.problem("GET", SESSION + "/questions?limit=100&sort=new&state=pending", 403, "forbidden")
    with terminal(*WATCH, env=env) as screen:
        screen.wait_for("Published: 1")
        assert "Waiting" not in screen.screen
        screen.press("l")
        screen.wait_for("#1 highlighted")
        screen.press("q")
        assert screen.end() == 0
