"""Tribune as it is run: the real binary on a database of the test's own, called over HTTP, by command line and browser."""

import http.client
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = str(ROOT / "Seeds")
BINARY = os.environ.get("TRIBUNE_BINARY", str(ROOT / ".build/debug/tribune"))


#: Why a test may be skipped where none may be (`--no-skips`): nothing so far. What tests need, `scripts/setup test` installs.
MAY_SKIP = ()

#: The files that take longest come first, so that workers side by side end together.
LONGEST = ["test_browser_offline", "test_browser_screen", "test_browser_odd", "test_browser_phone", "test_accessibility",
           "test_browser_stage", "test_browser", "test_traps"]


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails, but for the reasons in MAY_SKIP")


def pytest_collection_modifyitems(items):
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONGEST)))


def refuse_skip(report, config):
    if report.skipped and not hasattr(report, "wasxfail") and config.getoption("no_skips"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason not in MAY_SKIP:
            report.outcome, report.longrepr = "failed", f"{report.nodeid} was skipped: {reason}"
    return report


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    refuse_skip((yield).get_result(), item.config)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    refuse_skip((yield).get_result(), collector.config)


def own_port():
    """A free port outside of what the kernel gives away: nobody else gets it while a server is down."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


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

    def start(self, listen=None):
        listen = listen or f"127.0.0.1:{own_port()}"
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
        return self.process.wait(timeout=60)

    def call(self, method, path, body=None, token=None, headers=None, timeout=60):
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


#: What was made by `template`, by the seeds in it.
templates = {}


def template(cluster, seeds):
    """A database as the first start leaves it, and the organizer's token of it: made once a worker, for tests to have copies."""
    if seeds not in templates:
        name = "t_" + uuid.uuid4().hex
        psql(cluster, f"create database {name}")
        with tempfile.TemporaryDirectory() as state:
            server = Server(f"{cluster} dbname={name}", pathlib.Path(state), seeds=seeds).start()
            token = server.token
            assert server.stop() == 0
        # One that somebody is connected to cannot be copied.
        psql(cluster, f"alter database {name} allow_connections false")
        templates[seeds] = name, token
    return templates[seeds]


@contextmanager
def own_database(cluster, template=None):
    """The connection string of a database that nobody else has; dropped afterwards."""
    name = "s_" + uuid.uuid4().hex
    psql(cluster, f"create database {name}" + (f" template {template}" if template else ""))
    try:
        yield f"{cluster} dbname={name}"
    finally:
        psql(cluster, f"drop database {name} with (force)")


@contextmanager
def serving(cluster, state, seeds=""):
    """A server on a database of its own, which was started for the first time by somebody else."""
    made, token = template(cluster, seeds)
    with own_database(cluster, made) as database:
        (state / "organizer.token").touch(0o600)
        (state / "organizer.token").write_text(token + "\n")
        server = Server(database, state, seeds=seeds).start()
        try:
            yield server
        finally:
            assert server.stop() == 0


@pytest.fixture(scope="session")
def cluster():
    """The superuser's connection string to the throw-away cluster of `scripts/test`."""
    yield (conninfo := os.environ["TRIBUNE_TEST_DATABASE"])
    for name, _ in templates.values():
        psql(conninfo, f"drop database {name} with (force)")


@pytest.fixture
def database(cluster):
    """An empty database."""
    with own_database(cluster) as database:
        yield database


@pytest.fixture
def server(cluster, tmp_path):
    """Serving the seeds."""
    with serving(cluster, tmp_path, SEEDS) as server:
        yield server


@pytest.fixture
def empty_server(cluster, tmp_path):
    """Serving nothing yet."""
    with serving(cluster, tmp_path) as server:
        yield server
