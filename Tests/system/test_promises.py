"""The board by command line and feed, and messages to those who owe, on the real server."""
import csv
import email
import email.policy
import io
import xml.etree.ElementTree as ET

import pytest
from cli import Organizer, environment
from petition import Summit

ATOM = "{http://www.w3.org/2005/Atom}"
FORMULA = '=HYPERLINK("https://evil.example";"Cliquez ici") ?'
MARKUP = "<script>alert('&amp;')</script> ]]> « oui » ?"


@pytest.fixture
def summit(empty_server):
    return Summit(empty_server, contact="contact@example.org")


@pytest.fixture
def organizer(summit, tmp_path):
    return Organizer(summit.server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


def test_the_board_is_listed_late_ones_first(summit, organizer):
    assert "no such promise" in organizer.does("promise", "list").stderr
    owed = summit.promise("Qui paiera la facture ?")
    late = summit.promise("Pourquoi ce retard ?")
    kept = summit.promise("Une réponse, enfin ?")
    asked = summit.promise("Que vendez-vous de nous ?", "/organisations/marque")
    summit.late(late, 3)
    summit.settle(kept, "kept")
    lines = organizer.does("promise", "list").stdout.splitlines()
    assert len(lines) == 5 and "late" in lines[1] and "3 days late" in lines[1] and "Pourquoi ce retard ?" in lines[1]
    board = organizer.json("promise", "list")
    assert [each["question"]["id"] for each in board["promises"]] == [late, owed, asked, kept]
    assert board["counts"]["overdue"] == 1 and board["counts"]["owed"] == 3
    assert [each["debtor"] for each in board["promises"]] == ["organizers", "organizers", "organisation", "organizers"]

    def ids(*words):
        return [each["question"]["id"] for each in organizer.json("promise", "list", *words)["promises"]]
    assert ids("--overdue") == [late]
    assert ids("--state", "kept,void") == [kept]
    assert ids("--session", "ouverture", "--state", "owed") == [late, owed]
    assert ids("--organisation", "marque") == [asked]
    assert ids("--limit", "1") == [late]
    assert organizer.run("promise", "list", "--session", "nope").returncode == 4
    assert organizer.run("promise", "list", "--state", "lost").returncode == 2
    assert organizer.run("promise", "list", "--csv", "--overdue").returncode == 2


def test_the_table_and_the_feed_hold_what_people_wrote_as_text_alone(summit, organizer):
    for text in (FORMULA, MARKUP):
        summit.promise(text)
    rows = list(csv.DictReader(io.StringIO(organizer.does("promise", "list", "--csv").stdout)))
    assert {row["question"] for row in rows} == {"'" + FORMULA, MARKUP}
    for row in rows:
        assert all(not value or value[0] not in "=+-@\t\r" for value in row.values())
        assert row["state"] == "owed" and row["owed_by"] == "Sommet d'essai" and row["due_at"].startswith("20")

    answer = summit.server.call("GET", summit.path + "/promises.atom")
    feed = ET.fromstring(answer.body)
    assert feed.tag == ATOM + "feed"
    for name in ("id", "title", "updated", "author", "subtitle"):
        assert feed.find(ATOM + name) is not None, name
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert links["self"].endswith("/promises.atom?language=fr") and links["alternate"] == summit.server.url + "/essai/promises"
    entries = feed.findall(ATOM + "entry")
    assert len(entries) == 2
    titles = [entry.find(ATOM + "title").text for entry in entries]
    assert any(title.endswith(FORMULA.replace(" ?", "\u202f?")) for title in titles)
    assert any("<script>alert('&amp;')</script> ]]>" in title for title in titles)
    for entry in entries:
        assert summit.server.call("GET", entry.find(ATOM + "id").text.removeprefix(summit.server.url)).status == 200
        assert entry.find(ATOM + "updated").text <= feed.find(ATOM + "updated").text
        assert len(list(entry.iter())) == len(entry) + 1, "no markup but ours"
    head = summit.ledger()["head"]
    assert f"{head['seq']}:{head['hash']}" in feed.find(ATOM + "subtitle").text


def messages(folder):
    return {path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in folder.iterdir()}


def test_each_debtor_gets_one_message_that_a_mail_program_reads(summit, organizer, tmp_path):
    folder = tmp_path / "letters"
    assert "Nobody owes" in organizer.does("promise", "remind", "--output", str(folder)).stderr
    late = summit.promise("Pourquoi, « à l’heure », ce retard… 👩‍👩‍👧 = ?")
    summit.promise("Qui paiera la facture ?")
    summit.promise("Que vendez-vous de nous ?", "/organisations/marque")
    summit.late(late, 3)

    told = organizer.does("promise", "remind", "--output", str(folder), "--dry-run")
    assert "organizers.eml" in told.stdout and not folder.exists()
    told = organizer.does("promise", "remind", "--output", str(folder))
    assert "2 messages written" in told.stderr
    written = messages(folder)
    assert set(written) == {"organizers.eml", "organisation-marque.eml"}
    letter = written["organizers.eml"]
    assert not letter.defects
    assert letter["From"] == "contact@example.org" and letter["To"] == "undisclosed-recipients:;"
    assert letter["Subject"] == ("Réponses dues à « Sommet d'essai » : 2, dont 1 en retard / "
                                 "Answers owed at “Sommet d'essai”: 2, 1 late")
    assert letter["Date"].datetime.year >= 2017 and letter["Message-ID"].startswith("<")
    assert letter["X-Debtor"] == "Sommet d'essai"
    assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
    text = letter.get_content()
    assert "Pourquoi, « à l’heure », ce retard… 👩‍👩‍👧 = ?" in text
    assert "EN RETARD de 3 jours" in text and "LATE by 3 days" in text
    assert f"{summit.server.url}/essai/promises/{late}" in text
    assert text.index("Bonjour") < text.index("Hello")
    assert text.index("Pourquoi") < text.index("Qui paiera")
    assert "Que vendez-vous" not in text and "Que vendez-vous" in written["organisation-marque.eml"].get_content()
    assert all(len(line) <= 78 for line in (folder / "organizers.eml").read_bytes().split(b"\r\n"))


def test_nothing_is_overwritten_unless_it_is_said(summit, organizer, tmp_path):
    folder = tmp_path / "letters"
    late = summit.promise("Pourquoi ce retard ?")
    summit.promise("Que vendez-vous de nous ?", "/organisations/marque")
    summit.late(late, 3)
    organizer.does("promise", "remind", "--overdue", "--output", str(folder))
    assert [path.name for path in folder.iterdir()] == ["organizers.eml"]
    (folder / "organizers.eml").write_text("mine")
    told = organizer.run("promise", "remind", "--output", str(folder))
    assert told.returncode == 2 and "Overwrite organizers.eml" in told.stderr
    assert [path.read_text() for path in folder.iterdir()] == ["mine"]
    organizer.does("promise", "remind", "--output", str(folder), "--yes", "--from", "board@example.org")
    assert messages(folder)["organizers.eml"]["From"] == "board@example.org"
    assert len(messages(folder)) == 2
    assert organizer.run("promise", "remind", "--output", str(folder), "--from", "no address").returncode == 2
    assert organizer.run("promise", "remind", "--output", "/proc/none/letters", "--yes").returncode == 1


def test_a_summit_in_english_writes_in_english_and_needs_a_sender(empty_server, tmp_path):
    summit = Summit(empty_server, name="A trial", languages=("en",))
    organizer = Organizer(empty_server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))
    summit.promise("Who pays the bill?")
    told = organizer.run("promise", "remind", "--output", str(tmp_path / "letters"))
    assert told.returncode == 2 and "--from is missing" in told.stderr
    organizer.does("promise", "remind", "--output", str(tmp_path / "letters"), "--from", "board@example.org")
    letter = messages(tmp_path / "letters")["organizers.eml"]
    assert letter["Subject"] == "Answers owed at “A trial”: 1" and letter["Content-Language"] == "en"
    text = letter.get_content()
    assert "Bonjour" not in text and "one question awaits" in text
    assert "\n  Asked of: " in text and " :" not in text and ", no. 1, 6 votes" in text


def test_run_again_it_writes_to_those_who_still_owe_and_tells_of_the_others_letters(summit, organizer, tmp_path):
    folder = tmp_path / "letters"
    paid = summit.promise("Pourquoi ce retard ?")
    summit.promise("Qui paiera la facture ?")
    summit.promise("Que vendez-vous de nous ?", "/organisations/marque")
    organizer.does("promise", "remind", "--output", str(folder))
    summit.call("PUT", f"{summit.path}/questions/{paid}/answer", {"kind": "written", "text": "Voici pourquoi."})
    organizer.does("promise", "remind", "--output", str(folder), "--yes")
    text = messages(folder)["organizers.eml"].get_content()
    assert "Qui paiera" in text and "Pourquoi" not in text and "une question attend" in text
    owed = summit.call("GET", summit.path + "/promises?state=owed")["promises"]
    for each in owed:
        if "vendez" in each["question"]["text"]:
            path = f"{summit.path}/questions/{each['question']['id']}/answer"
            summit.call("PUT", path, {"kind": "written", "text": "Rien de vous."})
    told = organizer.does("promise", "remind", "--output", str(folder), "--yes")
    assert "from before, to whoever owes none of this now: organisation-marque.eml" in told.stderr
