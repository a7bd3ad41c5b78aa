"""What no HTTP library would send, sent to the real binary: each is answered or closed as it should be, and the server
serves on."""

import queue
import re
import resource
import socket
import threading
import time

import pytest

from conftest import SEEDS, serving

SUMMIT = "/api/v1/summits/imedia-2017"
JOIN = f"POST {SUMMIT}/attendees HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
# It makes an attendee, so that the database tells whether it ran.
SMUGGLED = f"{JOIN}Content-Length: 2\r\n\r\n{{}}"


@pytest.fixture(scope="module")
def server(cluster, tmp_path_factory):
    """One for all these tests: whatever the others sent, it serves on."""
    with serving(cluster, tmp_path_factory.mktemp("traps"), SEEDS) as server:
        yield server


@pytest.fixture(scope="module", autouse=True)
def dripping(server):
    """Two that send a letter now and then, all the while that the other tests are served: after how long each was cut off."""
    def drip(beginning, closed):
        started = time.monotonic()
        connection = connect(server)
        send(connection, beginning)
        connection.settimeout(0.2)
        # Long past any limit: a server that never cuts it off is told from one on a machine that does other things beside.
        while time.monotonic() - started < 120:
            try:
                if connection.recv(65536) == b"":
                    return closed.put(time.monotonic() - started)
            except TimeoutError:
                send(connection, "x")
            except ConnectionResetError:
                return closed.put(time.monotonic() - started)
        closed.put(None)

    found = []
    for beginning in ["GET /healthz HTTP/1.1\r\nHost: te", f"{JOIN}Content-Length: 60000\r\n\r\n"]:
        found.append(queue.Queue())
        threading.Thread(target=drip, args=(beginning, found[-1]), daemon=True).start()
    return found


def connect(server):
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def send(connection, data):
    """Whatever the server takes of it: it may close before all was sent."""
    try:
        connection.sendall(data if isinstance(data, bytes) else data.encode())
    except OSError:
        pass


def everything(connection):
    """All that comes until the server closes."""
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionResetError:
        pass
    return received


