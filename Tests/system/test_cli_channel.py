"""Announcements and feedback by command line, on the real server."""
import pytest
from cli import Organizer, environment, run, terminal

API = f"/api/v1/summits/{Organizer.summit}"


@pytest.fixture
def organizer(server, tmp_path):
    """With a session of the test's own that ends in a moment, so that it can be rated."""
    new = {"slug": "essai", "title": "Une session d’essai", "startsAt": "2017-06-13T09:00:00+02:00",
           "endsAt": "2017-06-13T10:00:00+02:00"}
    assert server.call("POST", f"{API}/sessions", new, token=server.token).status == 201
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def rate(server, stars, comment=None):
    body = {"stars": stars} | ({"comment": comment} if comment else {})
    answer = server.call("PUT", f"{API}/sessions/essai/feedback", body, token=server.join())
    assert answer.status == 200, answer.body


# Announcements


def test_announce_list_and_withdraw(organizer):
    told = organizer.does("announce", "Le déjeuner est servi")
    assert "the whole summit" in told.stderr and "Le déjeuner est servi" in told.stdout
    made = organizer.json("announce", "-", "--session", "essai", stdin="Micro en salle\n")
    assert (made["text"], made["session"], made["from"]) == ("Micro en salle", "essai", "organizers")

    listed = organizer.does("announcement", "list").stdout.splitlines()
    assert listed[0].split() == ["ID", "AT", "TO", "FROM", "TEXT"]
    assert "Micro en salle" in listed[1] and "the summit" in listed[2]
    assert len(organizer.json("announcement", "list", "--session", "obama")["announcements"]) == 1
    assert len(organizer.json("announcement", "list", "--limit", "1")["announcements"]) == 1

    assert organizer.run("announcement", "withdraw", made["id"]).returncode == 2
    assert "Nothing was changed" in organizer.does("announcement", "withdraw", made["id"], "--dry-run").stderr
    organizer.does("announcement", "withdraw", made["id"], "--yes")
    assert organizer.run("announcement", "withdraw", made["id"], "--yes").returncode == 4
    assert [each["session"] for each in organizer.json("announcement", "list")["announcements"]] == [None]


def test_a_speaker_announces_to_the_own_session_without_naming_it(organizer, server, tmp_path):
    token = organizer.json("token", "create", "--role", "speaker", "--session", "essai")["token"]
    file = tmp_path / "speaker.token"
    file.write_text(token)
    env = environment(tmp_path, TRIBUNE_SERVER=server.url, TRIBUNE_TOKEN_FILE=file)
    told = run("announce", "Merci", "--summit", Organizer.summit, env=env)
    assert told.returncode == 0 and "essai" in told.stderr, told.stderr
    told = run("announce", "Merci", "--session", "obama", "--summit", Organizer.summit, env=env)
    assert told.returncode == 3 and "essai" in told.stderr


@pytest.mark.parametrize("words, status, sentence", [
    (["announce"], 2, "TEXT is missing"),
    (["announce", "  "], 2, "must not be empty"),
    (["announce", "Two", "words"], 2, "put it in quotes"),
    (["announce", "x" * 281], 1, "1 to 280 characters"),
    (["announce", "Bonjour", "--session", "esai"], 4, "Did you mean “essai”?"),
    (["announcements", "list"], 2, "Did you mean “tribune announcement”?"),
])
def test_what_cannot_be_announced(organizer, words, status, sentence):
    told = organizer.run(*words)
    assert told.returncode == status and sentence in told.stderr, told.stderr
    assert not organizer.json("announcement", "list")["announcements"]


# Feedback


def test_feedback_is_a_histogram_and_its_comments(organizer, server):
    assert "Nobody has rated essai yet" in organizer.does("feedback", "show", "essai").stderr
    for stars, comment in [(5, "Bravo.\nVraiment."), (5, None), (4, None), (2, "Trop long")]:
        rate(server, stars, comment)
    told = organizer.does("feedback", "show", "essai").stdout.splitlines()
    assert told[0].startswith("5 ★ 2 ####") and told[1].startswith("4 ★ 1 ####")
    assert told[2:4] == ["3 ★ 0", "2 ★ 1 " + told[1].split()[-1]]
    assert "4.0 of 5 stars, 4 ratings" in told
    text = "\n".join(told)
    assert text.index("Trop long") < text.index("Bravo.") and "Vraiment." in text

    report = organizer.json("feedback", "show", "essai")
    assert (report["average"], report["ratings"], report["histogram"]) == (4, 4, [0, 1, 0, 1, 2])
    assert [each["comment"] for each in report["comments"]] == ["Trop long", "Bravo.\nVraiment."]
    assert len(organizer.json("feedback", "show", "essai", "--limit", "1")["comments"]) == 1

    listed = next(line for line in organizer.does("feedback", "list").stdout.splitlines() if line.startswith("essai"))
    assert listed.split()[:4] == ["essai", "4.0", "4", "2"]
    sessions = organizer.json("feedback", "list")["sessions"]
    assert {each["session"]: each["average"] for each in sessions}["obama"] is None


def test_on_a_terminal_bars_are_drawn_and_nothing_steers_it(organizer, server):
    rate(server, 3, "Bien")
    # What the API refuses could still stand in a database: it is shown harmlessly.
    server.sql("update ratings set comment = E'Bien\\x1b[2J\\u202Ebien'")
    with terminal("feedback", "show", "essai", env=organizer.env, columns=60) as it:
        it.wait_for("of 5 stars")
        assert it.end() == 0
        assert "█" in it.screen and "\x1b[2J" not in it.screen and "\u202e" not in it.screen
        assert "Bien␛[2J" in it.screen
        assert max(len(line) for line in it.screen.splitlines()) <= 60


def test_feedback_is_not_for_everybody(organizer, server, tmp_path):
    rate(server, 3, "Entre nous")
    token = organizer.json("token", "create", "--role", "moderator")["token"]
    file = tmp_path / "moderator.token"
    file.write_text(token)
    env = environment(tmp_path, TRIBUNE_SERVER=server.url, TRIBUNE_TOKEN_FILE=file)
    told = run("feedback", "show", "essai", "--summit", Organizer.summit, env=env)
    assert told.returncode == 3 and "Only organizers and the session's speakers" in told.stderr
    assert "Entre nous" not in told.stdout
    assert run("feedback", "list", "--summit", Organizer.summit, env=env).returncode == 3
    assert organizer.run("feedback", "show", "esai").returncode == 4


def test_averages_are_public_where_the_summit_wants_them(organizer, server):
    for _ in range(6):
        rate(server, 4)
    public = lambda: server.call("GET", f"{API}/sessions/essai/feedback").json["public"]
    assert public() is None
    assert "averages are public" in organizer.does("summit", "edit", "--public-ratings", "on").stdout
    assert public() == {"average": 4, "ratings": 6}
    organizer.does("summit", "edit", "--public-ratings", "off")
    assert public() is None
    assert organizer.run("summit", "edit", "--public-ratings", "maybe").returncode == 2
