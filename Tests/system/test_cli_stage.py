"""Links for the stage, made by command line: the code in the terminal is the link."""

import json
import re

import pytest

from cli import Organizer, environment, run, terminal


@pytest.fixture
def organizer(server, tmp_path):
    return Organizer(server, environment(tmp_path, TRIBUNE_STATE=tmp_path))


def modules(screen):
    """The drawn code as rows of dark modules, two of which stand in a line."""
    rows = []
    for line in re.findall(r"\x1b\[38;5;16;48;5;231m([ █▀▄]+)\x1b\[0m", screen):
        rows += ["".join("1" if cell in upper else "0" for cell in line) for upper in ("█▀", "█▄")]
    return rows


def test_the_code_on_the_terminal_is_the_link_and_works_once(organizer, server):
    made = organizer.json("stage", "link", "obama", "--as", "moderator")
    assert made["role"] == "moderator" and made["url"].startswith(f"{server.url}/imedia-2017/obama/stage/")
    with terminal("stage", "link", "obama", env=organizer.env) as it:
        it.wait_for(r"tribune token revoke \d+")
        assert it.end() == 0
        url = re.search(r"http://\S+", it.screen).group()
        drawn = modules(it.screen)
    size = len(made["code"])
    # As many modules as the server makes of such a link, with the finder in three corners and four bare modules around.
    assert len(drawn[0]) == size + 8 and len(drawn) in (size + 8, size + 9)
    assert all(set(row[:4] + row[-4:]) == {"0"} for row in drawn) and set("".join(drawn[:4])) == {"0"}
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for top, left in ((4, 4), (4, 4 + size - 7), (4 + size - 7, 4)):
        assert [row[left:left + 7] for row in drawn[top:top + 7]] == finder
    path = url.removeprefix(server.url)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    assert server.call("GET", path).status == 200
    assert server.call("POST", path, "key=the-key-of-this-page", headers=form).status == 303
    assert server.call("POST", path, "key=another-key-of-a-page", headers=form).status == 410
    listed = organizer.does("token", "list").stdout
    assert "stage of obama" in listed and "link until" in listed and re.search(r"until \d{4}-", listed)


def test_off_a_terminal_the_link_alone_goes_to_standard_output(organizer, server):
    told = organizer.does("stage", "link", "obama", "--for", "5")
    assert told.stdout.strip().startswith(server.url) and len(told.stdout.splitlines()) == 1
    assert "Works once" in told.stderr
    room = server.call("GET", "/api/v1/summits/imedia-2017/rooms").json["rooms"][0]["slug"]
    assert f"/rooms/{room}/stage/" in organizer.does("stage", "link", "--room", room).stdout
    revoked = re.search(r"revoke (\d+)", told.stderr).group(1)
    organizer.does("token", "revoke", revoked, "--yes")
    assert server.call("GET", told.stdout.strip().removeprefix(server.url)).status == 410


def test_a_revoked_token_takes_along_the_stages_that_it_linked(organizer, server, tmp_path):
    made = organizer.does("token", "create", "--role", "organizer", "--name", "Inès")
    (tmp_path / "lost").write_text(made.stdout)
    lost = environment(tmp_path, TRIBUNE_SERVER=server.url, TRIBUNE_TOKEN_FILE=tmp_path / "lost")
    link = json.loads(run("stage", "link", "obama", "--json", env=lost).stdout)
    maker = next(each for each in organizer.json("token", "list")["tokens"] if each["id"] == link["id"])["stage"]["madeBy"]
    assert maker["role"] == "organizer" and f"Inès ({maker['id']})" in organizer.does("token", "list").stdout
    dry = organizer.does("token", "revoke", maker["id"], "--dry-run").stderr
    assert f"and with it the stages that it linked: {link['id']}." in dry
    path = link["url"].removeprefix(server.url)
    assert server.call("GET", path).status == 200
    organizer.does("token", "revoke", maker["id"], "--yes")
    assert server.call("GET", path).status == 410
    assert organizer.does("token", "list").stdout.count("revoked") >= 2


def test_a_narrow_terminal_gets_the_link_and_is_told_why(organizer):
    with terminal("stage", "link", "obama", env=organizer.env, columns=40) as it:
        it.wait_for("too narrow")
        assert it.end() == 0 and not modules(it.screen) and "/obama/stage/" in it.screen


@pytest.mark.parametrize("words, status, said", [
    ((), 2, "Say whose stage it is"), (("obama", "--room", "x"), 2, "Say whose stage it is"),
    (("obam",), 4, "Did you mean “obama”?"), (("--room", "nowhere"), 4, "There is no room “nowhere”"),
    (("obama", "--as", "king"), 2, "speaker, moderator"), (("obama", "--for", "0"), 2, "1 to 1440"),
])
def test_mistakes_are_said(organizer, words, status, said):
    told = run("stage", "link", *words, env=organizer.env)
    assert told.returncode == status and said in told.stderr and not told.stdout