def answer(connection):
    """One answer whose length is told, and no more."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += (chunk := connection.recv(1))
        assert chunk, received
    length = 0
    for line in received.decode().split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    body = b""
    while len(body) < length:
        body += (chunk := connection.recv(length - len(body)))
        assert chunk
    return received.decode(), body


def status(received):
    return int(received.split(b" ", 2)[1])


def answers(received):
    return len(re.findall(rb"HTTP/1\.[01] \d{3} ", received))


def attendees(server):
    return int(server.sql("select count(*) from attendees"))


def serves_on(server):
    assert server.call("GET", "/healthz").status == 200
    assert server.call("GET", f"{SUMMIT}/sessions/obama/questions").status == 200


@pytest.mark.parametrize(
    "request_", [
        f"{JOIN}Content-Length: 0\r\nContent-Length: {len(SMUGGLED)}\r\n\r\n",
        f"{JOIN}Content-Length: {len(SMUGGLED)}\r\nContent-Length: 0\r\n\r\n",
        f"{JOIN}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        f"{JOIN}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        f"{JOIN}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        f"{JOIN}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        f"{JOIN}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        f"{JOIN}Content-Length : 0\r\n\r\n",
        f"{JOIN}Content-Length: +0\r\n\r\n",
        f"{JOIN}Content-Length: 0, 0\r\n\r\n",
        f"{JOIN}Content-Length: 0x0\r\n\r\n",
        f"{JOIN}Content-Length: -1\r\n\r\n",
        f"POST {SUMMIT}/attendees HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        f"{JOIN}Host: elsewhere\r\nContent-Length: 0\r\n\r\n",
        f"POST {SUMMIT}/attendees HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        f"HEAD {SUMMIT} HTTP/1.1\r\nHost: test\r\nContent-Length: {len(SMUGGLED)}\r\n\r\n",
        "GET /healthz HTTP/2.0\r\nHost: test\r\n\r\n",
        "GET /healthz\r\n\r\n",
    ])
def test_a_request_that_could_be_read_differently_is_refused_and_nothing_behind_it_runs(server, request_):
    before = attendees(server)
    connection = connect(server)
    send(connection, request_ + SMUGGLED)
    received = everything(connection)  # the server closes: the connection is of no more use
    assert status(received) in (400, 413), received
    assert answers(received) == 1, received
    assert attendees(server) == before
    serves_on(server)


@pytest.mark.parametrize("method", ["GET", "DELETE", "OPTIONS"])
def test_a_body_where_none_is_expected_is_no_request_of_its_own(server, method):
    before = attendees(server)
    connection = connect(server)
    send(connection, f"{method} {SUMMIT} HTTP/1.1\r\nHost: test\r\nContent-Length: {len(SMUGGLED)}\r\n"
                     f"Connection: close\r\n\r\n{SMUGGLED}")
    assert answers(everything(connection)) == 1
    assert attendees(server) == before


@pytest.mark.parametrize("size", ["2", "0x2", "+2", " 2", "002"])
def test_nothing_runs_behind_a_chunked_body(server, size):
    before = attendees(server)
    connection = connect(server)
    send(connection, f"{JOIN}Transfer-Encoding: chunked\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n{SMUGGLED}")
    received = everything(connection)
    assert status(received) == 201 and answers(received) == 1, received
    assert attendees(server) == before + 1


def test_head_says_what_get_would_and_leaves_the_connection_in_step(server):
    paths = ["/healthz", f"{SUMMIT}/sessions", f"{SUMMIT}/sessions/obama/live", "/imedia-2017/obama", "/nowhere", "/%zz"]
    connection = connect(server)
    for path in paths:
        send(connection, f"HEAD {path} HTTP/1.1\r\nHost: test\r\n\r\n")
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += (chunk := connection.recv(1))
            assert chunk, head
        # Were there a body, it would come before the next answer.
        send(connection, "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")
        header, body = answer(connection)
        assert header.startswith("HTTP/1.1 200") and body == b"ok\n", (path, header)
    assert server.call("HEAD", f"{SUMMIT}/sessions").headers["Content-Length"] == str(
        len(server.call("GET", f"{SUMMIT}/sessions").body))


def test_what_is_too_large_is_refused(server):
    body = "x" * ((64 << 10) + 1)
    for request, expected in [
        (f"{JOIN}Content-Length: {len(body)}\r\n\r\n{body}", 413),
        (f"{JOIN}Content-Length: 99999999999999999999\r\n\r\n", 413),
        (f"{JOIN}Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n", 413),
        (JOIN + "Transfer-Encoding: chunked\r\n\r\n" + ("4000\r\n" + "x" * 0x4000 + "\r\n") * 5 + "0\r\n\r\n", 413),
        (JOIN + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", 413),
        ("GET /healthz HTTP/1.1\r\nHost: test\r\nX-Long: " + "x" * (17 << 10) + "\r\n\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nHost: test\r\n" + "X-Many: 1\r\n" * 2000 + "\r\n", 400),
        ("GET /" + "x" * (17 << 10), 400),
    ]:
        connection = connect(server)
        send(connection, request)
        received = everything(connection)
        assert status(received) == expected, (request[:200], received)
    serves_on(server)


def test_a_body_that_waits_to_be_asked_for_is_asked_for(server):
    connection = connect(server)
    send(connection, f"{JOIN}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    asked, _ = answer(connection)
    assert asked.startswith("HTTP/1.1 100")
    send(connection, "{}")
    header, _ = answer(connection)
    assert header.startswith("HTTP/1.1 201")


def test_a_thousand_requests_at_once_on_one_connection_are_answered_in_order(server):
    connection = connect(server)
    paths = [f"{SUMMIT}/sessions/obama/questions?limit={number % 100 + 1}" for number in range(1000)]
    lines = "".join(f"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n" for path in paths)
    sender = threading.Thread(target=send, args=(connection, lines))
    sender.start()
    expected = {}
    for path in paths:
        header, body = answer(connection)
        assert header.startswith("HTTP/1.1 200"), header
        assert body == expected.setdefault(path, body)
    sender.join()


def test_what_drips_is_cut_off_while_others_are_served(server, dripping):
    serves_on(server)
    # Ten seconds from the first byte of a request, and not from the last, which came a moment ago.
    for closed in dripping:
        after = closed.get(timeout=150)
        assert after is not None, "it went on for two minutes"
        assert after > 5


def test_a_thousand_idle_connections_keep_nobody_out(server):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096) if hard != resource.RLIM_INFINITY else 4096, hard))
    idle = []
    try:
        idle = [connect(server) for _ in range(1000)]
        open_ = next(
            line for line in server.call("GET", "/metrics").body.decode().splitlines()
            if line.startswith("tribune_connections "))
        assert int(open_.split()[1]) >= 1000
        # Half of them begin to say something: for ten seconds these are kept.
        for connection in idle[::2]:
            send(connection, "GET /heal")
        for _ in range(20):
            serves_on(server)
        assert server.join()
    finally:
        for connection in idle:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    serves_on(server)


def test_a_client_that_is_gone_disturbs_nobody(server):
    for beginning in [
        "", "GET /hea", "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n", f"{JOIN}Content-Length: 20\r\n\r\n{{",
        SMUGGLED, f"GET {SUMMIT}/sessions/obama/live HTTP/1.1\r\nHost: test\r\n\r\n",
    ]:
        for half in (True, False):
            connection = connect(server)
            send(connection, beginning)
            if half:
                connection.shutdown(socket.SHUT_WR)
                everything(connection)  # the server ends too, whatever it was about
            connection.close()
    serves_on(server)


def test_where_a_target_leads_is_read_from_its_path_alone(server):
    for target, expected in [
        ("http://elsewhere.example/healthz", 200), ("//elsewhere.example/healthz", 404), ("/%68ealthz", 200),
        ("/healthz/", 308), ("/../healthz", 400), ("/%2e%2e/healthz", 400), ("/%00", 400), ("/%zz", 400),
        ("/%ff", 400), ("*", 400), (f"{SUMMIT}/sessions%2Fobama", 404),
    ]:
        connection = connect(server)
        send(connection, f"GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
        received = everything(connection)
        assert status(received) == expected, (target, received)
        assert b"elsewhere" not in received
