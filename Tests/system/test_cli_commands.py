"""Every command of an organizer, on the real server with the seeds and on one with nothing."""
import datetime
import json
import os
import stat

import pytest
from cli import environment, run, terminal
from conftest import ROOT, psql

SUMMIT = "imedia-2017"


@pytest.fixture
def organizer(server, tmp_path):
    """Runs commands as on the serving machine: server and token are found in its state folder."""
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


class Organizer:
    def __init__(self, server, env):
        (self.server, self.env) = (server, env)

    def run(self, *words, stdin=""):
        return run(*words, env=self.env, stdin=stdin)

    def does(self, *words, stdin=""):
        told = self.run(*words, stdin=stdin)
        assert told.returncode == 0, told.stderr
        return told

    def json(self, *words, stdin=""):
        return json.loads(self.does(*words, "--json", stdin=stdin).stdout)

    def ask(self, session, text, attendee=None, **more):
        """An attendee asks; the question's number and the attendee's token."""
        attendee = attendee or self.server.join()
        answer = self.server.call("POST", f"/api/v1/summits/{SUMMIT}/sessions/{session}/questions",
                                  {"text": text} | more, token=attendee)
        assert answer.status == 201, answer.body
        return answer.json["number"]


# Summits


def test_summits(organizer):
    assert SUMMIT in organizer.does("summit", "list").stdout
    assert organizer.json("summit", "list")["summits"][0]["slug"] == SUMMIT
    assert organizer.json("summit", "show")["timeZone"] == "Europe/Paris"
    told = organizer.does("summit", "edit", "--expected", "560", "--share", "5", "--contact", "privacy@example.org")
    assert "560 attendees" in told.stdout and "5 % of the audience, at least 5, at most 150" in told.stdout
    assert organizer.run("summit", "edit").returncode == 2
    assert organizer.run("summit", "show", "imedia-2018").returncode == 4


def test_a_summit_is_added_and_then_has_to_be_named(organizer):
    added = organizer.json("summit", "add", "next", "--name", "Next Summit", "--zone", "Europe/Paris",
                           "--starts", "2018-06-12", "--ends", "2018-06-13", "--languages", "fr,en")
    assert added["languages"] == ["fr", "en"]
    told = organizer.run("session", "list")
    assert told.returncode == 2 and "next" in told.stderr and SUMMIT in told.stderr
    assert "There is no such session." in organizer.does("session", "list", "--summit", "next").stderr
    told = organizer.run("summit", "add", "next", "--name", "Again", "--zone", "Europe/Paris",
                         "--starts", "2018-06-12", "--ends", "2018-06-13")
    assert told.returncode == 5 and "slug" in told.stderr
    told = organizer.run("summit", "add", "other", "--name", "X", "--zone", "Europe/Biarritz",
                         "--starts", "2018-06-12", "--ends", "2018-06-13")
    assert told.returncode == 1 and "timeZone" in told.stderr


def test_a_rehearsal_is_a_copy_for_today(organizer):
    copy = organizer.json("summit", "rehearse", SUMMIT, "--starts", "2026-01-05", "--slug", "monday")
    assert (copy["slug"], copy["startsOn"], copy["endsOn"]) == ("monday", "2026-01-05", "2026-01-06")
    sessions = organizer.json("session", "list", "--summit", "monday")["sessions"]
    assert len(sessions) == len(organizer.json("session", "list", "--summit", SUMMIT)["sessions"])
    assert all(each["startsAt"].startswith("2026-01-0") for each in sessions)


def test_a_summit_is_closed_for_good(organizer):
    assert organizer.run("summit", "close").returncode == 2
    assert "Nothing was changed" in organizer.does("summit", "close", "--dry-run").stderr
    organizer.does("summit", "close", "--yes")
    assert organizer.json("summit", "show")["closedAt"]
    assert organizer.run("session", "open", "open-source").returncode == 5


# Sessions


