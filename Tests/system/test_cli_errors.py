"""Servers that refuse, fail, or are none: one clear sentence, the right exit code."""
import json
import socket

import pytest
from cli import environment, fake_server, question, run, session, summit, terminal


@pytest.fixture
def server():
    with fake_server() as server:
        server.tell("GET", "/summits", 200, {"summits": [summit()], "next": None})
        yield server


@pytest.fixture
def env(tmp_path, server):
    (tmp_path / "token").write_text("tok")
    return environment(tmp_path, TRIBUNE_SERVER=server.url, TRIBUNE_TOKEN_FILE=tmp_path / "token")


SESSIONS = "/summits/imedia-2017/sessions"
QUESTIONS = SESSIONS + "/opening/questions"


@pytest.mark.parametrize("status, code, exit", [
    (400, "malformed", 1), (401, "unauthorized", 3), (403, "forbidden", 3), (404, "not_found", 4),
    (409, "box_closed", 5), (422, "invalid", 1), (429, "too_many", 1), (500, "internal", 1), (503, "unavailable", 1),
])
def test_each_refusal_has_its_exit_code(env, server, status, code, exit):
    server.problem("GET", SESSIONS, status, code, detail="That cannot be.")
    told = run("session", "list", env=env)
    assert told.returncode == exit and told.stdout == ""
    assert told.stderr.startswith("tribune: That cannot be.")


def test_a_broken_rule_names_field_and_rule(env, server):
    server.problem("PATCH", SESSIONS + "/opening", 422, "invalid", detail="The end comes before the start.",
                   field="endsAt", rule="session_span")
    told = run("session", "extend", "opening", "600", env=env)
    assert told.returncode == 1
    assert told.stderr == "tribune: The end comes before the start (field: endsAt, rule: session_span).\n"


def test_what_to_do_is_said(env, server):
    server.problem("GET", SESSIONS, 429, "too_many", detail="Too many requests.", headers={"Retry-After": "7"})
    assert "Try again in 7 seconds." in run("session", "list", env=env).stderr
    server.problem("GET", SESSIONS, 401, "unauthorized", detail="The token is not valid.")
    assert f"tribune login --server {server.url}" in run("session", "list", env=env).stderr
    server.problem("GET", SESSIONS, 503, "database_away")
    assert "Nothing was changed." in run("session", "list", env=env).stderr
    server.problem("PATCH", SESSIONS + "/opening", 503, "outcome_unknown")
    assert "doing it again is safe" in run("session", "pause", "opening", env=env).stderr


