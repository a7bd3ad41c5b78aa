"""Badges, quarantine, decisions about one person's questions, and privacy, by command line on the real server."""
import json
import os
import re
import stat
import subprocess

import pytest
from cli import Organizer, environment
from conftest import psql

SUMMIT = "/api/v1/summits/imedia-2017"


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def join(server, **body):
    answer = server.call("POST", f"{SUMMIT}/attendees", body)
    return answer.json if answer.status == 201 else answer


def question_of(server, number, session="obama"):
    return server.call("GET", f"{SUMMIT}/sessions/{session}/questions?number={number}").json["questions"][0]


# Badges


def test_badges_come_from_an_export(organizer, tmp_path):
    file = tmp_path / "badges.csv"
    file.write_bytes("\ufeffNom;Code badge\r\n\"Ana; Exemple\";K7M2-9XQD\r\nBo;\"ABCD 1234\"\r\n\r\n".encode())
    tried = organizer.does("attendee", "import", str(file), "--dry-run")
    assert "2 codes would be imported" in tried.stderr
    told = organizer.does("attendee", "import", str(file))
    assert "2 imported, 0 known before." in told.stderr and "--identity badge" in told.stderr
    assert organizer.json("attendee", "import", str(file))["known"] == 2
    assert "without a badge stay" in organizer.does("summit", "edit", "--identity", "badge").stderr
    server = organizer.server
    assert join(server).status == 422
    assert join(server, badge="K7M2-9XQE").json["code"] == "badge_unknown"
    first, again = join(server, badge="abcd1234"), join(server, badge="ABCD-1234")
    assert first["attendee"] == again["attendee"] and first["token"] != again["token"]
    dump = subprocess.run(["pg_dump", "--inserts", server.database], capture_output=True, text=True, check=True).stdout
    assert "badges" in dump
    for secret in ["K7M2", "k7m2", "abcd1234", "ABCD", "Ana; Exemple"]:
        assert secret not in dump
    assert "K7M2" not in (server.state / "log").read_text()


def test_a_broken_file_changes_nothing(organizer):
    told = organizer.run("attendee", "import", "-", stdin="A1B2C3D4\n--\n")
    assert told.returncode == 1 and "Line 2 is no badge" in told.stderr
    assert organizer.run("attendee", "import", "nowhere.csv").returncode == 4
    assert organizer.run("attendee", "import").returncode == 2
    assert organizer.run("attendee", "import", "-", "--generate", "3", stdin="A1\n").returncode == 2
    assert organizer.server.sql("select count(*) from badges") == "0"


