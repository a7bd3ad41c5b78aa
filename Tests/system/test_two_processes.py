"""Two processes on one database, on one port and each on its own: what is done through one is seen through the other."""

import http.client
import json
import os
import pathlib
import time

import pytest

from conftest import Server, own_database, template
from hall import Hall

SCHEDULE = {"schedule": {"conference": {
    "acronym": "essai", "title": "Sommet d’essai", "start": "2017-06-13", "end": "2017-06-13", "timeslot_duration": "00:15",
    "time_zone_name": "Europe/Paris", "days": [{"index": 1, "date": "2017-06-13", "rooms": {"Petite salle": [{
        "id": 1, "guid": "une-session", "title": "Une session de plus", "date": "2017-06-13T10:00:00+02:00",
        "start": "10:00", "duration": "00:30"}]}}]}}}


def until(is_so, what):
    """Waits until it is so; every look is an answer of a server that has to come."""
    end = time.monotonic() + 30
    while not (seen := is_so()):
        assert time.monotonic() < end, what
    return seen


def accepted(server_port, client_port):
    """The server's socket of a connection on this machine."""
    local, remote = (f"0100007F:{port:04X}" for port in (server_port, client_port))
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1:3] == [local, remote]:
            return f"socket:[{fields[9]}]"
    return None


def holds(pid, socket):
    for descriptor in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            if os.readlink(descriptor) == socket:
                return True
        except FileNotFoundError:
            pass
    return False


class Side:
    """One of the two processes, called over connections that it accepted itself."""

    def __init__(self, server, other):
        self.server, self.other, self.token, self.url = server, other, server.token, server.url
        self.connection = self.connect()

    def connect(self):
        """Where both listen on one port, the kernel chooses: again, until it chose this one."""
        def connected():
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
            # Once it has answered, a process has accepted it.
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            socket = accepted(self.server.port, connection.sock.getsockname()[1])
            sides = [side.process for side in (self.server, self.other) if side.process.poll() is None]
            pids = [process.pid for process in sides if holds(process.pid, socket)]
            assert pids, "nobody accepted the connection"
            if pids == [self.server.process.pid]:
                return connection
            connection.close()
            return None
        return until(connected, "a connection to this process")

    def call(self, method, path, body=None, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        answer = response.status, response.read()
        if response.will_close:
            self.connection = self.connect()
        return Called(*answer)

    def join(self, summit):
        return self.call("POST", f"/api/v1/summits/{summit}/attendees", {}).json["token"]

    def stream(self, path):
        """The states that a session's stream tells."""
        connection = self.connect()
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 200
        while line := response.readline().decode():
            if line.startswith("data: ") and '"questions"' in line:
                yield json.loads(line[6:])


class Called:
    def __init__(self, status, body):
        self.status, self.body = status, body

    @property
    def json(self):
        return json.loads(self.body)


@pytest.fixture(params=["one port", "a port each"])
def sides(request, cluster, tmp_path):
    """Both processes: the first port is free, and so is shared or not."""
    made, token = template(cluster, "")
    with own_database(cluster, made) as database:
        servers = []
        for name in ("first", "second"):
            state = tmp_path / name
            state.mkdir()
            (state / "organizer.token").touch(0o600)
            (state / "organizer.token").write_text(token + "\n")
            shares = request.param == "one port"
            server = Server(database, state, environment={"TRIBUNE_SHARE_PORT": "1"} if shares else {})
            listen = f"127.0.0.1:{servers[0].port}" if shares and servers else "127.0.0.1:0"
            servers.append(server.start(listen))
        try:
            yield Side(*servers), Side(*reversed(servers))
        finally:
            for server in servers:
                server.stop()


def test_what_is_done_through_one_is_seen_through_the_other_and_one_goes_on_alone(sides):
    first, second = sides
    hall = Hall(first)
    hall.session("ouverture", "Ouverture", -10, 50)
    hall.session("suite", "Suite", 60, 120)
    hall.change("ouverture", box="open")
    question = hall.ask("ouverture", "Qui répond, et jusqu’à quand ?", upvotes=1)
    path = f"{hall.path}/sessions/ouverture"
    states = second.stream(f"{path}/live")

    def told(is_so):
        return next(state for state in states if is_so(state))

    def listed(side, is_so):
        return until(lambda: is_so(side.call("GET", f"{path}/questions").json["questions"][0]), "the list")

    told(lambda state: state["box"] == "open" and state["total"] == 1)
    # A vote.
    hall.sign(question)
    told(lambda state: state["questions"][0]["upvotes"] == 2)
    listed(second, lambda shown: shown["upvotes"] == 2)
    # The stage.
    hall.curate(question, "highlight")
    told(lambda state: state["highlighted"] and state["highlighted"]["id"] == question)
    # An answer.
    hall.call("PUT", f"{hall.path}/questions/{question}/answer", {"kind": "written", "text": "Nous, dans les dix jours."})
    told(lambda state: state["questions"][0].get("answer"))
    listed(second, lambda shown: shown["answer"]["text"].startswith("Nous"))
    # The box.
    hall.change("ouverture", box="paused")
    told(lambda state: state["box"] == "paused")
    assert second.call("GET", path).json["box"] == "paused"
    # A programme that is imported.
    upload = hall.call("POST", "/api/v1/programmes")["upload"]
    hall.call("PUT", f"/api/v1/programmes/{upload}/parts/0", json.dumps(SCHEDULE).encode())
    hall.call("POST", f"/api/v1/programmes/{upload}/import?summit=essai&accept=summit_unclear")
    until(lambda: any(each["title"] == "Une session de plus" for each in second.call(
        "GET", f"{hall.path}/sessions").json["sessions"]), "the imported session")
    # And the other way round.
    hall.server = second
    states = first.stream(f"{hall.path}/sessions/suite/live")
    told(lambda state: True)
    hall.change("suite", box="open")
    told(lambda state: state["box"] == "open")

    # One is killed: the other serves, also whoever connects anew, and its streams go on.
    states = second.stream(f"{hall.path}/sessions/suite/live")
    told(lambda state: state["total"] == 0)
    first.server.kill()
    for _ in range(10):
        assert second.server.call("GET", "/readyz").status == 200
    again = hall.ask("suite", "Et maintenant, qui répond ?", upvotes=2)
    told(lambda state: state["total"] == 1 and state["questions"][0]["upvotes"] == 2)
    # Started again, it knows what was done without it.
    first.server.start(f"127.0.0.1:{first.server.port}")
    first.connection = first.connect()
    until(lambda: first.call("GET", f"{hall.path}/questions/{again}").json["upvotes"] == 2, "what was done meanwhile")
    hall.server = first
    hall.sign(again)
    told(lambda state: state["questions"][0]["upvotes"] == 3)
