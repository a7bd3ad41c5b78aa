"""Summits, sessions, speakers and the import of schedules by command line, on the real server."""
import datetime
import json

import pytest
from cli import Organizer, environment, terminal
from conftest import ROOT

SUMMIT = Organizer.summit


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


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
    next(events for events in rooms.values() if events)[0]["start"] = "09:30"
    next(events for events in rooms.values() if events)[0]["duration"] = "soon"
    told = empty.run("programme", "import", "-", "--strict", stdin=json.dumps(content))
    assert told.returncode == 1 and "duration" in told.stderr
    told = empty.does("programme", "import", "-", "--dry-run", stdin=json.dumps(content))
    assert "Note: day 1, room" in told.stderr and "“soon”" in told.stderr
    for text in ("", "{", "[]", "not json", '{"schedule":{}}'):
        assert empty.run("programme", "import", "-", stdin=text).returncode == 1
    assert empty.run("programme", "import", str(tmp_path / "nowhere.json")).returncode == 4
    assert empty.json("summit", "list")["summits"] == []


def test_a_schedule_larger_than_a_request(empty):
    content = schedule()
    content["schedule"]["conference"]["days"][0]["unknown"] = "é" * 20_000
    content["padding"] = ["x" * 1000] * 400
    assert empty.json("programme", "import", "-", stdin=json.dumps(content))["created"]


def talk(number, guid, hour, **more):
    return {"id": number, "guid": guid, "date": f"2026-12-08T{hour:02}:00:00+01:00", "start": f"{hour:02}:00",
            "duration": "00:45", "room": "Salle A", "title": f"Séance {number}", "persons": []} | more


def programme(acronym, title, *talks, day="2026-12-08", **more):
    conference = {"acronym": acronym, "title": title, "start": day, "end": day, "time_zone_name": "Europe/Paris",
                  "days": [{"index": 1, "date": "2026-12-08", "rooms": {"Salle A": list(talks)}}]} | more
    return json.dumps({"schedule": {"version": "1", "conference": conference}})


def guid(number):
    return f"7e57ca5e-9999-4000-8000-0000000000{number:02}"


def test_what_was_set_by_hand_stays_and_is_said(empty):
    file = programme("essai", "Essai", talk(1, guid(1), 9), talk(2, guid(2), 10), talk(3, guid(3), 11))
    empty.does("programme", "import", "-", stdin=file)
    empty.does("session", "edit", "seance-1", "--ends", "10:15", "--title", "À la main")
    empty.does("session", "cancel", "seance-3", "--yes")
    empty.does("summit", "edit", "--name", "Notre nom")
    for words in (["--dry-run"], []):
        told = empty.does("programme", "import", "-", *words, stdin=file)
        assert "0 added, 0 changed, 0 cancelled, 3 unchanged, 4 kept" in told.stderr
        assert "10:15 here; the file says 09:45" in told.stdout
        assert "“À la main” here; the file says “Séance 1”" in told.stdout
        assert "it was cancelled here; the file has it" in told.stdout
        assert "“Notre nom” here; the file says “Essai”" in told.stdout
    kept = empty.json("programme", "import", "-", stdin=file)["kept"]
    assert [each["field"] for each in kept] == ["name", "title", "endsAt", "cancelled"]
    told = empty.does("programme", "import", "-", "--overwrite", stdin=file)
    assert "2 changed" in told.stderr and "of the summit itself changed: name" in told.stderr
    assert empty.json("session", "show", "seance-3")["cancelled"] is False


