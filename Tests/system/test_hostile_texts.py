"""Whatever people write is shown harmlessly in every place, or refused with the field and the rule it breaks."""

import csv
import datetime
import email
import email.policy
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest

import axe
from browser import keys, phone, until
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


# Shown ----------------------------------------------------------------------------------------------------------------

#: What was started that no page of ours starts, and what a policy had to stop.
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", event => broken.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => broken.push(name);
"""

#: Elements and attributes that can only come from a text, and what reaches over the edge.
STRANGE = """
[...broken,
 ...[...document.querySelectorAll("img, iframe, object, embed, base, svg[onload], script:not([src], [type='application/json'])")]
   .map(element => element.outerHTML.slice(0, 100)),
 ...[...document.querySelectorAll("*")].filter(element => [...element.attributes].some(({ name }) => name.startsWith("on")))
   .map(element => element.outerHTML.slice(0, 100)),
 ...document.documentElement.scrollWidth > document.documentElement.clientWidth
   ? [`${document.documentElement.scrollWidth} px wide: ` + [...document.querySelectorAll("body *")].filter(element =>
       element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && element.checkVisibility())
       .slice(0, 2).map(element => element.outerHTML.slice(0, 160))] : []]
"""


@pytest.fixture
def troubled(summit):
    """Every text that is allowed, in every place that takes it."""
    markup, word = ALLOWED["markup"], ALLOWED["word"]
    name = '<b onclick="alert(7)">"Léa"\u2019s</b> ' + "W" * 25
    summit.call("PATCH", summit.path, {
        "name": markup, "place": ALLOWED["attribute"], "controller": markup, "contact": "x@example.org"})
    summit.call("POST", summit.path + "/speakers", {"slug": "lea", "name": markup, "affiliation": ALLOWED["arabic"], "biography": markup})
    summit.call("PATCH", summit.path + "/sessions/ouverture", {
        "title": markup + word, "abstract": ALLOWED["entities"], "room": ALLOWED["header"], "speakers": ["lea"]})
    summit.call("POST", summit.path + "/organisations", {"slug": "autre", "name": ALLOWED["formula"]})
    summit.call("PATCH", summit.path + "/organisations/marque", {"name": markup})
    summit.call("POST", summit.path + "/announcements", {"text": markup + " " + word * 3})
    summit.call("PUT", summit.path + "/sessions/finie/feedback", {"stars": 2, "comment": markup}, token=summit.people[0])
    summit.asked = {}
    for kind, text in ALLOWED.items():
        person = summit.server.join(summit.slug)
        body = {"text": text if len(text) > 9 else text + word, "name": ALLOWED["arabic"] if kind == "arabic" else name}
        summit.asked[kind] = summit.call("POST", summit.path + "/sessions/ouverture/questions", body, token=person)
    promised = ["formula", "markup", "word", "arabic", "families", "attribute"]
    for kind in promised:
        for person in summit.people:
            summit.call("PUT", f"{summit.path}/questions/{summit.asked[kind]['id']}/upvote", token=person)
    answer = {"kind": "written", "text": markup + "\n" + ALLOWED["formula"] + "\n" + word * 5}
    summit.call("PUT", f"{summit.path}/questions/{summit.asked['markup']['id']}/answer", answer)
    summit.call("PATCH", f"{summit.path}/questions/{summit.asked['minus']['id']}",
                {"action": "hide", "reason": "off_topic", "note": markup})
    summit.call("PATCH", f"{summit.path}/questions/{summit.asked['arabic']['id']}",
                {"action": "translate", "language": "en", "text": markup})
    summit.call("PATCH", f"{summit.path}/questions/{summit.asked['word']['id']}", {"action": "highlight"})
    return summit


def flat(text):
    """As it is kept, without the white space that French typography and line breaks are free to change."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def test_pages_show_texts_as_texts_and_keep_their_shape(troubled):
    s, asked = f"/{troubled.slug}", troubled.asked
    hidden = {"minus"}
    paths = ["/", s, f"{s}/ouverture", f"{s}/ouverture?view=new", f"{s}/ouverture?view=mine", f"{s}/finie", f"{s}/ouverture/screen",
             f"{s}/promises", f"{s}/promises/{asked['markup']['id']}", f"{s}/promises/{asked['arabic']['id']}", f"{s}/ledger",
             f"{s}/organisations", f"{s}/organisations/marque", f"{s}/organisations/autre", f"{s}/privacy", f"{s}/privacy/me",
             f"{s}/receipts/{asked['markup']['receipt']}", f"{s}/receipts/{asked['minus']['receipt']}", f"{s}/%3Cscript%3Ealert(8)%3C"]
    wrong = []
    with phone() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.setCookie", {
            "name": "tribune_attendee", "value": troubled.people[0], "url": troubled.server.url, "path": s})
        for path in paths:
            driver.get(troubled.server.url + path)
            until(driver, lambda d: axe.evaluate(d, "document.readyState") == "complete")
            for width in [390, 320]:
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                    "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True})
                wrong += [f"{path} at {width}: {strange}" for strange in axe.evaluate(driver, STRANGE)]
        assert not wrong, "\n".join(wrong)

        driver.get(f"{troubled.server.url}{s}/ouverture")
        body = flat(axe.evaluate(driver, "document.body.textContent"))
        for kind, text in ALLOWED.items():
            assert (flat(text) in body) == (kind not in hidden), kind
        # What comes by the stream and by typing is text as well.
        driver.execute_script("document.querySelector('.bar a').click()")
        keys(driver, "#text", ALLOWED["markup"][:60])
        until(driver, lambda d: d.find_elements("css selector", "#similar blockquote"))
        troubled.call("POST", troubled.path + "/announcements", {"text": "Encore : " + ALLOWED["markup"]})
        until(driver, lambda d: "Encore" in axe.evaluate(d, "document.getElementById('announcements').textContent"))
        assert axe.evaluate(driver, STRANGE) == []


