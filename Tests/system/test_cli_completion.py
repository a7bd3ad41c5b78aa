"""The completion scripts, in the shells that they are for."""
import os
import shutil
import subprocess

import pytest
from cli import BINARY, environment, run


@pytest.fixture
def env(tmp_path, tmp_path_factory):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "tribune").symlink_to(BINARY)
    for name in ("schedule.json", "two words.json"):
        (tmp_path / name).write_text("{}")
    clean = environment(tmp_path)
    # What zsh finds on this machine, which takes it a second: for all tests.
    return clean | {"PATH": f"{tmp_path}/bin:{clean['PATH']}", "DUMP": f"{tmp_path_factory.getbasetemp()}/zcompdump"}


def bash(line, env):
    """What bash offers at the end of `line`, whose words it takes apart at spaces and = as readline does."""
    words = line.replace("=", " = ").split(" ")
    words = [word for place, word in enumerate(words) if word or place == len(words) - 1]
    script = """
      set -u
      source <(tribune completion bash)
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _tribune
      printf '%s\\n' "${COMPREPLY[@]+"${COMPREPLY[@]}"}"
    """
    told = subprocess.run(["bash", "--norc", "-c", script, "bash", *words], env=env, capture_output=True, text=True,
                          cwd=env["HOME"])
    assert told.stderr == ""
    return [line.strip() for line in told.stdout.splitlines() if line.strip()]


def fish(line, env):
    script = f"tribune completion fish | source; complete -C '{line}'"
    told = subprocess.run(["fish", "--no-config", "-c", script], env=env, capture_output=True, text=True, cwd=env["HOME"])
    assert told.stderr == ""
    return [line.split("\t")[0] for line in told.stdout.splitlines()]


def zsh(line, env):
    """zsh completes only on a terminal: it gets one of its own, and what it finds is caught before it is drawn."""
    script = r"""
      zmodload zsh/zpty
      zpty z "zsh -f -i"
      say() { zpty -w z "$1" }
      say 'PS1= PS2= RPS1= LISTMAX=10000; autoload -Uz compinit; compinit -u -d "$DUMP"'
      say 'source <(tribune completion zsh)'
      say 'compadd() { builtin compadd "$@"; local -a found; builtin compadd -O found "$@"; print -rl -- "${found[@]}" >>"$HOME/found" }'
      say 'finish() { print that-is"-all" }; zle -N finish; bindkey "^X" finish; bindkey "^I" complete-word'
      zpty -n -w z "$LINE"$'\t\x18'
      zpty -r z answer '*that-is-all*'
      zpty -d z
    """
    found = os.path.join(env["HOME"], "found")
    open(found, "w").close()
    subprocess.run(["zsh", "-f", "-c", script], env=env | {"LINE": line}, capture_output=True, timeout=60, cwd=env["HOME"])
    with open(found) as lines:
        return [line.strip() for line in lines if line.strip()]


SHELLS = [pytest.param(shell, marks=pytest.mark.skipif(not shutil.which(shell.__name__), reason="not installed"))
          for shell in (bash, zsh, fish)]


@pytest.fixture(params=SHELLS)
def complete(request, env):
    return lambda line: request.param(line, env)


def test_commands(complete):
    assert set(complete("tribune se")) == {"session", "serve"}
    assert {"list", "open", "pause", "close", "extend", "end", "cancel"} <= set(complete("tribune session "))
    assert "open" in complete("tribune help session ")
    assert complete("tribune --server http://localhost:1 ledger v") == ["verify"]


def test_options(complete):
    assert {"--reason", "--note", "--session", "--json"} <= set(complete("tribune question reject 17 --"))
    assert "--reason" not in complete("tribune question approve 17 --")


def test_fixed_values(complete):
    assert set(complete("tribune question reject 17 --reason o")) >= {"off_topic", "offensive"}
    assert "duplicate" not in complete("tribune question reject 17 --reason o")
    assert set(complete("tribune token create --role ")) == {"organizer", "moderator", "speaker", "organisation"}
    assert set(complete("tribune session edit opening --moderation ")) == {"open", "reviewed"}
    assert set(complete("tribune completion ")) == {"bash", "zsh", "fish"}


def test_short_options_and_values_that_look_like_commands(complete):
    assert complete("tribune token create -r mod") == ["moderator"]
    assert "--threshold" in complete("tribune session --summit list edit opening --")


def test_values_after_an_equals_sign(complete):
    assert any(word.endswith("organizer") for word in complete("tribune token create --role=org"))


def test_lists_of_values(complete):
    assert any(word.endswith("published") for word in complete("tribune question list --state pending,pub"))


def test_files(complete):
    assert any("schedule.json" in word for word in complete("tribune programme import sch"))


def test_the_scripts_are_made_of_the_same_commands(env):
    for shell in ("bash", "zsh", "fish"):
        assert "answered_before" in run("completion", shell, env=env).stdout
