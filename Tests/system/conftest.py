"""Tribune as it is run: the real binary on a database of the test's own, called over HTTP, by command line and browser."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = str(ROOT / "Seeds")
BINARY = os.environ.get("TRIBUNE_BINARY", str(ROOT / ".build/debug/tribune"))


def psql(conninfo, sql):
    """Runs SQL as the cluster's superuser and returns the rows as text."""
    done = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", conninfo, "-c", sql], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Server:
    """`tribune serve`, started, killed and started again by the test."""

    database: str
    state: pathlib.Path
    seeds: str = ""
    environment: dict = field(default_factory=dict)
    process: subprocess.Popen = None
    url: str = ""

    def start(self, listen="127.0.0.1:0"):
        environment = {
            **os.environ, "TRIBUNE_DATABASE": self.database, "TRIBUNE_STATE": str(self.state),
            "TRIBUNE_LISTEN": listen, **({"TRIBUNE_SEEDS": self.seeds} if self.seeds else {}), **self.environment}
        self.log = open(self.state / "log", "a")
        self.process = subprocess.Popen(
            [BINARY, "serve"], env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        assert line.startswith("Tribune is ready at "), line + (self.state / "log").read_text()
        self.url = line.split(" at ")[1].strip()
        return self

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    @property
    def token(self):
        return (self.state / "organizer.token").read_text().strip()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ends it in good order; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def call(self, method, path, body=None, token=None, headers=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer

    def join(self, summit="imedia-2017"):
        answer = self.call("POST", f"/api/v1/summits/{summit}/attendees", {})
        assert answer.status == 201, answer.body
        return answer.json["token"]

    def sql(self, statement):
        return psql(self.database, statement)


@contextmanager
def serving(cluster, state, seeds=""):
    """A server on a database of its own, for all tests of a file."""
    name = "s_" + uuid.uuid4().hex
    psql(cluster, f"create database {name}")
    server = Server(f"{cluster} dbname={name}", state, seeds=seeds).start()
    yield server
    assert server.stop() == 0
    psql(cluster, f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def cluster():
    """The superuser's connection string to the throw-away cluster of `scripts/test`."""
    return os.environ["TRIBUNE_TEST_DATABASE"]


@pytest.fixture
def database(cluster):
    """An empty database, owned by an ordinary role as `scripts/postgres` makes it."""
    name = "s_" + uuid.uuid4().hex
    psql(cluster, f"create database {name}")
    yield f"{cluster} dbname={name}"
    psql(cluster, f"drop database {name} with (force)")


@pytest.fixture
def server(database, tmp_path):
    """Serving the seeds."""
    server = Server(database, tmp_path, seeds=SEEDS).start()
    yield server
    server.stop()


@pytest.fixture
def empty_server(database, tmp_path):
    """Serving nothing yet."""
    server = Server(database, tmp_path).start()
    yield server
    server.stop()
