"""Nobody changes the public record unseen: not the serving role, not its owner, not a superuser."""
import subprocess

import pytest
from cli import Organizer, environment
from conftest import psql

UNLOCK = "set session_replication_role = replica;"
RECHAIN = UNLOCK + """
  update ledger set entry = replace(entry, 'box.paused', 'box.closed') where seq = 2;
  do $$
  declare
    hash_before bytea := decode(repeat('00', 32), 'hex');
    each record;
  begin
    for each in select * from ledger order by seq loop
      hash_before := sha256(hash_before || convert_to(each.entry, 'UTF8'));
      update ledger set hash = hash_before where summit_id = each.summit_id and seq = each.seq;
    end loop;
  end
  $$;"""


@pytest.fixture
def organizer(empty_server, tmp_path):
    server = empty_server
    made = server.call("POST", "/api/v1/summits", {
        "slug": "essai", "name": "Essai", "timeZone": "Europe/Paris", "startsOn": "2017-06-13", "endsOn": "2017-06-14",
        "expectedAttendees": 20}, token=server.token)
    assert made.status == 201
    made = server.call("POST", "/api/v1/summits/essai/sessions", {
        "slug": "opening", "title": "Opening", "startsAt": "2017-06-13T09:30:00+02:00",
        "endsAt": "2037-06-13T10:15:00+02:00"}, token=server.token)
    assert made.status == 201
    for box in ("open", "paused", "open", "paused", "closed"):
        assert server.call("PATCH", "/api/v1/summits/essai/sessions/opening", {"box": box}, token=server.token).status == 200
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def head(organizer):
    noted = organizer.json("ledger", "show")["entries"][-1]
    return f"{noted['seq']}:{noted['hash']}"


def refused(database, sql):
    done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", database, "-c", sql], capture_output=True, text=True)
    assert done.returncode != 0
    return done.stderr


def test_the_serving_role_cannot_change_it_and_triggers_stop_its_owner(organizer):
    database = organizer.server.database
    changes = ["update ledger set entry = '{}'", "delete from ledger", "truncate ledger"]
    for change in changes:
        assert "permission denied" in refused(database, f"set role tribune_server; {change}")
        assert "the ledger is append-only" in refused(database, change)
    assert "must be owner" in refused(database, "set role tribune_server; alter table ledger disable trigger all")
    told = organizer.does("ledger", "verify", "--head", head(organizer))
    assert "The ledger is whole." in told.stderr


@pytest.mark.parametrize("change, found", [
    (UNLOCK + "update ledger set entry = replace(entry, 'paused', 'opened') where seq = 2", "broken at entry 2"),
    ("alter table ledger disable trigger user; update ledger set hash = sha256('') where seq = 3", "broken at entry 3"),
    ("alter table ledger disable trigger user; delete from ledger where seq = 2", "entry 2 is missing"),
    (UNLOCK + "delete from ledger where seq = 1", "entry 1 is missing"),
    (UNLOCK + "update ledger set seq = 9 where seq = 4", "entry 4 is missing"),
])
def test_what_a_superuser_changes_is_found_and_named(organizer, change, found):
    organizer.server.sql(change)
    told = organizer.run("ledger", "verify")
    assert told.returncode == 1 and found in told.stderr


def test_a_tail_that_was_cut_shows_against_a_head_that_was_published(organizer):
    noted = head(organizer)
    organizer.server.sql(UNLOCK + "delete from ledger where seq > 3")
    assert "The ledger is whole." in organizer.does("ledger", "verify").stderr
    told = organizer.run("ledger", "verify", "--head", noted)
    assert told.returncode == 1 and "was cut: entry 5 was noted, and it ends at entry 3" in told.stderr
    told = organizer.run("ledger", "verify", "--head", noted.split(":")[1][:12])
    assert told.returncode == 1 and "cut, or made anew" in told.stderr


def test_a_record_made_anew_shows_against_a_head_that_was_published(organizer):
    noted = head(organizer)
    organizer.server.sql(RECHAIN)
    assert "The ledger is whole." in organizer.does("ledger", "verify").stderr
    told = organizer.run("ledger", "verify", "--head", noted)
    assert told.returncode == 1 and "made anew: entry 5" in told.stderr
    assert organizer.run("ledger", "verify", "--head", "5:nonsense").returncode == 2


def test_the_head_is_published_on_the_board_the_screen_and_the_feed(organizer):
    (seq, whole) = head(organizer).split(":")
    for path in ("/essai/promises", "/essai/opening/screen", "/essai/ledger"):
        page = organizer.server.call("GET", path, headers={"Accept": "text/html"})
        assert page.status == 200 and f"{seq}:{whole[:12]}" in page.body.decode(), path
    assert f"{seq}:{whole}" in organizer.server.call("GET", "/api/v1/summits/essai/promises.atom").body.decode()