def test_new_badges_are_printed_once_and_on_sheets(organizer, tmp_path):
    codes = organizer.does("attendee", "import", "--generate", "12").stdout.split()
    assert codes[0] == "code" and len(set(codes[1:])) == 12
    assert all(re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", code) for code in codes[1:])
    (tmp_path / "badges.csv").write_text("code,label\n" + "".join(f"{code},<b>Nº {place}\n" for place, code in enumerate(codes[1:])))
    sheets = tmp_path / "sheets.html"
    told = organizer.does("attendee", "sheets", str(tmp_path / "badges.csv"), "--output", str(sheets))
    assert "12 badges" in told.stderr
    assert stat.S_IMODE(os.stat(sheets).st_mode) == 0o600
    html = sheets.read_text()
    assert html.count("<article>") == 12 and html.count("<section>") == 2 and html.count("<svg") == 12
    assert all(code in html for code in codes[1:]) and "&lt;b&gt;Nº 3" in html
    assert "http" not in re.sub(r"<svg.*?</svg>", "", html, flags=re.S)
    assert organizer.run("attendee", "sheets", str(tmp_path / "badges.csv"), "--output", str(sheets)).returncode == 2
    assert organizer.does("attendee", "sheets", str(tmp_path / "badges.csv"), "-o", str(sheets), "--yes")
    assert organizer.does("attendee", "sheets", "-", "--url", "https://t.example", stdin="A1B2C3D4\n").stdout.count("<svg") == 1
    assert join(organizer.server, badge=codes[7].lower())["token"]


def test_many_badges_come_in_several_requests(organizer):
    codes = "".join(f"{place:08d}-badge\n" for place in range(6000))
    assert organizer.json("attendee", "import", "-", stdin=codes)["added"] == 6000


# Quarantine


@pytest.fixture
def stuffed(organizer):
    """A question, and the ids of 25 phones that joined and signed it at once, and of one that came to read."""
    number = organizer.ask("obama", "Une question que l'on bourre ?")
    question = question_of(organizer.server, number)["id"]
    ids = []
    for place in range(25):
        phone = join(organizer.server)
        ids.append(phone["attendee"])
        assert organizer.server.call("PUT", f"{SUMMIT}/questions/{question}/upvote", token=phone["token"]).status == 200
    reader = join(organizer.server)
    organizer.server.call("PUT", f"{SUMMIT}/sessions/obama/attendance", token=reader["token"])
    # Since half a minute, which excuses; opening the page in passing does not.
    organizer.server.sql(f"""
        update attendees set joined_at = joined_at - interval '40 seconds' where id = {reader['attendee']};
        update attendances set arrived_at = arrived_at - interval '40 seconds' where attendee_id = {reader['attendee']}""")
    organizer.server.call("PUT", f"{SUMMIT}/questions/{question}/upvote", token=reader["token"])
    return number, question, ids, reader["attendee"]


def test_a_burst_is_found_set_aside_and_taken_back(organizer, stuffed):
    number, question, ids, reader = stuffed
    listed = organizer.json("attendee", "list", "--suspects")["attendees"]
    before = {each["id"] for each in listed if each["quarantined"]}
    bursts = organizer.json("attendee", "bursts")["bursts"]
    burst = next(each for each in bursts if each["question"] == question)
    assert set(ids) <= set(burst["attendees"]) and reader not in burst["attendees"]
    assert burst["id"] in organizer.does("attendee", "bursts").stdout
    tried = organizer.json("attendee", "quarantine", "--burst", burst["id"], "--dry-run")
    assert tried["id"] is None and tried["dryRun"]
    assert question_of(organizer.server, number)["upvotes"] == 27
    told = organizer.does("attendee", "quarantine", "--burst", burst["id"], "--note", "Une tablette")
    assert "in quarantine" in told.stderr and "obama" in told.stdout
    assert question_of(organizer.server, number)["upvotes"] == 27 - tried["questions"][-1]["upvotes"] + tried["questions"][-1]["counted"]
    assert "With quarantine" in organizer.does("question", "show", str(number), "--session", "obama").stdout
    suspects = organizer.json("attendee", "list", "--suspects")["attendees"]
    assert {each["id"] for each in suspects if each["quarantined"]} == set(burst["attendees"]) | before
    assert "Une tablette" in organizer.does("attendee", "quarantines").stdout
    ledger = organizer.does("ledger", "show", "--json").stdout
    assert "attendees.quarantined" in ledger and "Une tablette" not in ledger
    one = organizer.json("attendee", "release", ids[0])
    assert one["attendees"] == [ids[0]]
    assert organizer.json("attendee", "release", "--last", "--dry-run")["attendees"]
    organizer.does("attendee", "release", "--last")
    assert question_of(organizer.server, number)["upvotes"] == 27
    assert set(organizer.json("attendee", "release", "--last", "--dry-run")["attendees"]) == before
    assert "whole" in organizer.does("ledger", "verify").stderr


def test_people_are_set_aside_by_their_ids(organizer, stuffed):
    number, question, ids, reader = stuffed
    done = organizer.json("attendee", "quarantine", ids[0], ids[1], "--reason", "off-topic")
    assert done["attendees"] == sorted(ids[:2], key=int)
    assert [(each["upvotes"], each["counted"]) for each in done["questions"]] == [(27, 25)]
    assert organizer.run("attendee", "quarantine", "999999").returncode == 4
    assert organizer.run("attendee", "quarantine").returncode == 2
    assert organizer.run("attendee", "quarantine", ids[2], "--reason", "boring").returncode == 2
    assert organizer.run("attendee", "release", ids[0], "--last").returncode == 2
    everybody = organizer.json("attendee", "list")["attendees"]
    assert everybody[-1]["id"] == reader and everybody[-1]["sessions"] == 1
    assert len(organizer.json("attendee", "list", "--limit", "3")["attendees"]) == 3


def test_nobody_is_set_aside_by_itself_unless_the_summit_wants_it(organizer, stuffed):
    number, question, ids, reader = stuffed
    assert organizer.server.sql(f"select count(*) from quarantined_attendees where attendee_id = {ids[3]}") == "0"
    organizer.does("summit", "edit", "--stuffing", "quarantine")
    assert "by themselves" in organizer.does("summit", "show").stdout
    wait_for(organizer.server, f"select count(*) from attendees where quarantined_at is not null and id = {ids[3]}", "1")
    assert organizer.server.sql(f"select count(*) from attendees where quarantined_at is not null and id = {reader}") == "0"
    listed = organizer.json("attendee", "quarantines")["quarantines"]
    assert all(each["automatic"] for each in listed)


def wait_for(server, statement, value):
    """Until the server's own clock has turned."""
    for _ in range(600):
        if server.sql(statement) == value:
            return
        psql(server.database, "select pg_sleep(0.1)")
    raise AssertionError(statement)


# All that one person asked


def test_all_that_one_person_asked_is_rejected_and_comes_back(organizer):
    advertiser = organizer.server.join()
    numbers = [organizer.ask("obama", f"Achetez donc notre produit {place} ?", attendee=advertiser) for place in range(3)]
    author = organizer.json("question", "show", str(numbers[0]), "--session", "obama")["author"]
    assert f"attendee {author}" in organizer.does("question", "show", str(numbers[0]), "--session", "obama").stdout
    tried = organizer.json("question", "reject", "--all-from", author, "--reason", "advertising", "--dry-run")
    assert [each["after"] for each in tried["questions"]] == ["hidden"] * 3
    assert question_of(organizer.server, numbers[0])["state"] == "published"
    told = organizer.does("question", "reject", "--all-from", author, "--reason", "advertising")
    assert "3 questions" in told.stderr and "published → hidden" in told.stdout
    assert question_of(organizer.server, numbers[2])["state"] == "hidden"
    organizer.does("question", "reject", "--all-from", author, "--undo")
    assert question_of(organizer.server, numbers[2])["state"] == "published"
    assert organizer.run("question", "reject", "--all-from", author, "--undo").returncode == 5
    assert organizer.run("question", "reject", "--all-from", author).returncode == 2
    assert organizer.run("question", "reject", "--all-from", author, "-s", "obama", "-r", "unclear").returncode == 2
    assert organizer.run("question", "reject", "--all-from", "999999", "-r", "unclear").returncode == 4
    assert organizer.run("question", "reject", "1", "--undo", "-s", "obama", "-r", "unclear").returncode == 2


# Privacy


def test_erased_words_are_gone_from_a_dump_and_the_chain_is_whole(organizer):
    server = organizer.server
    token = server.join()
    words = "Mon voisin de palier s'appelle Archibald"
    number = organizer.ask("obama", f"{words}, le saviez-vous ?", attendee=token, name="Cunégonde Exemple")
    question = question_of(server, number)["id"]
    path = f"{SUMMIT}/questions/{question}"
    edited = server.call("PATCH", path, {"text": f"{words}, et maintenant ?"}, token=token)
    assert edited.status == 200
    here = ["--session", "obama"]
    organizer.does("question", "correct", str(number), f"{words}, vraiment ?", *here)
    organizer.does("question", "hide", str(number), *here, "--reason", "personal", "--note", "Archibald n'a rien demandé")
    held = server.call("GET", f"{SUMMIT}/attendees/me", token=token).json
    assert [each["number"] for each in held["questions"]] == [number]
    assert dumped(server, "Archibald") and dumped(server, "Cunégonde")
    assert server.call("DELETE", f"{SUMMIT}/attendees/me", token=token).status == 204
    assert not dumped(server, "rchibald") and not dumped(server, "Cunégonde") and not dumped(server, "palier")
    assert "whole" in organizer.does("ledger", "verify").stderr
    assert server.call("GET", f"{SUMMIT}/attendees/me", token=token).status == 401


def dumped(server, word):
    """Whether a dump of the whole database has the word in it, in plain or in hexadecimal."""
    dump = subprocess.run(["pg_dump", server.database], capture_output=True, check=True).stdout
    return word.encode() in dump or word.encode().hex().encode() in dump


def test_people_are_unlinked_when_their_time_is_over_also_by_a_server_that_was_down(organizer):
    server = organizer.server
    token = server.join()
    number = organizer.ask("obama", "Que restera-t-il de nous ?", attendee=token, name="Ana Exemple")
    assert "unlinked on" in organizer.does("summit", "edit", "--retention", "3650").stdout
    server.kill()
    server.sql("update summits set starts_on = current_date - 41, ends_on = current_date - 40, retention_days = 30")
    server.start()
    wait_for(server, "select count(*) from attendees where erased_at is null", "0")
    question = question_of(server, number)
    assert question["text"] == "Que restera-t-il de nous ?" and question["name"] is None and question["upvotes"] == 1
    assert server.call("GET", f"{SUMMIT}/attendees/me", token=token).status == 401
    assert not dumped(server, "Ana Exemple")
    entries = [json.loads(each["entry"]) for each in organizer.json("ledger", "show")["entries"]]
    unlinked = [each for each in entries if each["kind"] == "people.unlinked"]
    assert len(unlinked) == 1 and unlinked[0]["attendees"] > 1
    scheduled = server.sql("select to_char(unlinks_at(m) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from summits m")
    assert unlinked[0]["scheduledAt"] == scheduled
    assert "whole" in organizer.does("ledger", "verify").stderr
    # Who comes now is somebody again.
    assert organizer.ask("obama", "Et moi, qui viens d'arriver ?")
