"""What readers and the machine pay for texts that cross languages: a page with a stored rendition against
the page without, and ten thousand people who say the same. Usage: bench-crossing.py BINARY"""
import http.client, http.server, json, os, re, statistics, subprocess, sys, tempfile, threading, time
from urllib.parse import urlencode

binary = sys.argv[1]
SAID = 10_000
asked = []


class Engine(http.server.BaseHTTPRequestHandler):
    """A LibreTranslate server that knows one sentence."""

    protocol_version = "HTTP/1.1"

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer([{"code": "zh"}, {"code": "en"}])

    def do_POST(self):
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
        asked.extend(texts)
        known = {"交一下猫税": "Pay the cat tax", "今天的面真好吃": "The noodles are great today"}
        self.answer({"translatedText": [known.get(text.strip(), "Something in English") for text in texts]})

    def log_message(self, *_):
        pass


class Person:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)
        self.cookie = ""

    def send(self, method, path, fields=None):
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = urlencode(fields) if fields is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if session := re.search(r"sampan_session=[^;]+", answer.headers.get("set-cookie") or ""):
            self.cookie = session[0]
        return answer, text


engine = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Engine)
threading.Thread(target=engine.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as data:
    limits = {f"SAMPAN_LIMITS__{name}": "0/1" for name in ("SIGNUP", "NOTES", "COMMENTS", "VIEWS", "REQUESTS")}
    url = f"http://127.0.0.1:{engine.server_port}"
    server = subprocess.Popen(
        [binary, "--data", data, "serve", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=data,
        env={**os.environ, **limits, "SAMPAN_TRANSLATION__LIBRETRANSLATE__URL": url, "SAMPAN_TRANSLATION__MODELS": data},
    )
    try:
        address = server.stdout.readline().split("http://")[1].strip()
        ana = Person(address)
        ana.send("POST", "/join", {"handle": "ana", "password": "four unrelated words here"})
        answer, _ = ana.send("POST", "/compose", {"title": "今天的面真好吃", "text": "今天的面真好吃\n" * 20})
        note = answer.headers["location"]
        reader = Person(address)
        for _ in range(100):
            if "data-shows" in reader.send("GET", f"{note}?lang=en")[1]:
                break
            time.sleep(0.1)
        pages = {"plain": f"{note}?lang=zh-Hans", "with a stored rendition": f"{note}?lang=en"}
        times = {name: [] for name in pages}
        for _ in range(2_000):
            for name, path in pages.items():
                began = time.perf_counter()
                reader.send("GET", path)
                times[name].append((time.perf_counter() - began) * 1_000)
        middle = {name: statistics.median(some) for name, some in times.items()}
        for name, ms in middle.items():
            print(f"a note, {name}: {ms:.2f} ms (the middle of 2,000)")
        gap = middle["with a stored rendition"] - middle["plain"]
        print(f"a stored rendition costs {gap:.2f} ms")

        writers = [Person(address) for _ in range(8)]
        began = time.monotonic()

        def say(writer, times):
            writer.cookie = ana.cookie
            for _ in range(times):
                answer, _ = writer.send("POST", f"{note}/comments", {"text": "交一下猫税"})
                assert answer.status == 303, answer.status

        threads = [threading.Thread(target=say, args=(writer, SAID // 8)) for writer in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = SAID / (time.monotonic() - began)
        for _ in range(100):
            _, page = reader.send("GET", f"{note}?lang=en")
            if page.count("Pay the cat tax") >= 20:
                break
            time.sleep(0.1)
        times_asked = sum("交一下猫税" in text for text in asked)
        print(f"{SAID:,} comments that say the same ({rate:.0f}/s): the engine was asked {times_asked} times")
    finally:
        server.terminate()
        server.wait()
