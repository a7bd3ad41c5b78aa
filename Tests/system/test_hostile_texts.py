"""Whatever people write is shown harmlessly in every place, or refused with the field and the rule it breaks."""

import csv
import datetime
import email
import email.policy
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

import axe
from browser import phone, until
from cli import Organizer, environment, terminal
from hostile import ALLOWED, HARMFUL, KEPT_OF_ORGANIZERS, REFUSED
from petition import Summit

OK = "Une question tout à fait ordinaire ?"


@pytest.fixture
def summit(empty_server):
    summit = Summit(empty_server, contact="contact@example.org")
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    summit.call("POST", summit.path + "/sessions", {
        "slug": "finie", "title": "Une session finie", "startsAt": (now - datetime.timedelta(hours=1)).isoformat(),
        "endsAt": (now + datetime.timedelta(minutes=5)).isoformat()})
    return summit


def places(summit):
    """Where somebody can write: method, path, what is sent with a text in it, its field, by whom, and whether the hall's
    rules hold or those of the programme."""
    author, organizer = summit.people[0], summit.server.token
    asked = summit.call("POST", summit.path + "/sessions/ouverture/questions", {"text": OK}, token=author)
    question, questions = f"/questions/{asked['id']}", "/sessions/ouverture/questions"
    times = {"startsAt": "2026-01-01T09:00:00+01:00", "endsAt": "2026-01-01T10:00:00+01:00"}
    hide = {"action": "hide", "reason": "off_topic"}
    hall = {
        "question": ("POST", questions, lambda t: {"text": t}, "text", author),
        "question to the summit": ("POST", "/questions", lambda t: {"text": t}, "text", author),
        "name": ("POST", questions, lambda t: {"text": OK, "name": t}, "name", author),
        "edit": ("PATCH", question, lambda t: {"text": t}, "text", author),
        "edited name": ("PATCH", question, lambda t: {"name": t}, "name", author),
        "correction": ("PATCH", question, lambda t: {"action": "correct", "text": t}, "text", organizer),
        "translation": ("PATCH", question, lambda t: {"action": "translate", "language": "en", "text": t}, "text", organizer),
        "answer": ("PUT", question + "/answer", lambda t: {"kind": "written", "text": t}, "text", organizer),
        "announcement": ("POST", "/announcements", lambda t: {"text": t}, "text", organizer),
        "comment": ("PUT", "/sessions/finie/feedback", lambda t: {"stars": 3, "comment": t}, "comment", author),
    }
    programme = {
        "note": ("PATCH", question, lambda t: {**hide, "note": t}, "note", organizer),
        "session": ("POST", "/sessions", lambda t: {"title": t, **times}, "title", organizer),
        "abstract": ("POST", "/sessions", lambda t: {"title": "Titre", "abstract": t, **times}, "abstract", organizer),
        "room": ("POST", "/sessions", lambda t: {"title": "Titre", "room": t, **times}, "room", organizer),
        "speaker": ("POST", "/speakers", lambda t: {"name": t}, "name", organizer),
        "affiliation": ("POST", "/speakers", lambda t: {"name": "Ana", "affiliation": t}, "affiliation", organizer),
        "biography": ("POST", "/speakers", lambda t: {"name": "Ana", "biography": t}, "biography", organizer),
        "organisation": ("POST", "/organisations", lambda t: {"name": t}, "name", organizer),
        "summit": ("PATCH", "", lambda t: {"name": t}, "name", organizer),
        "place": ("PATCH", "", lambda t: {"place": t}, "place", organizer),
        "controller": ("PATCH", "", lambda t: {"controller": t}, "controller", organizer),
        "contact": ("PATCH", "", lambda t: {"contact": t}, "contact", organizer),
        "token": ("POST", "/tokens", lambda t: {"role": "moderator", "name": t}, "name", organizer),
    }
    return {name: (*place, True) for name, place in hall.items()} | {name: (*place, False) for name, place in programme.items()}


def test_what_breaks_a_rule_is_refused_by_field_and_rule_and_changes_nothing(summit):
    everywhere = places(summit)
    before = state(summit)
    wrong = []
    for place, (method, path, body, field, token, in_hall) in everywhere.items():
        for kind, (text, rule) in REFUSED.items():
            if kind in KEPT_OF_ORGANIZERS and not in_hall:
                continue
            answer = summit.server.call(method, summit.path + path, body(text), token=token)
            told = (answer.status, answer.json.get("field"), answer.json.get("rule"))
            # Ten thousand marks are too long where a text has a length, and a pile wherever.
            rules = {rule, "too_many_combining_marks"} if kind == "ten thousand marks" else {rule}
            if told[:2] != (422, field) or told[2] not in rules:
                wrong.append(f"{place}, {kind}: {told}")
    assert not wrong, "\n".join(wrong)
    assert state(summit) == before


def state(summit):
    """All that people wrote."""
    tables = ["wordings", "questions", "answers", "announcements", "ratings", "sessions", "speakers", "organisations", "rooms", "summits"]
    return {table: summit.server.sql(f"select coalesce(json_agg(t order by t::text), '[]') from {table} t") for table in tables}
