"""What a program says to a throwaway instance: joins, uploads, publishes. `python3 program.py FILM` publishes a film
and prints the path of its note once it is whole. The instance is INSTANCE_URL."""

import json
import os
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


def url_of(token, media):
    return json.loads(ask(f"/api/v1/media/{media}", token)[2]).get("url") or ""


def publish(token, text, media):
    return post("/api/v1/statuses", {"status": text, "media_ids": [media]}, token)["id"]


if __name__ == "__main__":
    key = member()
    film = upload(key, sys.argv[1])
    note = publish(key, "A film", film)
    until(lambda: url_of(key, film).endswith("-720.mp4"))
    print(f"/n/{note}")
