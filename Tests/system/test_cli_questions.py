"""Questions, tokens and the ledger by command line, on the real server."""
import json
import os
import stat

import pytest
from cli import Organizer, environment, run, terminal
from conftest import psql


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


# Questions


@pytest.fixture
def reviewed(organizer):
    organizer.does("session", "edit", "atelier", "--moderation", "reviewed")
    organizer.does("session", "open", "atelier", "--yes")
    return "atelier"


def test_questions_are_curated_by_number(organizer, reviewed):
    numbers = [organizer.ask(reviewed, f"Question d'essai numéro {place} ?") for place in range(1, 6)]
    here = ["--session", reviewed]
    assert [each["state"] for each in organizer.json("question", "list", *here)["questions"]] == ["pending"] * 5
    told = organizer.does("question", "approve", *map(str, numbers[:2]), f"#{numbers[2]}", *here)
    assert f"#{numbers[0]} is approved." in told.stderr and "published" in told.stdout
    rejected = organizer.json("question", "reject", str(numbers[3]), *here, "--reason", "off-topic", "--note", "Plus tard")
    assert rejected["state"] == "rejected" and rejected["curation"]["reason"] == "off_topic"
    assert "Plus tard" in organizer.does("question", "show", str(numbers[3]), *here).stdout
    assert organizer.json("question", "hide", str(numbers[0]), *here, "-r", "duplicate")["state"] == "hidden"
    assert organizer.json("question", "restore", str(numbers[0]), *here)["state"] == "published"
    assert organizer.json("question", "restore", str(numbers[3]), *here)["state"] == "pending"
    corrected = organizer.json("question", "correct", str(numbers[1]), "-", *here, stdin="Qui possède les données ?\n")
    assert corrected["text"] == "Qui possède les données ?" and corrected["corrected"]
    assert organizer.json("question", "highlight", str(numbers[1]), *here)["highlighted"] is True
    assert "highlighted" in organizer.does("question", "list", *here).stdout
    assert organizer.json("question", "unhighlight", str(numbers[1]), *here)["highlighted"] is False
    listed = organizer.json("question", "list", *here, "--state", "pending")["questions"]
    assert [each["number"] for each in listed] == sorted(numbers[3:], reverse=True) or len(listed) == 2
    assert len(organizer.json("question", "list", *here, "--all")["questions"]) == 5


def test_lookalikes_stand_next_to_each_other(organizer, reviewed):
    first = organizer.ask(reviewed, "Qui possède les données collectées ?")
    other = organizer.ask(reviewed, "Où peut-on charger son téléphone ?")
    second = organizer.ask(reviewed, "les donnees collectees, qui les possede")
    here = ["--session", reviewed]
    listed = organizer.does("question", "list", *here, "--state", "pending").stdout
    one, alike, two, apart = (
        listed.index(text) for text in ["Qui possède les", f"looks like #{second}", "les donnees", "téléphone"])
    assert one < alike < two and not one < apart < two
    queue = organizer.json("question", "list", *here, "--state", "pending")["questions"]
    similar = {each["number"]: [alike["number"] for alike in each["similar"]] for each in queue}
    assert similar == {first: [second], second: [first], other: []}


def test_u_takes_back_nothing_that_another_terminal_decided_since(organizer, reviewed, tmp_path):
    number = organizer.ask(reviewed, "Une question d'essai ?")
    token = organizer.does("token", "create", "--role", "moderator", "--session", reviewed, "--name", "Inès").stdout
    (tmp_path / "ines.token").write_text(token)
    ines = organizer.env | {"TRIBUNE_TOKEN_FILE": str(tmp_path / "ines.token"), "TRIBUNE_SERVER": organizer.server.url}
    watch = ["question", "watch", "--session", reviewed]
    with terminal(*watch, env=organizer.env) as one, terminal(*watch, env=ines) as two:
        one.wait_for("Waiting: 1")
        one.press("a")
        seen = one.wait_for(f"#{number} approved")
        two.wait_for("Published: 1")
        two.press("hf")
        looked = two.wait_for(rf"#{number} hidden \(offensive\)")
        one.press("u")
        one.wait_for(rf"#{number} not taken back: Since then #{number} was hidden", seen)
        one.press("q")
        two.press("u")
        looked = two.wait_for(f"#{number}: taken back", looked)
        two.press("hf")
        two.wait_for(rf"#{number} hidden \(offensive\)", looked)
        two.press("q")
        assert one.end() == 0 and two.end() == 0
    here = ["--session", reviewed]
    told = organizer.run("question", "undo", str(number), *here)
    assert told.returncode == 5 and "by moderator Inès" in told.stderr
    # Restoring is meant, and says what it takes back.
    told = organizer.does("question", "restore", str(number), *here)
    assert f"#{number}: hide (offensive), by moderator Inès at " in told.stderr and "published" in told.stdout


