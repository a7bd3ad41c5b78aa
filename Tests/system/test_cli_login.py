"""Signing in: a token is checked, kept for its owner alone, and sent to its own server only."""
import json
import os
import signal
import stat

import pytest
from cli import environment, fake_server, run, session, terminal

ME = {"role": "organizer", "name": "Inès", "summit": "imedia-2017", "session": None}


@pytest.fixture
def env(tmp_path):
    return environment(tmp_path, XDG_CONFIG_HOME=tmp_path / "config")


@pytest.fixture
def server():
    with fake_server() as server:
        server.tell("GET", "/me", 200, ME)
        yield server


def saved(env):
    return os.path.join(env["XDG_CONFIG_HOME"], "tribune", "logins.json")


def test_a_token_from_a_pipe_is_checked_and_saved_for_its_owner_alone(env, server):
    told = run("login", "--server", server.url, env=env, stdin="tok-1\n")
    assert (told.returncode, told.stdout) == (0, "")
    assert f"Signed in to {server.url} as “Inès”, organizer of imedia-2017." in told.stderr
    assert server.requests[-1]["headers"]["Authorization"] == "Bearer tok-1"
    assert stat.S_IMODE(os.stat(saved(env)).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(saved(env))).st_mode) == 0o700
    assert json.load(open(saved(env))) == {"logins": [{"server": server.url, "token": "tok-1"}]}


def test_it_stays_unreadable_for_others_whatever_the_file_was(env, server):
    os.makedirs(os.path.dirname(saved(env)))
    with open(saved(env), "w") as file:
        file.write('{"logins":[]}')
    os.chmod(saved(env), 0o644)
    assert run("login", "--server", server.url, env=env, stdin="tok-1").returncode == 0
    assert stat.S_IMODE(os.stat(saved(env)).st_mode) == 0o600


def test_a_token_that_the_server_does_not_know_is_not_saved(env, server):
    server.problem("GET", "/me", 401, "unauthorized", detail="The token is not known.")
    told = run("login", "--server", server.url, env=env, stdin="wrong")
    assert told.returncode == 3 and "does not know this token" in told.stderr and "wrong" not in told.stderr
    assert not os.path.exists(saved(env))


@pytest.mark.parametrize("text", ["", "  \n", "two words", "line\nbreak", "héhé", "x\x00y"])
def test_what_cannot_be_a_token_is_not_sent(env, server, text):
    told = run("login", "--server", server.url, env=env, stdin=text)
    assert told.returncode == 3 and not server.requests and not os.path.exists(saved(env))


def test_typed_at_the_prompt_it_is_not_shown(env, server):
    with terminal("login", "--server", server.url, env=env) as screen:
        screen.wait_for("not shown")
        assert not screen.echoes()
        screen.press("tokk\x7f-7\r")
        assert screen.end() == 0 and screen.echoes()
        assert "tok" not in screen.screen.replace("Token", "").replace("token", "")
    assert server.requests[-1]["headers"]["Authorization"] == "Bearer tok-7"


@pytest.mark.parametrize("stop", ["ctrl-c", signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_terminal_echoes_again_however_the_prompt_ends(env, server, stop):
    with terminal("login", "--server", server.url, env=env) as screen:
        screen.wait_for("not shown")
        screen.press("half a tok")
        screen.press("\x03") if stop == "ctrl-c" else os.kill(screen.pid, stop)
        assert screen.end() == (-signal.SIGINT if stop == "ctrl-c" else -stop)
        assert screen.echoes() and not screen.is_raw()


def test_the_last_login_counts_and_each_token_stays_with_its_server(env, server):
    with fake_server() as other:
        other.tell("GET", "/me", 200, ME | {"role": "moderator"})
        run("login", "--server", server.url, env=env, stdin="tok-1")
        run("login", "--server", other.url, env=env, stdin="tok-2")
        for fake in (server, other):
            fake.tell("GET", "/summits/imedia-2017/sessions", 200, {"sessions": [session()], "next": None})
        list_ = ["session", "list", "--summit", "imedia-2017"]
        assert run(*list_, env=env).returncode == 0
        assert other.requests[-1]["headers"]["Authorization"] == "Bearer tok-2"
        assert run(*list_, "--server", server.url + "/", env=env).returncode == 0
        assert server.requests[-1]["headers"]["Authorization"] == "Bearer tok-1"
        assert run("login", "--forget", env=env).returncode == 0
        assert run(*list_, env=env).returncode == 0
        assert server.requests[-1]["headers"]["Authorization"] == "Bearer tok-1"
        assert run("login", "--forget", "--server", other.url, env=env).returncode == 4


def test_the_serving_machine_needs_no_login(env, server, tmp_path):
    state = tmp_path / ".tribune"
    state.mkdir()
    (state / "server").write_text(server.url + "\n")
    (state / "organizer.token").write_text("local-token\n")
    server.tell("GET", "/summits/imedia-2017/sessions", 200, {"sessions": [session()], "next": None})
    here = {name: value for name, value in env.items() if name != "TRIBUNE_STATE"}
    for place, where in ((here, tmp_path), (here | {"TRIBUNE_STATE": str(state)}, "/")):
        assert run("session", "list", "--summit", "imedia-2017", env=place, cwd=where).returncode == 0
        assert server.requests[-1]["headers"]["Authorization"] == "Bearer local-token"


def test_the_environment_comes_before_a_login(env, server, tmp_path):
    (tmp_path / "token").write_text("file-token\n")
    run("login", "--server", "http://127.0.0.1:9", env=env, stdin="x")
    server.tell("GET", "/summits", 200, {"summits": [], "next": None})
    told = run("summit", "list", env=env | {"TRIBUNE_SERVER": server.url, "TRIBUNE_TOKEN_FILE": str(tmp_path / "token")})
    assert told.returncode == 0 and server.requests[-1]["headers"]["Authorization"] == "Bearer file-token"
    told = run("summit", "list", env=env | {"TRIBUNE_SERVER": server.url, "TRIBUNE_TOKEN_FILE": "/nowhere"})
    assert told.returncode == 3 and "/nowhere" in told.stderr
    told = run("summit", "list", env=env | {"TRIBUNE_SERVER": "localhost:8080"})
    assert told.returncode == 2 and "TRIBUNE_SERVER must be an address" in told.stderr


def test_broken_saved_logins_are_said_and_not_overwritten(env, server):
    os.makedirs(os.path.dirname(saved(env)))
    with open(saved(env), "w") as file:
        file.write("{")
    told = run("login", "--server", server.url, env=env, stdin="tok-1")
    assert told.returncode == 1 and saved(env) in told.stderr and open(saved(env)).read() == "{"