def test_whose_file_it_is_and_whether_it_is_whole_is_asked_yes_or_not(empty, tmp_path):
    talks = [talk(number, guid(number), 8 + number) for number in (1, 2, 3)]
    empty.does("programme", "import", "-", stdin=programme("essai-2026", "Essai 2026", *talks))
    other = programme("autre-2026", "Autre 2026", *talks)
    told = empty.run("programme", "import", "-", "--yes", stdin=other)
    assert told.returncode == 5 and "--into essai-2026" in told.stderr and "--new" in told.stderr
    assert "Essai 2026" in told.stderr and "Autre 2026" in told.stderr
    assert "It would be asked" in empty.does("programme", "import", "-", "--dry-run", stdin=other).stderr
    (tmp_path / "other.json").write_text(other)
    with terminal("programme", "import", str(tmp_path / "other.json"), env=empty.env) as screen:
        screen.wait_for("Bring essai-2026 up to date with it")
        screen.press("n\n")
        screen.wait_for("Make a new summit of it")
        screen.press("n\n")
        assert screen.end() == 1 and "Nothing was changed" in screen.screen
    assert [each["name"] for each in empty.json("summit", "list")["summits"]] == ["Essai 2026"]

    most = programme("essai-2026", "Essai 2026", talks[0])
    told = empty.run("programme", "import", "-", "--yes", stdin=most)
    assert told.returncode == 5 and "2 of the 3 sessions" in told.stderr and "--drop-most" in told.stderr
    assert "2 cancelled" in empty.does("programme", "import", "-", "--yes", "--drop-most", stdin=most).stderr
    # Last year's header: the days are said, and that they leave out the sessions.
    header = programme("essai-2026", "Essai 2026", talks[0], day="2025-12-08")
    told = empty.does("programme", "import", "-", "--dry-run", stdin=header)
    assert "changed: startsOn" in told.stdout and "2026-12-08 → 2025-12-08" in told.stdout
    assert "ends on 2025-12-08, and its last session is on 2026-12-08" in told.stderr
    assert empty.json("programme", "import", "-", "--new", stdin=other)["summit"] == "autre-2026"


def test_people_are_unlinked_by_new_days_only_when_somebody_says_so(empty, empty_server):
    file = programme("essai", "Essai", talk(1, guid(1), 9))
    empty.does("programme", "import", "-", stdin=file)
    empty.does("summit", "edit", "--retention", "3650")
    empty_server.join("essai")
    told = empty.run("summit", "edit", "--starts", "2006-12-08", "--ends", "2006-12-08")
    assert told.returncode == 2 and "for good" in told.stderr and "--yes" in told.stderr
    header = programme("essai", "Essai", talk(1, guid(1), 9), day="2006-12-08")
    told = empty.run("programme", "import", "-", stdin=header)
    assert told.returncode == 2 and "1 person is unlinked" in told.stderr and "--yes" in told.stderr
    assert empty.json("summit", "show")["endsOn"] == "2026-12-08"
    empty.does("summit", "edit", "--starts", "2006-12-08", "--ends", "2006-12-08", "--yes")
    assert empty.json("summit", "show")["endsOn"] == "2006-12-08"


def test_a_running_session_that_is_gone_from_the_file_stays_until_somebody_says_so(empty):
    talks = [talk(number, guid(number), 8 + number) for number in (1, 2)]
    (both, one) = (programme("essai", "Essai", *chosen) for chosen in (talks, talks[:1]))
    empty.does("programme", "import", "-", stdin=both)
    empty.does("session", "open", "seance-2", "--yes")
    told = empty.does("programme", "import", "-", "--yes", stdin=one)
    assert "0 cancelled" in told.stderr and "--cancel-running" in told.stdout
    assert empty.json("session", "show", "seance-2")["box"] == "open"
    before = empty.json("session", "show", "seance-2")
    assert "1 cancelled" in empty.does("programme", "import", "-", "--yes", "--cancel-running", stdin=one).stderr
    assert empty.json("session", "show", "seance-2")["box"] == "closed"
    empty.does("programme", "import", "-", stdin=both)
    back = empty.json("session", "show", "seance-2")
    assert (back["box"], back["closesAt"], back["cancelled"]) == ("open", before["closesAt"], False)


def test_who_accepted_is_let_go_by_name_and_not_by_a_file(empty):
    (ana, bo) = ({"code": code, "public_name": name} for code, name in (("A", "Ana Exemple"), ("B", "Bo Exemple")))
    file = programme("essai", "Essai", talk(1, guid(1), 9, persons=[ana, bo]))
    empty.does("programme", "import", "-", stdin=file)
    empty.does("session", "accept", "seance-1", "--by", "Ana")
    without = programme("essai", "Essai", talk(1, guid(1), 9, persons=[bo]))
    told = empty.does("programme", "import", "-", stdin=without)
    assert "“Ana Exemple” accepted to answer and still owes" in told.stdout
    assert empty.run("session", "release", "seance-1", "ana-exemple").returncode == 2
    empty.does("session", "release", "seance-1", "ana-exemple", "--yes")
    assert empty.run("session", "release", "seance-1", "ana-exemple", "--yes").returncode == 4
    assert "session.released" in empty.does("ledger", "show").stdout
