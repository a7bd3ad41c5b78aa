"""What passes by itself, also while no server runs."""
import json
import time
import uuid

import pytest
from conftest import Server, psql
from petition import Summit

# Foreseen so many seconds after the times are set: the session's end, then what follows from it.
END, LATE, CLOSE = 1, 2, 3
PASSED = ["promise.overdue", "promise.overdue", "box.closed"]


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)
    return value


@pytest.fixture
def two(cluster, database, tmp_path):
    """Two servers of their own databases, called the same by the outside."""
    other = "s_" + uuid.uuid4().hex
    servers = []
    for conninfo, name in ((database, "through"), (f"{cluster} dbname={other}", "killed")):
        (tmp_path / name).mkdir()
        servers.append(Server(conninfo, tmp_path / name, environment={"TRIBUNE_PUBLIC_URL": "https://tribune.example"}))
    yield servers
    for server in servers:
        if server.process:
            server.stop()
    psql(cluster, f"drop database if exists {other} with (force)")


def start(server):
    """Called where it listens, whatever it is called by the outside."""
    server.start()
    server.url = (server.state / "server").read_text().strip()
    return server


def names(conninfo):
    return conninfo.rsplit("dbname=", 1)[1]


def entries(server):
    told = [json.loads(each["entry"]) for each in server.call("GET", Summit.path + "/ledger?limit=1000").json["entries"]]
    # The hour of the recording is not the time that was foreseen.
    return [{key: value for key, value in entry.items() if key != "at"} for entry in told]


def board(server):
    told = server.call("GET", Summit.path + "/promises").json
    assert told["head"].pop("hash")
    return told


def test_a_server_killed_before_the_sessions_end_shows_the_same_board_as_one_that_ran_through(two, cluster):
    through, killed = two
    summit = Summit(start(through))
    live = summit.promise("Une réponse sur scène ?")
    late = summit.promise("Une réponse par écrit ?")
    asked = summit.promise("Que vendez-vous de nous ?", "/organisations/marque")
    through.stop()
    psql(cluster, f"create database {names(killed.database)} template {names(through.database)}")

    start(killed)
    assert killed.call("GET", Summit.path + "/promises").json["counts"]["overdue"] == 0
    killed.kill()
    assert killed.sql("select count(*) from ledger where entry::jsonb ->> 'kind' = 'box.closed'") == "0"

    start(through)
    before = len(entries(through))
    # One clock for both, and all of it to come, however long the start took.
    now = f"timestamptz '{through.sql('select now()')}'"
    for server in two:
        server.sql(f"""
            update sessions set ends_at = {now} + interval '{END} seconds', closes_at = {now} + interval '{CLOSE} seconds';
            update promises set live_due_at = {now} + interval '{END} seconds', first_due_at = {now} + interval '9 days'
            where question_id = {live};
            update promises set live_due_at = {now} + interval '{END} seconds',
              first_due_at = {now} + interval '{LATE} seconds'
            where question_id = {late};
            update promises set first_due_at = {now} + interval '{LATE} seconds' where question_id = {asked};""")
    wait_for(lambda: len(entries(through)) == before + len(PASSED))
    assert [entry["kind"] for entry in entries(through)[before:]] == PASSED

    start(killed)
    # It is on record before the server says that it is ready.
    assert entries(killed) == entries(through)
    assert board(killed) == board(through)
    assert [each["question"]["id"] for each in board(killed)["promises"]] == [late, asked, live]
    assert board(killed)["counts"]["overdue"] == 2
    session = killed.call("GET", Summit.path + "/sessions/ouverture").json
    assert session["box"] == "closed"
    again = len(entries(killed))
    killed.stop()
    start(killed)
    assert len(entries(killed)) == again


def test_open_screens_are_told_when_an_answer_becomes_late(empty_server):
    import http.client
    summit = Summit(empty_server)
    question = summit.promise("Une réponse par écrit ?")
    connection = http.client.HTTPConnection("127.0.0.1", empty_server.port, timeout=30)
    connection.request("GET", summit.path + "/sessions/ouverture/live")
    stream = connection.getresponse()

    def snapshots():
        while line := stream.readline().decode():
            if line.startswith("data: ") and '"questions"' in line:
                yield json.loads(line[6:])

    states = snapshots()
    first = next(states)
    assert first["questions"][0]["promise"]["overdue"] is False
    summit.late(question, 1)
    late = next(state for state in states if state["questions"][0]["promise"]["overdue"])
    assert late["version"] > first["version"]
    assert late["head"]["seq"] > first["head"]["seq"]
    connection.close()