def test_refused_decisions_say_why(organizer, reviewed):
    number = str(organizer.ask(reviewed, "Une question d'essai ?"))
    here = ["--session", reviewed]
    assert organizer.run("question", "approve", "99", *here).returncode == 4
    assert organizer.run("question", "reject", number, *here).returncode == 2
    told = organizer.run("question", "restore", number, *here)
    assert told.returncode == 5 and f"#{number}: " in told.stderr
    told = organizer.run("question", "correct", number, "court", *here)
    assert told.returncode == 1 and "field: text" in told.stderr


def test_the_session_may_be_left_out_while_one_box_is_open(organizer):
    told = organizer.run("question", "list")
    assert told.returncode == 2 and "Several boxes are open" in told.stderr and "obama" in told.stderr
    for session in organizer.json("session", "list", "--box", "open")["sessions"]:
        if session["slug"] != "obama":
            organizer.does("session", "close", session["slug"], "--yes")
    assert "Session obama" in organizer.does("question", "list").stderr
    assert organizer.run("question", "approve", "1").returncode == 2


def test_more_questions_than_a_page(organizer):
    for place in range(105):
        organizer.ask("obama", f"Question d'essai numéro {place} ?")
    listed = organizer.json("question", "list", "--session", "obama")
    numbers = [each["number"] for each in listed["questions"]]
    assert len(numbers) == len(set(numbers)) >= 105 and listed["next"] is None
    assert len(organizer.does("question", "list", "--session", "obama").stdout.splitlines()) == len(numbers) + 1


def test_what_people_write_is_aligned_and_harmless(organizer):
    organizer.ask("obama", "日本語の質問です、どうですか？ 👩‍👩‍👧", name="Zoë")
    told = organizer.does("question", "list", "--session", "obama")
    assert "日本語の質問です、どうですか？ 👩‍👩‍👧 — Zoë" in told.stdout


def test_the_live_queue_on_the_real_server(organizer, reviewed):
    first = organizer.ask(reviewed, "La première question d'essai ?")
    with terminal("question", "watch", "--session", reviewed, env=organizer.env) as screen:
        seen = screen.wait_for("Waiting: 1")
        second = organizer.ask(reviewed, "La deuxième question d'essai ?")
        seen = screen.wait_for("Waiting: 2", seen)
        screen.press("a")
        seen = screen.wait_for(f"#{first} approved", seen)
        screen.press("rd")
        seen = screen.wait_for(f"#{second} rejected", seen)
        screen.press("uu")
        seen = screen.wait_for(f"#{second}: taken back", seen)
        screen.press("u")
        seen = screen.wait_for(f"#{first}: taken back", seen)
        organizer.server.kill()
        seen = screen.wait_for("No answer since", seen)
        organizer.server.start(f"127.0.0.1:{organizer.server.port}")
        seen = screen.wait_for("box open", seen)
        screen.press("q")
        assert screen.end() == 0
    states = {each["number"]: each["state"] for each in organizer.json("question", "list", "--session", reviewed)["questions"]}
    assert states == {first: "pending", second: "pending"}


# Tokens


