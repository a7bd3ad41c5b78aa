"""Answers, acceptance, organisations and thresholds by command line, on the real server."""
import datetime
import os

import pytest
from cli import Organizer, environment, run

SUMMIT = Organizer.summit


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


@pytest.fixture
def session(organizer):
    """A session of today that takes questions; two upvotes oblige an answer."""
    now = datetime.datetime.now(datetime.timezone.utc)
    organizer.does("session", "add", "Une session d'essai", "--slug", "essai",
                   "--starts", (now - datetime.timedelta(minutes=30)).isoformat(timespec="seconds"),
                   "--ends", (now + datetime.timedelta(hours=1)).isoformat(timespec="seconds"))
    organizer.does("session", "open", "essai", "--yes")
    organizer.does("session", "edit", "essai", "--threshold", "2")
    return "essai"


def promised(organizer, session, text="Qui répond, et jusqu'à quand ?"):
    """Its number; past its threshold."""
    number = organizer.ask(session, text)
    asked = organizer.json("question", "show", str(number), "-s", session)
    upvote = f"/api/v1/summits/{SUMMIT}/questions/{asked['id']}/upvote"
    assert organizer.server.call("PUT", upvote, token=organizer.server.join()).status == 200
    return str(number)


def test_one_answer_to_several_questions_and_its_history(organizer, session):
    first, second = promised(organizer, session), promised(organizer, session, "Et comment le saurons-nous ?")
    here = ["--session", session]
    before = organizer.does("ledger", "show").stdout.count("answer.given")
    told = organizer.does("question", "answer", first, second, f"#{first}", *here, "--live")
    assert f"#{first} and #{second} are answered." in told.stderr
    shown = organizer.does("question", "show", second, *here).stdout
    assert "kept, met" in shown and "live" in shown and "WORDS" not in shown
    organizer.does("question", "answer", second, *here, "--written", "-", stdin="Voici ce que nous ferons.\n")
    for number in (first, second):
        shown = organizer.does("question", "show", number, *here).stdout
        assert "Voici ce que nous ferons." in shown and "in other words since" in shown and "GIVEN" in shown
    organizer.does("question", "answer", second, *here, "--only", "--decline", "not-ours", "--text", "Voyez la ville.")
    answers = [organizer.json("question", "show", number, *here)["answer"] for number in (first, second)]
    assert [answer["kind"] for answer in answers] == ["written", "declined"]
    assert answers[1]["reason"] == "not_ours" and answers[1]["text"] == "Voyez la ville."
    told = organizer.does("question", "answer", second, *here, "--undo")
    assert "taken back" in told.stderr and "Voici ce que nous ferons." in told.stdout
    ledger = organizer.does("ledger", "show").stdout
    assert ledger.count("answer.given") == before + 3 and "answer.retracted" in ledger
    organizer.does("ledger", "verify")


def test_an_answer_is_put_off_to_a_day_once(organizer, session):
    number = promised(organizer, session)
    here = ["--session", session]
    day = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
    told = organizer.does("question", "answer", number, *here, "--defer", day, "--text", "Après les chiffres.")
    assert "is put off" in told.stderr and f"{day} 23:59" in told.stdout and "owed, met" in told.stdout
    told = organizer.run("question", "answer", number, *here, "--defer", day + "T18:00")
    assert told.returncode == 5 and f"#{number} " in told.stderr and "put off once already" in told.stderr
    at = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    assert organizer.json("question", "answer", number, *here, "--live", "--at", at)["promise"]["state"] == "kept"


def test_what_is_said_wrongly_changes_nothing(organizer, session):
    number = promised(organizer, session)
    here = ["--session", session]
    wrong = [
        ([], 2), (["--live", "--undo"], 2), (["--written", "Oui.", "--text", "Non."], 2),
        (["--decline", "legal", "--at", "09:30"], 2), (["--defer", "soon"], 2), (["--decline", "busy"], 2),
        (["--undo"], 5), (["--live", "--at", "2017-06-13T09:30"], 1), (["--defer", "2017-06-13"], 1)]
    for words, status in wrong:
        told = organizer.run("question", "answer", number, *here, *words)
        assert told.returncode == status, (words, told)
    assert organizer.run("question", "answer", number, "--live").returncode == 2
    assert organizer.run("question", "answer", number, *here, "--own", "--live").returncode == 2
    assert organizer.run("question", "answer", "99", *here, "--live").returncode == 4
    assert organizer.run("question", "answer", number, number, "2", *here, "--undo").returncode == 2
    shown = organizer.json("question", "show", number, *here)
    assert shown["answer"] is None and shown["promise"]["state"] == "owed"


