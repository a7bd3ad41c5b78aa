"""What needs no server: help, wrong usage, exit codes, streams."""
import subprocess

import pytest
from cli import BINARY, environment, run, terminal


@pytest.fixture
def env(tmp_path):
    return environment(tmp_path)


def test_help_at_every_level_is_data_with_examples(env):
    for words in (["help"], ["--help"], ["help", "session"], ["session", "open", "--help"], ["help", "session", "open"]):
        told = run(*words, env=env)
        assert told.returncode == 0 and told.stderr == ""
        assert "Usage:" in told.stdout and "Examples:" in told.stdout
    assert run("help", "session", "open", env=env).stdout == run("session", "open", "-h", env=env).stdout


def test_without_a_command_the_help_is_a_message(env):
    for words in ([], ["question"]):
        told = run(*words, env=env)
        assert told.returncode == 2 and told.stdout == "" and "Commands:" in told.stderr


@pytest.mark.parametrize("words, said", [
    (["sesion"], "Did you mean “tribune session”?"),
    (["session", "opne", "x"], "Did you mean “tribune session open”?"),
    (["approve", "17"], "Did you mean “tribune question approve”?"),
    (["session", "list", "--jsn"], "Did you mean --json?"),
    (["question", "reject", "1", "-s", "x", "--reason", "dupplicate"], "Did you mean “duplicate”?"),
    (["help", "questoin"], "Did you mean “tribune question”?"),
])
def test_wrong_usage_is_2_and_says_what_was_meant(env, words, said):
    told = run(*words, env=env)
    assert told.returncode == 2 and told.stdout == ""
    assert said in told.stderr and "See: tribune help" in told.stderr


def test_a_word_that_steers_terminals_is_shown_harmlessly(env):
    told = run("session", "\x1b[2J\u202e", env=env)
    assert told.returncode == 2
    assert "\x1b" not in told.stderr and "\u202e" not in told.stderr and "␛[2J" in told.stderr


def test_no_colour_off_a_terminal_nor_with_no_color(env):
    assert "\x1b" not in run("help", env=env).stdout
    with terminal("help", env=env) as screen:
        assert screen.end() == 0 and "\x1b[1m" in screen.screen
    with terminal("help", env=env | {"NO_COLOR": "1"}) as screen:
        assert screen.end() == 0 and "\x1b" not in screen.screen
    with terminal("help", env=env | {"TERM": "dumb"}) as screen:
        assert screen.end() == 0 and "\x1b" not in screen.screen


def test_help_fits_the_terminal(env):
    with terminal("help", "question", env=env | {"NO_COLOR": "1"}, columns=60) as screen:
        assert screen.end() == 0
    lines = screen.screen.splitlines()
    assert max(len(line) for line in lines if not line.startswith("    tribune")) <= 60


def test_a_reader_that_leaves_is_no_error(env):
    piped = subprocess.run(["bash", "-c", 'set -o pipefail; "$0" completion bash | head -c 10', BINARY],
                           env=env, capture_output=True, text=True)
    assert piped.returncode == 0 and piped.stderr == "" and len(piped.stdout) == 10


def test_a_full_disk_is_an_error(env):
    with open("/dev/full", "w") as full:
        told = subprocess.run([BINARY, "help"], env=env, stdout=full, stderr=subprocess.PIPE, text=True)
    assert told.returncode == 1 and "No space left" in told.stderr


def test_without_a_server_it_says_how_to_sign_in(env, tmp_path):
    told = run("session", "list", env=env, cwd=tmp_path)
    assert told.returncode == 3 and "tribune login --server" in told.stderr


def test_the_live_queue_needs_a_terminal(env):
    told = run("question", "watch", "--session", "opening", env=env)
    assert told.returncode == 2 and "question list --json" in told.stderr


def test_secrets_in_arguments_are_refused_without_repeating_them(env):
    for words in (["login", "s3cret"], ["login", "--token", "s3cret"], ["login", "--token=s3cret"]):
        told = run(*words, env=env)
        assert told.returncode == 2 and "s3cret" not in told.stderr and "argument" in told.stderr
