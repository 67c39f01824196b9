"""A LibreTranslate server that knows two sentences: enough to see that texts cross."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KNOWN = {
    "zh": "今天这里的天气很好，大家都出来走走",
    "en": "The weather is fine here today, and everybody is out for a walk",
}


class Engine(BaseHTTPRequestHandler):
    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        codes = [{"code": code, "name": code, "targets": list(KNOWN)} for code in KNOWN]
        self.answer(codes)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        said = KNOWN["zh" if asked["target"].startswith("zh") else "en"]
        texts = asked["q"]
        self.answer({"translatedText": [said for _ in texts] if isinstance(texts, list) else said})

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Engine).serve_forever()