def test_tokens_open_what_they_say_until_revoked(organizer, tmp_path):
    told = organizer.does("token", "create", "--role", "moderator", "--session", "obama", "--name", "Inès")
    token = told.stdout.strip()
    assert len(told.stdout.splitlines()) == 1 and token not in told.stderr
    guest = environment(tmp_path / "guest")
    os.makedirs(guest["HOME"])
    assert run("login", "--server", organizer.server.url, env=guest, stdin=told.stdout).returncode == 0
    saved = os.path.join(guest["HOME"], ".config/tribune/logins.json")
    assert stat.S_IMODE(os.stat(saved).st_mode) == 0o600

    number = str(organizer.ask("obama", "Une question d'essai ?"))
    assert run("question", "highlight", number, "--session", "obama", env=guest).returncode == 0
    assert run("question", "list", "--session", "obama", "--all", env=guest).returncode == 0
    for words in (["session", "open", "atelier"], ["token", "list"], ["speaker", "add", "X Y"]):
        told = run(*words, env=guest)
        assert told.returncode == 3, (words, told)

    listed = organizer.json("token", "list")["tokens"]
    known = next(each for each in listed if each["name"] == "Inès")
    assert known["role"] == "moderator" and token not in json.dumps(listed)
    assert organizer.run("token", "revoke", known["id"]).returncode == 2
    assert "would be revoked" in organizer.does("token", "revoke", known["id"], "--dry-run").stderr
    organizer.does("token", "revoke", known["id"], "--yes")
    assert "revoked" in organizer.does("token", "list").stdout
    told = run("question", "highlight", number, "--session", "obama", env=guest)
    assert told.returncode == 3 and "tribune login" in told.stderr
    assert organizer.run("token", "revoke", "nonesuch", "--yes").returncode == 4


def test_roles_and_sessions_go_together(organizer):
    assert organizer.run("token", "create", "--role", "speaker").returncode == 2
    assert organizer.run("token", "create", "--role", "organizer", "--session", "obama").returncode == 2
    assert organizer.run("token", "create", "--role", "speaker", "--session", "nope").returncode in (1, 4)
    assert organizer.does("token", "create", "--role", "speaker", "--session", "obama").stdout.strip()


# The ledger


def test_the_ledger_is_shown_and_verified(organizer):
    organizer.does("session", "open", "atelier", "--yes")
    told = organizer.does("ledger", "show")
    assert "box.opened" in told.stdout and "session atelier" in told.stdout
    entries = organizer.json("ledger", "show")["entries"]
    assert [each["seq"] for each in entries] == list(range(1, len(entries) + 1))
    assert len(organizer.json("ledger", "show", "--after", "1", "--limit", "1")["entries"]) == 1
    verified = organizer.does("ledger", "verify")
    assert f"Entries  {len(entries)}" in verified.stdout and entries[-1]["hash"] in verified.stdout
    assert organizer.does("ledger", "verify", "--head", entries[1]["hash"]).returncode == 0
    told = organizer.run("ledger", "verify", "--head", "0" * 64)
    assert told.returncode == 1 and "cut" in told.stderr


def test_a_forged_ledger_is_found(organizer, server, cluster):
    organizer.does("ledger", "verify")
    table = psql(server.database, "select table_name from information_schema.tables where table_name like 'ledger%'")
    psql(server.database, "set session_replication_role = replica; "
         f"update {table.split()[0]} set entry = replace(entry, 'opened', 'closed') where seq = 2")
    told = organizer.run("ledger", "verify")
    assert told.returncode == 1 and "broken at entry 2" in told.stderr


def test_the_token_of_the_whole_server_is_listed_and_ends(organizer, server):
    stolen = server.token
    listed = organizer.json("token", "list", "--whole-server")["tokens"]
    assert [each["role"] for each in listed] == ["organizer"] and "session" in listed[0]
    assert "organizer.token" in organizer.does("token", "list", "--whole-server").stdout
    told = organizer.run("token", "revoke", "999999", "--whole-server", "--yes")
    assert told.returncode == 4 and "--whole-server" in told.stderr
    # Somebody took the file away: the next start mints another, and the old one is worthless.
    (server.state / "organizer.token").unlink()
    assert server.stop() == 0
    server.start()
    assert server.token != stolen and server.call("GET", "/api/v1/me", token=stolen).status == 401
    standing = [each["revokedAt"] is None for each in organizer.json("token", "list", "--whole-server")["tokens"]]
    assert standing == [True, False]
    made = organizer.json("token", "create", "--role", "moderator", "--expires", "2999-06-14")
    assert made["expiresAt"].startswith("2999-06-14T23:59")
    assert "until 2999-06-14" in organizer.does("token", "list").stdout
    only = organizer.json("token", "list", "--whole-server")["tokens"][0]["id"]
    organizer.does("token", "revoke", only, "--whole-server", "--yes")
    assert organizer.run("token", "list", "--whole-server").returncode == 3