def test_sessions_are_listed_and_shown(organizer):
    told = organizer.does("session", "list").stdout.splitlines()
    assert told[0].split() == ["SESSION", "WHEN", "ROOM", "BOX", "THRESHOLD", "TITLE"]
    assert told[1].startswith("obama") and "2017-06-13 09:30–10:15" in told[1]
    assert "Tom Cochran" in organizer.does("session", "show", "obama").stdout
    opened = organizer.json("session", "list", "--box", "open")["sessions"]
    assert {each["box"] for each in opened} == {"open"}


def test_a_session_is_added_edited_and_cancelled(organizer):
    organizer.does("speaker", "add", "René Morel", "--slug", "rene", "--affiliation", "Maison Morel")
    added = organizer.json("session", "add", "Micro ouvert", "--starts", "2017-06-14T23:30", "--ends", "00:15",
                           "--room", "Terrasse", "--speakers", "rene,tom-cochran", "--moderation", "reviewed")
    assert (added["startsAt"], added["endsAt"]) == ("2017-06-14T23:30:00+02:00", "2017-06-15T00:15:00+02:00")
    assert (added["room"], added["moderation"]) == ("Terrasse", "reviewed")
    assert [each["slug"] for each in added["speakers"]] == ["rene", "tom-cochran"]
    slug = added["slug"]
    dry = organizer.json("session", "edit", slug, "--starts", "22:00", "--title", "Micro", "--dry-run")
    assert dry["startsAt"] == "2017-06-14T22:00:00+02:00"
    assert organizer.json("session", "show", slug)["title"] == "Micro ouvert"
    edited = organizer.json("session", "edit", slug, "--starts", "22:00", "--ends", "2017-06-14T21:45:00Z")
    assert (edited["startsAt"], edited["endsAt"]) == ("2017-06-14T22:00:00+02:00", "2017-06-14T23:45:00+02:00")
    told = organizer.run("session", "edit", slug, "--ends", "2017-06-14T21:00")
    assert told.returncode == 1 and "rule" in told.stderr
    told = organizer.run("session", "add", "Wann?", "--starts", "09:00", "--ends", "10:00")
    assert told.returncode == 2 and "2017-06-13T09:00" in told.stderr
    assert organizer.run("session", "cancel", slug).returncode == 2
    organizer.does("session", "cancel", slug, "--yes")
    assert organizer.json("session", "show", slug)["cancelled"] is True
    assert "cancelled" in organizer.does("session", "list").stdout


def test_a_box_opens_with_its_threshold_shown_pauses_and_closes(organizer):
    dry = organizer.does("session", "open", "atelier", "--audience", "40", "--dry-run")
    assert "5 upvotes will oblige an answer (10 % of 40 people, at least 5, at most 150)" in dry.stderr
    assert organizer.json("session", "show", "atelier")["box"] == "scheduled"
    assert organizer.json("session", "open", "atelier", "--audience", "400")["threshold"] == 40
    assert organizer.json("session", "edit", "atelier", "--threshold", "20")["threshold"] == 20
    told = organizer.run("session", "edit", "atelier", "--threshold", "30")
    assert told.returncode in (1, 5) and "threshold" in told.stderr.lower()
    assert organizer.json("session", "pause", "atelier")["box"] == "paused"
    assert organizer.json("session", "open", "atelier")["threshold"] == 20
    assert organizer.run("session", "close", "atelier").returncode == 2
    assert organizer.json("session", "close", "atelier", "--dry-run")["box"] == "closed"
    assert organizer.json("session", "show", "atelier")["box"] == "open"
    assert organizer.json("session", "close", "atelier", "--yes")["box"] == "closed"


def test_ends_move(organizer):
    organizer.does("summit", "rehearse", SUMMIT, "--slug", "today")
    before = organizer.json("session", "show", "clients", "--summit", "today")
    later = organizer.json("session", "extend", "clients", "10", "--summit", "today")
    assert later["endsAt"] > before["endsAt"]
    dry = organizer.json("session", "extend", "clients", "10", "--summit", "today", "--dry-run")
    assert dry["endsAt"] > later["endsAt"]
    assert organizer.json("session", "show", "clients", "--summit", "today")["endsAt"] == later["endsAt"]


