"""Uploads a minute of video as a program does, and looks at the clock; then what pages feel of five at once."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

URL = os.environ["INSTANCE_URL"]


def ask(path, token=None, data=None, method=None):
    request = urllib.request.Request(URL + path, method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    body = json.dumps(data).encode() if data is not None else None
    if body:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, body, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def post(path, data, token=None):
    status, _, body = ask(path, token, data)
    assert status == 200, (path, status, body)
    return json.loads(body)


def member():
    scopes = "read write follow"
    app = post("/api/v1/apps", {"client_name": "bench", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": scopes})
    keys = {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    own = post("/oauth/token", {**keys, "grant_type": "client_credentials", "scope": scopes})["access_token"]
    account = {"username": "bencher", "email": "a@example.org", "password": "four unrelated words", "agreement": True, "locale": "en"}
    return post("/api/v1/accounts", account, own)["access_token"]


def upload(token, file):
    sent = subprocess.run(
        ["curl", "-fsS", "-H", f"Authorization: Bearer {token}", "-F", f"file=@{file}", f"{URL}/api/v2/media"],
        check=True, capture_output=True,
    )
    return json.loads(sent.stdout)["id"]


def until(what, within=900):
    began = time.monotonic()
    while time.monotonic() - began < within:
        found = what()
        if found:
            return found
        time.sleep(0.5)
    raise SystemExit("it never came")


def load(seconds=15):
    """The median and the 99th percentile of requests for Explore, in milliseconds."""
    said = subprocess.run(["wrk", "-t1", "-c4", f"-d{seconds}s", "--latency", URL + "/"], check=True, capture_output=True, text=True).stdout
    scale = {"us": 0.001, "ms": 1, "s": 1000}
    def at(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said).groups()
        return float(number) * scale[unit]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
    return at(50), at(99), rate


def main():
    clip = sys.argv[1]
    token = member()
    media = upload(token, clip)
    began = time.monotonic()
    url = lambda: json.loads(ask(f"/api/v1/media/{media}", token)[2]).get("url") or ""
    until(url)
    print(f"playable at 360 after {time.monotonic() - began:.1f} s (the clip is 60 s)", flush=True)
    status = post("/api/v1/statuses", {"status": "A minute", "media_ids": [media]}, token)
    tracks = {}
    def look(name):
        status_, headers, body = ask(f"/n/{status['id']}/captions/{name}.vtt")
        if status_ == 200 and "sampan-waits" not in headers:
            tracks.setdefault(name, (time.monotonic() - began, body.decode()))
        return name in tracks
    def done():
        both = look("zh-Hans") and look("en")
        return both
    whole = None
    captioned = False
    while whole is None or not captioned:
        if whole is None and url().endswith("-720.mp4"):
            whole = time.monotonic() - began
            print(f"whole at 720 after {whole:.1f} s", flush=True)
        if not captioned and done():
            captioned = True
            for name, (took, body) in tracks.items():
                print(f"captions in {name} after {took:.1f} s, {body.count('-->')} lines", flush=True)
        if time.monotonic() - began > 300:
            print("captions did not come within 300 s" if not captioned else "")
            break
        time.sleep(0.5)
    time.sleep(3)
    quiet = load()
    print(f"pages alone: median {quiet[0]:.2f} ms, p99 {quiet[1]:.2f} ms, {quiet[2]:.0f}/s", flush=True)
    waiting = [upload(token, clip) for _ in range(5)]
    time.sleep(2)
    busy = load()
    still = sum(1 for one in waiting if ask(f"/api/v1/media/{one}", token)[0] == 206)
    print(f"pages while {still} of 5 videos wait: median {busy[0]:.2f} ms, p99 {busy[1]:.2f} ms, {busy[2]:.0f}/s; p99 {busy[1] / quiet[1]:.2f} times")


main()
