"""A venue's network between browser and server: it can be away, swallow everything, lose the answer to what arrived, hold
streams back as a scanner does, or answer in the server's place as a hotel's sign-in page."""

import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Network:
    """Listens at `url` and carries everything to the server's port, as `state` allows.

    - `up`: everything passes.
    - `away`: connections end at once, as where no network is.
    - `mute`: requests are taken and nothing ever comes back, as in a hall's dead spot.
    """

    def __init__(self, port):
        self.port = port
        self.state = "up"
        # (method, end of the path) whose next answer gets lost once the server has given it.
        self.lose = None
        # How streams are held back: "all", or "body" where their headers pass; None: they pass.
        self.hold = None
        # (method, end of the path) that is answered with a page of somebody else's and never arrives.
        self.portal = None
        # Whether the browser gets to see what the server wants it to remember.
        self.cookies = True
        # What the server is read as saying instead: [(as it says, as it is read)], of equal length.
        self.rewrite = []
        # (method, path, status) of everything that arrived, in order.
        self.log = []
        self.streams = set()
        self.changed = threading.Condition()
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def carry(self):
                network.carry(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = carry

            def log_message(self, *_):
                pass

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.listener.server_address[1]}"

    def turn(self, state):
        with self.changed:
            self.state = state
            self.changed.notify_all()
        if state != "up":
            for stream in list(self.streams):
                stream.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.turn("away")
        self.listener.shutdown()
        self.listener.server_close()

    def sent(self, method, end):
        """How often such a request was answered by the server."""
        return sum(1 for entry in self.log if entry[0] == method and entry[1].split("?")[0].endswith(end))

    def carry(self, handler):
        handler.close_connection = True
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        with self.changed:
            self.changed.wait_for(lambda: self.state != "mute", timeout=120)
        if self.state == "away":
            return
        path = handler.path.split("?")[0]
        if self.portal and self.portal[0] == handler.command and path.endswith(self.portal[1]):
            return self.answer_instead(handler)
        if self.hold and path.endswith("/live"):
            return self.hold_back(handler)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            self.forward(handler, connection, body)
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()

    def answer_instead(self, handler):
        page = b"<!doctype html><title>Wi-Fi</title><p>Please sign in."
        handler.send_response_only(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(page)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(page)

    def hold_back(self, handler):
        """Until nothing is held back any more: then the connection ends, as a scanner's does that gave up."""
        if self.hold == "body":
            handler.send_response_only(200)
            handler.send_header("Content-Type", "text/event-stream")
            handler.end_headers()
            handler.wfile.flush()
        with self.changed:
            self.changed.wait_for(lambda: not self.hold or self.state == "away", timeout=120)

    def pass_streams(self):
        with self.changed:
            self.hold = None
            self.changed.notify_all()

    def forward(self, handler, connection, body):
        path = handler.path
        for said, read in self.rewrite:
            path = path.replace(read, said)
        # Read in clear; and what is read as another version is known under no tag of this one.
        dropped = {"accept-encoding", *(["if-none-match"] if self.rewrite else [])}
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in dropped}
        connection.request(handler.command, path, body or None, headers)
        upstream = connection.sock
        response = connection.getresponse()
        self.log.append((handler.command, path, response.status))
        if self.lose == (handler.command, path.rsplit("/", 1)[-1]):
            self.lose = None
            response.read()
            return
        handler.send_response_only(response.status)
        for name, value in response.getheaders():
            kept = self.cookies or name.lower() != "set-cookie"
            if kept and name.lower() not in ("connection", "transfer-encoding", "content-length"):
                handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        if response.getheader("Content-Type") == "text/event-stream":
            return self.stream(handler, response, upstream)
        content = response.read()
        for said, read in self.rewrite:
            content = content.replace(said.encode(), read.encode())
        handler.wfile.write(content)

    def stream(self, handler, response, upstream):
        """Until the network goes away, or either end."""
        self.streams.add(upstream)
        try:
            while part := response.read1():
                handler.wfile.write(part)
                handler.wfile.flush()
        finally:
            self.streams.discard(upstream)
