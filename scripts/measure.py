"""The measuring half of scripts/bench: load with wrk and pgbench against one Tribune and one PostgreSQL."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from random import Random
from urllib.parse import quote

WORK = pathlib.Path(sys.argv[1])
SECONDS = 6
ROUNDS = 5
ATTENDEES = 10_000  # times questions: more upvotes than all rounds give, so that none is given twice
QUESTIONS = 120
PORT, NGINX_PORT = 18080, 18081
SUMMIT = "/api/v1/summits/bench"


def run(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, text=True, **options).stdout


def sql(text):
    return run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", os.environ["TRIBUNE_DATABASE"], "-c", text).strip()


class Client:
    """One connection, kept."""

    def __init__(self, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def call(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body is not None else None, self.headers)
        response = self.connection.getresponse()
        data = response.read()
        assert response.status < 300, (response.status, data)
        return json.loads(data) if data else None


def serve():
    environment = {**os.environ, "TRIBUNE_LISTEN": f"127.0.0.1:{PORT}", "TRIBUNE_STATE": str(WORK / "state")}
    process = subprocess.Popen(
        [".build/release/tribune", "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True)
    assert "ready" in process.stdout.readline()
    return process


def prepare():
    """A summit with an open session, questions in it, and people; returns ids of questions and tokens."""
    organizer = Client((WORK / "state/organizer.token").read_text().strip())
    organizer.call("POST", "/api/v1/summits", {
        "slug": "bench", "name": "Bench", "timeZone": "Europe/Paris", "startsOn": "2026-01-01",
        "endsOn": "2099-01-01", "expectedAttendees": 100000})
    organizer.call("POST", f"{SUMMIT}/sessions", {
        "slug": "hall", "title": "The hall", "startsAt": "2026-01-01T09:00:00+01:00",
        "endsAt": "2099-01-01T09:00:00+01:00"})
    organizer.call("PATCH", f"{SUMMIT}/sessions/hall", {"box": "open"})
    anyone = Client()
    tokens = [anyone.call("POST", f"{SUMMIT}/attendees", {})["token"] for _ in range(ATTENDEES)]
    questions = []
    for number in range(QUESTIONS):
        asked = Client(tokens[number]).call(
            "POST", f"{SUMMIT}/sessions/hall/questions", {"text": f"Une question de banc d’essai, la {number} ?"})
        questions.append(asked["id"])
    return questions, tokens


# Upvotes ------------------------------------------------------------------------------------------------------------

UPVOTE_LUA = """
local tokens = {}
for line in io.lines("%s") do tokens[#tokens + 1] = "Bearer " .. line end
local questions = { %s }
local n = %d
-- Each request is an upvote that was not given before: question by question, attendee by attendee.
function request()
  local question = questions[math.floor(n / #tokens) %% #questions + 1]
  local token = tokens[n %% #tokens + 1]
  n = n + 1
  return wrk.format("PUT", "%s/questions/" .. question .. "/upvote", { Authorization = token })
end
function response(status) if status ~= 200 then wrk.thread:stop() end end
"""

# The same row and the same count as one statement, with nothing else of what an upvote is to Tribune.
UPVOTE_SQL = """
\\set attendee random(1, %d)
\\set question random(1, %d)
with signed as (
  insert into bench_upvotes (question_id, attendee_id) values (:question, :attendee)
  on conflict do nothing returning question_id)
update bench_questions q set upvotes = upvotes + 1 from signed where q.id = signed.question_id;
"""


def pgbench():
    """The best rate over numbers of clients, of single-row upvotes in transactions of their own."""
    sql("drop table if exists bench_upvotes, bench_questions")
    sql(f"""create table bench_questions as select n as id, 0 as upvotes from generate_series(1, {QUESTIONS}) n;
            alter table bench_questions add primary key (id);
            create table bench_upvotes (
              question_id int not null, attendee_id int not null, primary key (question_id, attendee_id));""")
    script = WORK / "upvote.sql"
    # Ever new attendees, so that each is a row.
    script.write_text(UPVOTE_SQL % (100_000_000, QUESTIONS))
    best = (0, 0)
    for clients in [8, 16, 32, 64]:
        printed = run(
            "pgbench", "-n", "-M", "prepared", "-f", str(script), "-c", str(clients), "-j", "2", "-T", "3",
            os.environ["TRIBUNE_DATABASE"])
        best = max(best, (float(re.search(r"tps = ([\d.]+)", printed)[1]), clients))
    return best


def upvotes(questions, tokens, start):
    """Upvotes a second that were acknowledged over HTTP, and as many rows."""
    (WORK / "tokens").write_text("\n".join(tokens))
    script = WORK / "upvote.lua"
    listed = ", ".join(f'"{question}"' for question in questions)
    script.write_text(UPVOTE_LUA % (WORK / "tokens", listed, start, SUMMIT))
    before = int(sql("select count(*) from upvotes"))
    started = time.monotonic()
    printed = run("wrk", "-t1", "-c512", f"-d{SECONDS}s", "-s", str(script), f"http://127.0.0.1:{PORT}")
    elapsed = time.monotonic() - started
    assert "Non-2xx" not in printed, printed
    rows = int(sql("select count(*) from upvotes")) - before
    return rows / elapsed, start + rows + 1000


# Lists --------------------------------------------------------------------------------------------------------------

NGINX = """
worker_processes 1; daemon off; pid %(work)s/nginx.pid; error_log /dev/null;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type application/json;
  client_body_temp_path %(work)s; proxy_temp_path %(work)s; fastcgi_temp_path %(work)s;
  uwsgi_temp_path %(work)s; scgi_temp_path %(work)s; open_file_cache max=10;
  server { listen 127.0.0.1:%(port)d; root %(work)s/www; }
}
"""


def rate(url):
    printed = run("wrk", "-t1", "-c64", f"-d{SECONDS}s", url)
    assert "Non-2xx" not in printed, printed
    return float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])


def lists():
    """Lists a second from Tribune and the same bytes from nginx, in turn."""
    path = f"{SUMMIT}/sessions/hall/questions?limit=5"
    client = http.client.HTTPConnection("127.0.0.1", PORT)
    client.request("GET", path)
    body = client.getresponse().read()
    (WORK / "www").mkdir()
    (WORK / "www/questions.json").write_bytes(body)
    WORK.chmod(0o755)
    (WORK / "nginx.conf").write_text(NGINX % {"work": WORK, "port": NGINX_PORT})
    nginx = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(WORK / "nginx.conf")])
    try:
        wait_for_port(NGINX_PORT)
        pairs = []
        for _ in range(ROUNDS):
            pairs.append((
                rate(f"http://127.0.0.1:{PORT}{path}"), rate(f"http://127.0.0.1:{NGINX_PORT}/questions.json")))
        return len(body), pairs
    finally:
        nginx.terminate()
        nginx.wait()


def wait_for_port(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


# Streams ------------------------------------------------------------------------------------------------------------

class Watcher(threading.Thread):
    """A screen: notes when the count of one question arrives."""

    def __init__(self, question):
        super().__init__(daemon=True)
        self.question = question
        self.seen = {}
        self.news = threading.Condition()
        self.socket = socket.create_connection(("127.0.0.1", PORT))
        self.socket.sendall(f"GET {SUMMIT}/sessions/hall/live HTTP/1.1\r\nHost: bench\r\n\r\n".encode())

    def run(self):
        text = b""
        while chunk := self.socket.recv(1 << 20):
            now = time.monotonic()
            text += chunk
            *events, text = text.split(b"\n\n")
            for event in events:
                data = re.search(rb"^data: (.*)$", event, re.M)
                for question in json.loads(data[1])["questions"] if data else []:
                    if question["id"] == self.question:
                        with self.news:
                            self.seen.setdefault(question["upvotes"], now)
                            self.news.notify_all()

    def when(self, upvotes):
        with self.news:
            assert self.news.wait_for(lambda: upvotes in self.seen, timeout=10)
            return self.seen[upvotes]


def drain(stream):
    try:
        while stream.recv(1 << 20):
            pass
    except OSError:
        pass  # closed at the end


def latencies():
    """Milliseconds from sending an upvote to its event on a screen, with 100 other streams open."""
    idle = [socket.create_connection(("127.0.0.1", PORT)) for _ in range(100)]
    for one in idle:
        one.sendall(f"GET {SUMMIT}/sessions/hall/live HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        threading.Thread(target=drain, args=(one,), daemon=True).start()
    top = Client().call("GET", f"{SUMMIT}/sessions/hall/questions?limit=1")["questions"][0]["id"]
    watcher = Watcher(top)
    watcher.start()
    times = []
    for _ in range(60):
        signer = Client(Client().call("POST", f"{SUMMIT}/attendees", {})["token"])
        for method in ["PUT", "DELETE"]:
            started = time.monotonic()
            count = signer.call(method, f"{SUMMIT}/questions/{top}/upvote")["upvotes"]
            with watcher.news:
                arrived = watcher.when(count)
                watcher.seen.clear()
            if arrived > started:
                times.append((arrived - started) * 1000)
    for one in idle:
        one.close()
    return sorted(times)


# Similar questions --------------------------------------------------------------------------------------------------

SPOKEN = 10_000


def spoken(random):
    """Invented sentences whose words are as rare and as common as those of a language (Zipf)."""
    syllables = [c + v for c in "b c d f g l m n p r s t v ch pr tr".split() for v in "a e i o u ou an on".split()]
    ends = ["", "s", "e", "er", "tion", "ment", "ique"]
    words = list({
        "".join(random.choices(syllables, k=random.choice([2, 3, 3, 4]))) + random.choice(ends)
        for _ in range(9000)})
    weights = [1 / (rank + 3) for rank in range(len(words))]
    small = "le la les des du de et en que qui pour dans sur une un nous vous est par avec comment".split()
    for _ in range(SPOKEN):
        said = random.choices(words, weights, k=random.randint(4, 16))
        yield " ".join(f"{random.choice(small)} {word}" for word in said)[:270].capitalize() + " ?"


def slip(text, random):
    """As fingers in a hurry type it."""
    words = text.split()
    random.shuffle(words)
    place = random.randrange(len(words))
    word = words[place]
    cut = random.randrange(1, len(word)) if len(word) > 5 else len(word)
    words[place] = word[:cut] + word[cut + 1:]
    return " ".join(words).upper()


def similar():
    """Milliseconds from typing to similar questions, of ten thousand in one session."""
    random = Random(7)
    texts = list(spoken(random))
    Client((WORK / "state/organizer.token").read_text().strip()).call("POST", f"{SUMMIT}/sessions", {
        "slug": "agora", "title": "The agora", "startsAt": "2026-01-01T09:00:00+01:00",
        "endsAt": "2099-01-01T09:00:00+01:00"})
    script = WORK / "spoken.sql"
    script.write_text("create temp table spoken (number serial, text text);\ncopy spoken (text) from stdin;\n"
                      + "\n".join(texts) + """\n\\.
        with asked as (
          insert into questions (summit_id, session_id, number, state, asked_at)
          select summit_id, id, number, 'published', now()
          from sessions cross join spoken where slug = 'agora' order by number
          returning summit_id, id, number)
        insert into wordings (summit_id, question_id, revision, text, salt, digest, written_by, written_at)
        select summit_id, id, 1, text, uuid_send(gen_random_uuid()), sha256(''), 'author', now()
        from asked join spoken using (number);
        update sessions set last_number = (select count(*) from spoken) where slug = 'agora';""")
    run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", os.environ["TRIBUNE_DATABASE"], "-f", str(script))
    client = Client()

    def ask(text):
        started = time.monotonic()
        found = client.call("GET", f"{SUMMIT}/sessions/agora/similar?text={quote(text)}")["questions"]
        return (time.monotonic() - started) * 1000, [question["text"] for question in found]

    times, missed = [], 0
    for count, text in enumerate(random.sample(texts, 330)):
        for typed in [text, text[:random.randint(10, len(text))], slip(text, random), "girafe banane zanzibar"]:
            took, found = ask(typed)
            if count >= 30:  # warm
                times.append(took)
            missed += typed == text and text not in found
    assert missed == 0, f"{missed} texts were not found by themselves"
    assert ask("girafe banane zanzibar")[1] == []
    return sorted(times)


def starts():
    """How long the command line takes to say its help: the best of many, in milliseconds."""
    times = []
    for _ in range(20):
        start = time.perf_counter()
        run(".build/release/tribune", "help")
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def main():
    server = serve()
    failed = []
    try:
        questions, tokens = prepare()

        pairs, start = [], len(tokens)
        for _ in range(ROUNDS):
            best, clients = pgbench()
            ours, start = upvotes(questions, tokens, start)
            pairs.append((ours, best, clients))
            print(f"upvotes over HTTP {ours:8,.0f}/s   pgbench, {clients} clients {best:8,.0f}/s   "
                  f"ratio {ours / best:.2f}", flush=True)
        judge(failed, "upvotes / pgbench", statistics.median(ours / best for ours, best, _ in pairs), 1.2)

        size, pairs = lists()
        for ours, theirs in pairs:
            print(f"GET …/questions   {ours:8,.0f}/s   nginx, same {size} bytes {theirs:8,.0f}/s   "
                  f"ratio {ours / theirs:.2f}")
        judge(failed, "questions / nginx", statistics.median(ours / theirs for ours, theirs in pairs), 0.5)

        times = latencies()
        slowest = times[int(len(times) * 0.99) - 1]
        print(f"upvote to event stream, {len(times)} times: median {statistics.median(times):.0f} ms, "
              f"p99 {slowest:.0f} ms")
        if slowest > 200:
            failed.append("upvote to event stream within 200 ms")

        times = similar()
        slowest = times[int(len(times) * 0.99) - 1]
        print(f"similar questions of {SPOKEN:,}, {len(times)} texts: median {statistics.median(times):.0f} ms, "
              f"p99 {slowest:.0f} ms (promised: 30)")
        if slowest > 30:
            failed.append("similar questions within 30 ms")

        fastest = starts()
        print(f"tribune help: {fastest:.0f} ms (promised: 100)")
        if fastest > 100:
            failed.append("tribune help within 100 ms")
    finally:
        server.terminate()
        server.wait()
    if failed:
        raise SystemExit("below what is promised: " + "; ".join(failed))


def judge(failed, name, ratio, least):
    print(f"{name}: {ratio:.2f} (promised: {least})", flush=True)
    if ratio < least:
        failed.append(f"{name} {ratio:.2f} < {least}")


main()