def test_a_proxy_is_not_asked_for_this_machines_server(env, server):
    server.tell("GET", SESSIONS, 200, {"sessions": [session()], "next": None})
    proxied = env | {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    assert run("session", "list", env=proxied).returncode == 0


def test_nobody_there(env):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        told = run("session", "list", "--server", url, env=env)
    assert told.returncode == 1
    assert f"No server answers at {url} (--server)." in told.stderr and "scripts/run" in told.stderr


@pytest.mark.parametrize("body, headers", [
    (b"<html>Bad gateway</html>", {"Content-Type": "text/html"}), (b"", {}), (b"\xff\xfe{", {}), (b"[]", {}),
])
def test_answers_that_are_not_tribunes(env, server, body, headers):
    server.tell("GET", SESSIONS, 502, body, headers)
    told = run("session", "list", env=env)
    assert told.returncode == 1 and "answered 502" in told.stderr
    server.tell("GET", SESSIONS, 200, body, headers)
    told = run("session", "list", env=env)
    assert told.returncode == 1 and "cannot be read" in told.stderr and told.stdout == ""


def test_a_redirect_does_not_carry_the_token_away(env, server):
    with fake_server() as elsewhere:
        server.tell("GET", SESSIONS, 302, b"", {"Location": elsewhere.url + "/api/v1" + SESSIONS})
        told = run("session", "list", env=env)
        assert told.returncode == 1 and elsewhere.url in told.stderr and not elsewhere.requests


def test_a_server_that_hangs_up(env, server):
    def hang_up(request):
        raise ConnectionAbortedError
    server.answers["PATCH", "/api/v1" + SESSIONS + "/opening"] = hang_up
    server.server.handle_error = lambda *ignored: None
    told = run("session", "pause", "opening", env=env)
    assert told.returncode == 1 and "look before doing it again" in told.stderr


def test_slugs_in_paths_cannot_climb(env, server):
    server.problem("GET", SESSIONS + "/..%3Fa%3Db%23", 404, "not_found", detail="No such session.")
    server.tell("GET", SESSIONS, 200, {"sessions": [session()], "next": None})
    assert run("session", "show", "..?a=b#", env=env).returncode == 4


def test_a_slug_that_is_nearly_right_is_answered_with_the_right_one(env, server):
    server.problem("GET", SESSIONS + "/openning", 404, "not_found", detail="No such session.")
    server.tell("GET", SESSIONS, 200, {"sessions": [session(), session("debate")], "next": None})
    told = run("session", "show", "openning", env=env)
    assert told.returncode == 4 and "Did you mean “opening”?" in told.stderr


def test_with_several_summits_one_has_to_be_named(env, server):
    server.tell("GET", "/summits", 200, {"summits": [summit(), summit("rehearsal")], "next": None})
    server.tell("GET", "/me", 200, {"role": "organizer", "name": None, "summit": None, "session": None})
    told = run("session", "list", env=env)
    assert told.returncode == 2 and "--summit (imedia-2017, rehearsal)" in told.stderr
    server.tell("GET", "/me", 200, {"role": "moderator", "name": None, "summit": "imedia-2017", "session": None})
    server.tell("GET", SESSIONS, 200, {"sessions": [session()], "next": None})
    assert run("session", "list", env=env).returncode == 0
    server.tell("GET", "/summits", 200, {"summits": [], "next": None})
    assert run("session", "list", env=env).returncode == 4


def test_several_numbers_are_decided_each_by_itself(env, server):
    for number in (17, 19):
        server.tell("GET", QUESTIONS + f"?number={number}&state=all", 200, {"questions": [question(number)], "next": None})
    server.tell("GET", QUESTIONS + "?number=18&state=all", 200, {"questions": [], "next": None})
    server.problem("PATCH", "/summits/imedia-2017/questions/q17", 409, "promise_latched", detail="A promise stands.")
    server.tell("PATCH", "/summits/imedia-2017/questions/q19", 200, question(19))
    told = run("question", "approve", "17", "18", "19", "--session", "opening", env=env)
    assert told.returncode == 5
    assert "#17: A promise stands." in told.stderr and "no question #18" in told.stderr and "#19 is approved." in told.stderr
    assert "19" in told.stdout and "17" not in told.stdout


def test_pages_are_joined_and_what_comes_twice_is_shown_once(env, server):
    first = {"questions": [question(1), question(2)], "next": "c/2"}
    server.answers["GET", "/api/v1" + QUESTIONS] = lambda request: (
        200, {"questions": [question(2), question(3)], "next": None} if "after=c%2F2" in request["path"] else first)
    told = run("question", "list", "--session", "opening", "--json", env=env)
    listed = json.loads(told.stdout)
    assert [each["number"] for each in listed["questions"]] == [1, 2, 3] and listed["next"] is None
    told = run("question", "list", "--session", "opening", "--limit", "1", "--json", env=env)
    assert [each["number"] for each in json.loads(told.stdout)["questions"]] == [1]


def test_what_people_wrote_is_shown_harmlessly_and_aligned(env, server):
    texts = ["\x1b]0;title\x07 red \x1b[31m", "a\u202eb", "日本語の質問", "e\u0301 👩‍👩‍👧 ❤️", "two\nlines"]
    listed = [question(place + 1, text=text) for place, text in enumerate(texts)]
    server.tell("GET", QUESTIONS, 200, {"questions": listed, "next": None})
    told = run("question", "list", "--session", "opening", env=env)
    assert not set("\x1b\x07\u202e") & set(told.stdout) and len(told.stdout.splitlines()) == 6
    assert "\\u{202E}" in told.stdout and "日本語の質問" in told.stdout and "two␊lines" in told.stdout
    json_told = run("question", "list", "--session", "opening", "--json", env=env)
    assert "\u202e" not in json_told.stdout
    assert [each["text"] for each in json.loads(json_told.stdout)["questions"]] == texts


def test_where_nobody_can_be_asked_destruction_needs_yes(env, server):
    server.tell("GET", SESSIONS + "/opening", 200, session())
    server.tell("DELETE", SESSIONS + "/opening", 200, session(cancelled=True))
    told = run("session", "cancel", "opening", env=env)
    assert told.returncode == 2 and "--yes" in told.stderr
    assert run("session", "cancel", "opening", "--dry-run", env=env).returncode == 0
    assert all(request["method"] == "GET" for request in server.requests)
    assert run("session", "cancel", "opening", "--yes", env=env).returncode == 0
    assert server.requests[-1]["method"] == "DELETE"


@pytest.mark.parametrize("answer, exit, deletes", [("y", 0, 1), ("n", 1, 0), ("", 1, 0), ("what\ry", 0, 1)])
def test_on_a_terminal_it_asks(env, server, answer, exit, deletes):
    server.tell("GET", SESSIONS + "/opening", 200, session())
    server.tell("DELETE", SESSIONS + "/opening", 200, session(cancelled=True))
    with terminal("session", "cancel", "opening", env=env) as screen:
        screen.wait_for(r"Cancel “Opening”.*\[y/N\]")
        screen.press(answer + "\r")
        assert screen.end() == exit
    assert sum(request["method"] == "DELETE" for request in server.requests) == deletes


def opening(server, threshold):
    before = session(box="scheduled", threshold=threshold)
    server.tell("GET", SESSIONS + "/opening", 200, before)
    server.tell("GET", "/summits/imedia-2017", 200, summit())
    server.tell("PATCH", SESSIONS + "/opening", 200, session(threshold=50))


def test_opening_shows_the_threshold_first_and_asks_on_a_terminal_only(env, server):
    opening(server, None)
    told = run("session", "open", "opening", env=env)
    assert told.returncode == 0 and "50 upvotes" in told.stdout
    assert "50 upvotes will oblige an answer (10 % of 500 people, at least 5, at most 150)" in told.stderr
    patches = [request["path"] for request in server.requests if request["method"] == "PATCH"]
    assert ["dryRun=true" in path for path in patches] == [True, False]

    with terminal("session", "open", "opening", env=env) as screen:
        screen.wait_for(r"Open it\? \[Y/n\]")
        screen.press("n\r")
        assert screen.end() == 1
    with terminal("session", "open", "opening", env=env) as screen:
        screen.wait_for(r"Open it\? \[Y/n\]")
        screen.press("\r")
        assert screen.end() == 0
    opening(server, 50)
    with terminal("session", "open", "opening", env=env) as screen:
        assert screen.end() == 0 and "Open it?" not in screen.screen


def test_a_cut_ledger_is_found(env, server):
    entries = {"entries": [{"seq": 1, "entry": '{"seq":1}', "hash": "00"}], "head": {"seq": 1, "hash": "00"}, "next": None}
    server.tell("GET", "/summits/imedia-2017/ledger", 200, entries)
    told = run("ledger", "verify", env=env)
    assert told.returncode == 1 and "broken at entry 1" in told.stderr
