"""What the tests of the command line share: the real binary, a terminal, and a server that answers as told."""
import contextlib
import fcntl
import http.server
import json
import os
import pty
import re
import select
import socket
import struct
import subprocess
import termios
import threading
import time

from conftest import BINARY, own_port


def environment(home, **more):
    """Nothing of the machine's own logins, servers or colours."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color",
             "TRIBUNE_STATE": str(home) + "/no-state"}
    clean.update({name: str(value) for name, value in more.items()})
    return clean


def run(*words, env, stdin="", cwd=None):
    """The command off a terminal."""
    return subprocess.run([BINARY, *words], env=env, input=stdin, capture_output=True, text=True, timeout=120, cwd=cwd)


class Terminal:
    """The command on a terminal of its own; `screen` is all that it wrote."""

    def __init__(self, *words, env, columns=100, rows=30, program=BINARY):
        self.screen = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(program, [program, *words], env)
        self.resize(columns, rows)

    def resize(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        os.write(self.fd, keys.encode())

    def read(self, seconds):
        """Whether anything came."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.screen += data.decode(errors="replace")
        return bool(data)

    def wait_for(self, pattern, since=0, seconds=60):
        """Waits until `pattern` was written, after the first `since` characters; where it ends."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.screen[since:])):
            left = end - time.monotonic()
            assert left > 0, f"{pattern!r} did not come; the screen got {self.screen[since:]!r}"
            self.read(left)
        return since + found.end()

    @property
    def modes(self):
        return termios.tcgetattr(self.fd)[3]

    def echoes(self):
        return bool(self.modes & termios.ECHO)

    def is_raw(self):
        return not self.modes & termios.ICANON

    def end(self, seconds=60):
        """Waits for its end: the exit code, negative for a signal."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while self.read(0.01):
                pass
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = None
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"it did not end; the screen got {self.screen!r}")

    def close(self):
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


@contextlib.contextmanager
def terminal(*words, **options):
    it = Terminal(*words, **options)
    try:
        yield it
    finally:
        it.close()


class Organizer:
    """Runs commands as on the serving machine: server and token are found in its state folder."""

    summit = "imedia-2017"

    def __init__(self, server, env):
        (self.server, self.env) = (server, env)

    def run(self, *words, stdin=""):
        return run(*words, env=self.env, stdin=stdin)

    def does(self, *words, stdin=""):
        told = self.run(*words, stdin=stdin)
        assert told.returncode == 0, told.stderr
        return told

    def json(self, *words, stdin=""):
        return json.loads(self.does(*words, "--json", stdin=stdin).stdout)

    def ask(self, session, text, attendee=None, **more):
        """An attendee asks; the question's number and the attendee's token."""
        attendee = attendee or self.server.join()
        answer = self.server.call("POST", f"/api/v1/summits/{self.summit}/sessions/{session}/questions",
                                  {"text": text} | more, token=attendee)
        assert answer.status == 201, answer.body
        return answer.json["number"]


class FakeServer:
    """Answers as told, and only what it was told of: any other request fails the test that made it."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        self.unexpected = []
        self.port = own_port()
        self.start()

    def start(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                request = {"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body}
                outer.requests.append(request)
                told = outer.answers.get((self.command, self.path)) or outer.answers.get((self.command, self.path.partition("?")[0]))
                if told is None:
                    outer.unexpected.append(f"{self.command} {self.path}")
                    told = (404, {"type": "about:blank", "title": "Not told", "status": 404, "code": "not_found"})
                status, content, *more = told(request) if callable(told) else told
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                kind = "application/json" if status < 400 else "application/problem+json"
                self.send_response(status)
                headers = {"Content-Type": kind, "Content-Length": str(len(data))} | (more[0] if more else {})
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if status != 304:
                    self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

            def log_message(self, *ignored):
                pass

        class Server(http.server.ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = True

            def __init__(self, *arguments):
                super().__init__(*arguments)
                self.connections = []

            def process_request(self, request, address):
                self.connections.append(request)
                super().process_request(request, address)

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            for connection in self.server.connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self.thread.join()
            self.server = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def tell(self, method, path, status, content, headers=None):
        self.answers[method, "/api/v1" + path] = (status, content, headers or {})

    def problem(self, method, path, status, code, headers=None, **more):
        content = {"type": "about:blank", "title": code, "status": status, "code": code} | more
        self.tell(method, path, status, content, headers)


@contextlib.contextmanager
def fake_server():
    server = FakeServer()
    try:
        yield server
        assert not server.unexpected
    finally:
        server.stop()


def session(slug="opening", **more):
    return {"slug": slug, "guid": slug, "title": "Opening", "abstract": None, "startsAt": "2017-06-13T09:30:00+02:00",
            "endsAt": "2017-06-13T10:15:00+02:00", "room": "Auditorium", "speakers": [], "box": "open",
            "moderation": "reviewed", "threshold": 50, "version": 1, "audience": None, "closesAt": None,
            "cancelled": False} | more


def question(number, state="published", **more):
    return {"id": f"q{number}", "number": number, "session": "opening", "organisation": None,
            "text": f"Question {number}?", "name": None, "state": state, "upvotes": 1, "upvoted": False,
            "threshold": 50, "promise": None, "answer": None, "outcome": None,
            "askedAt": f"2017-06-13T09:31:{number:02}+02:00", "editedAt": None, "corrected": False,
            "highlighted": False, "nameVerified": False} | more


def summit(slug="imedia-2017"):
    return {"slug": slug, "name": "iMedia Brand Summit", "place": "Biarritz", "timeZone": "Europe/Paris",
            "startsOn": "2017-06-13", "endsOn": "2017-06-14", "languages": ["fr", "en"], "expectedAttendees": 500,
            "identity": "open", "thresholdRule": {"share": 10, "floor": 5, "ceiling": 150}, "answerPeriod": 14,
            "controller": None, "contact": None, "retention": None, "publicRatings": False, "closedAt": None}