def test_speakers_accept_and_answer_with_their_own_token(organizer, session, tmp_path):
    number = promised(organizer, session)
    assert organizer.run("session", "accept", session).returncode == 5
    organizer.does("speaker", "add", "Camille Exemple")
    organizer.does("session", "edit", session, "--speakers", "camille-exemple")
    assert "owed by the organizers" in organizer.does("session", "show", session).stdout
    told = organizer.does("session", "accept", session, "--by", "Camille E.")
    assert "Camille Exemple: answers are owed by name." in told.stderr and "said Camille E." in told.stdout
    assert "Owed by   Camille Exemple" in organizer.does("question", "show", number, "-s", session).stdout

    token = organizer.does("token", "create", "--role", "speaker", "--session", session).stdout
    guest = environment(tmp_path / "guest")
    os.makedirs(guest["HOME"])
    assert run("login", "--server", organizer.server.url, env=guest, stdin=token).returncode == 0
    told = run("question", "answer", number, "-s", session, "--live", "--summit", SUMMIT, env=guest)
    assert told.returncode == 0 and "by speaker" in told.stdout
    elsewhere = organizer.ask("obama", "Une question posée ailleurs ?")
    told = run("question", "answer", str(elsewhere), "-s", "obama", "--live", "--summit", SUMMIT, env=guest)
    assert told.returncode == 3 and "addressed to somebody else" in told.stderr


def test_organisations(organizer, tmp_path):
    assert organizer.json("organisation", "add", "Atelier Essai")["slug"] == "atelier-essai"
    listed = organizer.does("organisation", "list").stdout
    assert "atelier-essai" in listed and "not yet" in listed
    told = organizer.run("organisation", "show", "atelier-esai")
    assert told.returncode == 4 and "Did you mean “atelier-essai”?" in told.stderr
    assert organizer.run("organisation", "edit", "atelier-essai").returncode == 2
    told = organizer.does("organisation", "edit", "atelier-essai", "--name", "L’Atelier Essai", "--threshold", "1")
    assert "L’Atelier Essai" in told.stdout and "1 upvotes oblige" in told.stdout
    assert organizer.run("organisation", "edit", "atelier-essai", "--threshold", "9").returncode == 1
    assert "takes questions" in organizer.does("organisation", "accept", "atelier-essai", "--by", "Zoé").stderr
    assert organizer.json("organisation", "show", "atelier-essai")["acceptedBy"] == "Zoé"

    path = f"/api/v1/summits/{SUMMIT}/organisations/atelier-essai/questions"
    asked = organizer.server.call("POST", path, {"text": "Que faites-vous de nos données ?"}, token=organizer.server.join())
    assert asked.status == 201, asked.body
    here = ["--organisation", "atelier-essai"]
    assert "Que faites-vous" in organizer.does("question", "list", *here).stdout
    assert organizer.run("token", "create", "--role", "organisation").returncode == 2
    assert organizer.run("token", "create", "--role", "speaker", "--session", "obama", *here).returncode == 2
    told = organizer.does("token", "create", "--role", "organisation", *here)
    guest = environment(tmp_path / "guest")
    os.makedirs(guest["HOME"])
    assert run("login", "--server", organizer.server.url, env=guest, stdin=told.stdout).returncode == 0
    told = run("question", "answer", "1", *here, "--written", "Rien que vous ne sachiez.", "--summit", SUMMIT, env=guest)
    assert told.returncode == 0 and "in atelier-essai" in told.stdout and "by organisation" in told.stdout
    assert "atelier-essai" in organizer.does("token", "list").stdout
    told = organizer.run("question", "answer", "1", *here, "--live")
    assert told.returncode == 5 and "on stage" in told.stderr


def test_what_the_summit_itself_is_asked(organizer):
    path = f"/api/v1/summits/{SUMMIT}/questions"
    asked = organizer.server.call("POST", path, {"text": "Le sommet répondra-t-il ?"}, token=organizer.server.join())
    number = str(asked.json["number"])
    assert organizer.run("summit", "edit", "--threshold", "1000").returncode == 1
    told = organizer.does("summit", "edit", "--threshold", "1")
    assert "Own questions  1 upvotes oblige an answer" in told.stdout
    assert "owed" in organizer.does("question", "list", "--own").stdout
    told = organizer.does("question", "answer", number, "--own", "--written", "Oui.")
    assert "kept" in told.stdout
    assert organizer.json("question", "hide", number, "--own", "--reason", "off-topic")["state"] == "hidden"
    assert organizer.json("question", "restore", number, "--own")["state"] == "published"
    told = organizer.run("question", "hide", number, "--own", "-s", "obama", "--reason", "off-topic")
    assert told.returncode == 2 and "--session obama and --own" in told.stderr
    told = organizer.run("question", "hide", number, "--reason", "off-topic")
    assert told.returncode == 2 and "--session is missing" in told.stderr
    told = organizer.run("question", "show", "99", "--own")
    assert told.returncode == 4 and "tribune question list --own" in told.stderr
