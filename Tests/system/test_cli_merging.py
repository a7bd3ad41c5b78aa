"""Merging, carrying over and translating by command line, on the real server."""
import pytest
from cli import Organizer, environment


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path, NO_COLOR="1"))


@pytest.fixture
def numbers(organizer):
    """Three questions of the session, of three people."""
    return [organizer.ask("obama", f"Qui répond à la question d'essai {place} ?") for place in range(3)]


HERE = ("--session", "obama")


def upvotes(organizer, number):
    listed = organizer.json("question", "list", *HERE, "--all")["questions"]
    return next(each["upvotes"] for each in listed if each["number"] == number)


def test_questions_are_merged_and_parted_by_number(organizer, numbers):
    first, second, third = map(str, numbers)
    tried = organizer.does("question", "merge", second, "--into", first, *HERE, "--dry-run")
    assert "Nothing was changed" in tried.stderr and upvotes(organizer, numbers[0]) == 1
    told = organizer.does("question", "merge", second, third, "--into", first, *HERE, "--reason", "answered-before")
    assert f"#{second} is merged into #{first}." in told.stderr and f"merged into #{first}" in told.stdout
    assert upvotes(organizer, numbers[0]) == 3
    assert f"merged into #{first}" in organizer.does("question", "show", second, *HERE).stdout
    shown = organizer.json("question", "show", third, *HERE)
    assert shown["state"] == "merged" and shown["mergedInto"]["number"] == numbers[0]
    assert shown["curation"]["reason"] == "answered_before"
    told = organizer.run("question", "unmerge", second, *HERE)
    assert told.returncode == 5 and "latest first" in told.stderr
    told = organizer.does("question", "unmerge", third, second, *HERE)
    assert f"#{second} stands by itself again" in told.stderr and upvotes(organizer, numbers[0]) == 1
    assert "question.merged" in organizer.does("ledger", "show").stdout
    assert organizer.run("question", "merge", first, "--into", first, *HERE).returncode == 5
    assert organizer.run("question", "merge", first, *HERE).returncode == 2
    assert organizer.run("question", "merge", first, "--into", "999", *HERE).returncode == 4


def test_approving_merges_at_once(organizer):
    organizer.does("session", "edit", "atelier", "--moderation", "reviewed")
    organizer.does("session", "open", "atelier", "--yes")
    first, second = (str(organizer.ask("atelier", f"Une question d'essai {place} ?")) for place in range(2))
    organizer.does("question", "approve", first, "--session", "atelier")
    told = organizer.does("question", "approve", second, "--into", first, "--session", "atelier")
    assert f"#{second} is merged into #{first}." in told.stderr


def test_questions_are_carried_over(organizer, numbers):
    before = organizer.json("question", "list", *HERE)["questions"]
    first, second = map(str, numbers[:2])
    told = organizer.does("question", "move", first, second, "--to", "atelier", *HERE, "--dry-run")
    assert "Nothing was changed" in told.stderr and f"#{first} moved to atelier" in told.stderr
    told = organizer.does("question", "move", first, second, "--to", "atelier", *HERE)
    assert f"#{first} is #" in told.stderr and " of atelier now." in told.stderr
    texts = [each["text"] for each in organizer.json("question", "list", "--session", "atelier")["questions"]]
    assert [text for text in texts if "question d'essai" in text]
    tried = organizer.does("question", "move", "--all-unanswered", "--to-summit", *HERE, "--dry-run")
    assert f"#{numbers[2]} moved to the summit." in tried.stderr
    organizer.does("question", "move", "--all-unanswered", "--to-summit", *HERE)
    left = organizer.json("question", "list", *HERE)["questions"]
    assert len(left) < len(before) and all(each["answer"] for each in left)
    assert "question.moved" in organizer.does("ledger", "show").stdout


def test_moving_wrongly_says_what_is_missing(organizer, numbers):
    number = str(numbers[0])
    for words in (["move", number], ["move", "--to-summit"], ["move", number, "--to", "atelier", "--to-summit"],
                  ["move", number, "--all-unanswered", "--to-summit"]):
        assert organizer.run("question", *words, *HERE).returncode == 2, words
    told = organizer.run("question", "move", number, "--to", "nowhere", *HERE)
    assert told.returncode == 1 and "field: to" in told.stderr
    organizer.does("session", "cancel", "atelier", "--yes")
    assert organizer.run("question", "move", number, "--to", "atelier", *HERE).returncode == 5


def test_a_question_is_translated(organizer, numbers):
    number = str(numbers[0])
    told = organizer.does("question", "translate", number, "Who answers the test question?", "--language", "en", *HERE)
    assert "Who answers the test question? (en)" in told.stdout
    piped = organizer.json("question", "translate", number, "-", "-l", "en", *HERE, stdin="Who answers it?\n")
    assert piped["translation"] == {"language": "en", "text": "Who answers it?"}
    assert organizer.json("question", "translate", number, "--remove", *HERE)["translation"] is None
    assert organizer.run("question", "translate", number, "Who?", *HERE).returncode == 2
    assert organizer.run("question", "translate", number, *HERE).returncode == 2
    told = organizer.run("question", "translate", number, "Who?", "--language", "English", *HERE)
    assert told.returncode == 1 and "field: language" in told.stderr