def test_a_session_that_runs_is_ended_now(organizer):
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    (start, end) = ((now + datetime.timedelta(minutes=minutes)).isoformat() for minutes in (-20, 40))
    added = organizer.json("session", "add", "Maintenant", "--starts", start, "--ends", end)
    slug = added["slug"]
    organizer.does("session", "open", slug, "--yes")
    assert organizer.run("session", "end", slug).returncode == 2
    assert organizer.json("session", "end", slug, "--dry-run")["endsAt"] < added["endsAt"]
    assert organizer.json("session", "show", slug)["endsAt"] == added["endsAt"]
    assert organizer.json("session", "end", slug, "--yes")["endsAt"] < added["endsAt"]
    told = organizer.run("session", "end", "open-source", "--yes")
    assert told.returncode == 5


# Speakers


def test_speakers(organizer):
    added = organizer.json("speaker", "add", "René Morel", "--affiliation", "Maison Morel")
    slug = added["slug"]
    assert organizer.json("speaker", "edit", slug, "--name", "René-Marie Morel")["name"] == "René-Marie Morel"
    assert "Maison Morel" in organizer.does("speaker", "show", slug).stdout
    assert slug in organizer.does("speaker", "list").stdout
    told = organizer.run("speaker", "edit", slug + "x", "--name", "X")
    assert told.returncode == 4 and f"Did you mean “{slug}”?" in told.stderr
    assert organizer.run("speaker", "remove", slug).returncode == 2
    assert "would be removed" in organizer.does("speaker", "remove", slug, "--dry-run").stderr
    organizer.does("speaker", "remove", slug, "--yes")
    assert organizer.run("speaker", "show", slug).returncode == 4


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


# The programme


@pytest.fixture
def empty(empty_server, tmp_path):
    return Organizer(empty_server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def schedule():
    """The seeds' schedule, as its exporter wrote it."""
    return json.loads((ROOT / "Seeds" / SUMMIT / "schedule.json").read_text())


def test_a_programme_is_imported_updated_and_cancelled(empty, tmp_path):
    told = empty.run("session", "list")
    assert told.returncode == 4 and "programme import" in told.stderr
    file = tmp_path / "schedule.json"
    content = schedule()
    file.write_text(json.dumps(content))
    dry = empty.json("programme", "import", str(file), "--dry-run")
    assert dry["created"] and dry["dryRun"] and dry["added"]
    assert empty.json("summit", "list")["summits"] == []
    told = empty.does("programme", "import", str(file))
    assert f"{len(dry['added'])} added" in told.stderr
    assert "0 added, 0 changed, 0 cancelled" in empty.does("programme", "import", "-", stdin=json.dumps(content)).stderr

    rooms = [events for day in content["schedule"]["conference"]["days"] for events in day["rooms"].values() if events]
    rooms[0][0]["title"] = "Un autre titre"
    del rooms[-1][-1]
    file.write_text(json.dumps(content))
    told = empty.run("programme", "import", str(file))
    assert told.returncode == 2 and "--yes" in told.stderr
    told = empty.does("programme", "import", str(file), "--yes")
    assert "1 changed, 1 cancelled" in told.stderr and "changed: title" in told.stdout
    assert "Un autre titre" in empty.does("session", "list").stdout


def test_a_broken_schedule_changes_nothing_and_says_where(empty, tmp_path):
    content = schedule()
    rooms = content["schedule"]["conference"]["days"][0]["rooms"]
    next(events for events in rooms.values() if events)[0]["start"] = "25:99"
    told = empty.run("programme", "import", "-", stdin=json.dumps(content))
    assert told.returncode == 1 and "day 1, room" in told.stderr and "start" in told.stderr
    for text in ("", "{", "[]", "not json", '{"schedule":{}}'):
        assert empty.run("programme", "import", "-", stdin=text).returncode == 1
    assert empty.run("programme", "import", str(tmp_path / "nowhere.json")).returncode == 4
    assert empty.json("summit", "list")["summits"] == []


def test_a_schedule_larger_than_a_request(empty):
    content = schedule()
    content["schedule"]["conference"]["days"][0]["unknown"] = "é" * 20_000
    content["padding"] = ["x" * 1000] * 400
    assert empty.json("programme", "import", "-", stdin=json.dumps(content))["created"]