def test_a_name_from_right_to_left_leaves_its_line_in_order(troubled):
    with phone() as driver:
        driver.get(f"{troubled.server.url}/{troubled.slug}/ouverture")
        number = troubled.asked["arabic"]["number"]
        order = axe.evaluate(driver, f"""(() => {{
          const row = document.getElementById("q-{number}");
          const [name, time] = [row.querySelector(".by b"), row.querySelector(".by time")].map(e => e.getBoundingClientRect());
          return [name.left, name.top, time.left, time.top];
        }})()""")
        assert order[2] > order[0] or order[3] > order[1], order
        # Nor do a speaker's affiliation and the hours behind it mix.
        hours = axe.evaluate(driver, """(() => {
          const text = document.querySelector(".who").lastChild, at = text.data.lastIndexOf("·");
          const box = (from, to) => { const range = new Range(); range.setStart(text, from); range.setEnd(text, to); return range.getBoundingClientRect(); };
          const words = [...text.data.slice(at).matchAll(/·|[0-9]+/g)].map(({ index, 0: digits }) => box(at + index, at + index + digits.length));
          return words.map(({ left, top }) => [Math.round(top), Math.round(left)]);
        })()""")
        assert len(hours) >= 3 and hours == sorted(hours), hours


def test_tables_feeds_messages_and_terminals_take_them_as_texts(troubled, tmp_path):
    answer = troubled.server.call("GET", troubled.path + "/promises.csv")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert all(not cell or cell[0] not in "=+-@\t\r" for row in rows for cell in row.values())
    feed = ET.fromstring(troubled.server.call("GET", troubled.path + "/promises.atom").body)
    assert {element.tag.split("}")[1] for element in feed.iter()} <= {
        "feed", "id", "title", "subtitle", "updated", "published", "author", "name", "link", "entry", "summary", "content",
        "generator", "category", "rights", "icon", "logo"}
    for path in ["/promises", "/ledger", "/sessions", "/questions", "/sessions/ouverture/questions", "/announcements"]:
        answer = troubled.server.call("GET", troubled.path + path, token=troubled.server.token)
        assert answer.headers["Content-Type"].startswith("application/json"), path
        assert json.loads(answer.body), path

    organizer = Organizer(troubled.server, environment(tmp_path, TRIBUNE_STATE=tmp_path))
    organizer.does("promise", "remind", "--output", str(tmp_path / "letters"))
    letters = list((tmp_path / "letters").iterdir())
    assert letters
    for letter in letters:
        message = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
        assert not message.defects and message["Bcc"] is None and message.get_content_type() == "text/plain"
        assert len(message.get_all("Subject")) == len(message.get_all("To")) == 1

    for words in [["question", "list", "-s", "ouverture"], ["session", "list"], ["promise", "list"], ["announcement", "list"],
                  ["ledger", "show"], ["feedback", "show", "finie"], ["summit", "show"], ["organisation", "list"]]:
        with terminal(*words, env=organizer.env, columns=100) as screen:
            assert screen.end() == 0, (words, screen.screen)
            # Its own colours, and nothing else that a terminal obeys.
            rest = re.sub(r"\x1b\[[0-9;]*m", "", screen.screen).replace("\r\n", "\n")
            assert not set(rest) & set(HARMFUL), (words, set(rest) & set(HARMFUL))


def test_a_schedule_brings_no_controls_in(empty_server, tmp_path):
    hostile = {kind: text for kind, (text, _) in REFUSED.items()}
    events = [{"guid": f"00000000-0000-0000-0000-{number:012}", "id": number, "date": f"2026-06-13T{9 + number % 10:02}:00:00+02:00",
               "start": f"{9 + number % 10:02}:00", "duration": "00:45", "room": f"Salle {number}", "slug": f"s{number}",
               "title": text, "abstract": text, "persons": [{"id": number, "public_name": text}]}
              for number, text in enumerate(hostile.values())]
    schedule = {"schedule": {"version": "1", "conference": {
        "acronym": "hostile", "title": "Sommet " + hostile["override"], "start": "2026-06-13", "end": "2026-06-13", "daysCount": 1,
        "timeslot_duration": "00:15", "time_zone_name": "Europe/Paris", "days": [{
            "index": 1, "date": "2026-06-13", "day_start": "2026-06-13T08:00:00+02:00", "day_end": "2026-06-13T23:00:00+02:00",
            "rooms": {event["room"]: [event] for event in events}}]}}}
    (tmp_path / "schedule.json").write_text(json.dumps(schedule))
    organizer = Organizer(empty_server, environment(tmp_path, TRIBUNE_STATE=tmp_path))
    organizer.does("programme", "import", str(tmp_path / "schedule.json"))
    slug = organizer.json("summit", "list")["summits"][0]["slug"]
    for path in ["", "/sessions", "/speakers"]:
        told = empty_server.call("GET", f"/api/v1/summits/{slug}{path}").json
        said = json.dumps(told, ensure_ascii=False).replace("\\n", " ")
        harmful = set(HARMFUL) - set("\u200b\ufeff")
        assert not set(said) & harmful and not re.search(r"\\u00[0-9a-f]{2}|\\[bf]", said), path
        assert "\u0334" * 5 not in said
    assert len(empty_server.call("GET", f"/api/v1/summits/{slug}/sessions").json["sessions"]) == len(events)
