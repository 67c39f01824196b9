"""A day of two members through Mastodon.py, with every answer held against the library's own types.

Usage: mastodon_py.py PICTURE, with the instance in INSTANCE_URL.
"""

import inspect
import json
import os
import re
import secrets
import sys
import threading
import time
import typing
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from mastodon import Mastodon, StreamListener
from mastodon import return_types
from mastodon.types_base import AttribAccessDict, resolve_type

URL = os.environ["INSTANCE_URL"]
SCOPES = ["read", "write", "follow", "push"]
# Of Mastodon's API later than this one nothing is promised.
SPEAKS = (4, 3, 0)
# What a fresh instance has none of (an administrator, a blurred preview of its own picture), and what nobody says
# of the program that a status was written with.
NOT_THERE = {"contact_account", "blurhash", "scopes", "redirect_uri", "redirect_uris", "vapid_key"}


def added_when(entity):
    """When each field of an entity came into the API, as its documentation in the library says."""
    source = inspect.getsource(entity)
    fields = re.finditer(r'^    (\w+): "[^"]*"\n    """(.*?)"""', source, re.S | re.M)
    when = {}
    for name, text in (field.groups() for field in fields):
        added = re.search(r"(\d+)\.(\d+)\.(\d+): added", text)
        when[name] = tuple(int(part) for part in added.groups()) if added else (99, 0, 0)
    return when


def check(value, hint, path):
    """Fails unless a value is what the library's types say."""
    hint = resolve_type(hint)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Union:
        if value is None and type(None) in args:
            return
        problems = []
        for one in args:
            try:
                return check(value, one, path)
            except AssertionError as problem:
                problems.append(str(problem))
        raise AssertionError("; ".join(problems))
    if args and isinstance(value, list):
        for at, one in enumerate(value):
            check(one, args[0], f"{path}[{at}]")
        return
    if isinstance(value, AttribAccessDict) and inspect.isclass(hint) and issubclass(hint, AttribAccessDict):
        entity(value, hint, path)
        return
    kind = origin or hint
    assert value is not None, f"{path} is missing"
    assert not inspect.isclass(kind) or isinstance(value, kind), f"{path} is {type(value)}, not {kind}"


def entity(value, kind, path=None):
    path = path or kind.__name__
    when = added_when(kind)
    hints = typing.get_type_hints(kind, vars(return_types) | vars(typing))
    for name, hint in hints.items():
        if name.startswith("_") or name not in when or when[name] > SPEAKS:
            continue
        if value.get(name) is None and (name in NOT_THERE or (path.endswith(".contact") and name == "account")):
            continue
        check(value.get(name), hint, f"{path}.{name}")
    return value


def eventually(look):
    until = time.time() + 20
    while True:
        found = look()
        if found or time.time() > until:
            assert found, "nothing came within 20 seconds"
            return found
        time.sleep(0.1)


class Ear(StreamListener):
    def __init__(self):
        self.updates, self.notifications, self.gone, self.filters = [], [], [], 0

    def on_update(self, status):
        self.updates.append(status)

    def on_notification(self, notification):
        self.notifications.append(notification)

    def on_delete(self, status_id):
        self.gone.append(str(status_id))

    def on_filters_changed(self):
        self.filters += 1


def join(name):
    key, secret = Mastodon.create_app("Trial", scopes=SCOPES, api_base_url=URL)
    api = Mastodon(client_id=key, client_secret=secret, api_base_url=URL)
    handle = name + secrets.token_hex(4)
    api.create_account(handle, "a-long-enough-password", "nobody@example.com", agreement=True, scopes=SCOPES)
    me = entity(api.account_verify_credentials(), return_types.Account)
    assert me.acct == handle
    return api, me


class Phone(BaseHTTPRequestHandler):
    """A push server that keeps what it is sent."""

    came = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.came.append((self.headers, body))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_):
        pass


def subscribe(member):
    """Has a member told on a phone; answers how what comes is read."""
    server = HTTPServer(("127.0.0.1", 0), Phone)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    private, public = member.push_subscription_generate_keys()
    endpoint = f"http://127.0.0.1:{server.server_port}/phone"
    made = member.push_subscription_set(endpoint, public, mention_events=True, follow_events=True)
    entity(made, return_types.WebPushSubscription)
    assert made.alerts.mention and not made.alerts.favourite
    key = ec.derive_private_key(private["privkey"], ec.SECP256R1())

    def read(body):
        return json.loads(http_ece.decrypt(body, private_key=key, auth_secret=private["auth"], version="aes128gcm"))

    return read


def main(picture):
    ana, ana_is = join("ana")
    ben, ben_is = join("ben")
    entity(ana.instance(), return_types.InstanceV2)
    entity(ana.instance_v1(), return_types.Instance)

    read = subscribe(ana)
    relation = ben.account_follow(ana_is.id)
    assert entity(relation, return_types.Relationship).following
    ear, own = Ear(), Ear()
    heard = ben.stream_user(ear, run_async=True)
    told = ana.stream_user(own, run_async=True)
    time.sleep(1)

    media = ana.media_post(picture, description="A grey cat, asleep")
    assert entity(media, return_types.MediaAttachment).description == "A grey cat, asleep"
    note = ana.status_post(f"Cat tax #trial{ana_is.acct} for @{ben_is.acct}", media_ids=[media.id], language="en")
    entity(note, return_types.Status)
    assert note.media_attachments and note.mentions[0].id == ben_is.id
    eventually(lambda: any(status.id == note.id for status in ear.updates))
    entity(ear.updates[0], return_types.Status)

    reply = entity(ben.status_reply(note, "So soft", untag=True), return_types.Status)
    assert reply.in_reply_to_id == note.id
    assert entity(ben.status_favourite(note.id), return_types.Status).favourited
    assert entity(ben.status_bookmark(note.id), return_types.Status).bookmarked
    assert ben.bookmarks()[0].id == note.id
    context = entity(ana.status_context(note.id), return_types.Context)
    assert [status.id for status in context.descendants] == [reply.id]

    kinds = eventually(lambda: {n.type for n in ana.notifications()} >= {"mention", "favourite", "follow"})
    assert kinds
    for notification in ana.notifications():
        entity(notification, return_types.Notification)
    entity(ana.grouped_notifications(), return_types.GroupedNotificationsResults)
    eventually(lambda: own.notifications)
    entity(own.notifications[0], return_types.Notification)

    told_of = lambda: [read(body) for headers, body in Phone.came if headers["Content-Encoding"] == "aes128gcm"]
    eventually(lambda: {message["notification_type"] for message in told_of()} >= {"mention", "follow"})
    assert any(message["body"].endswith("So soft") for message in told_of()), told_of()

    words = [{"keyword": "soft", "whole_word": True}]
    made = entity(ana.create_filter_v2("Fur", ["thread"], "warn", keywords_attributes=words), return_types.FilterV2)
    # The type of what is found asks for the whole filter, which no server sends along.
    found = ana.status(reply.id).filtered[0]
    assert found.filter.title == "Fur" and found.keyword_matches == ["soft"]
    ana.delete_filter_v2(made.id)
    eventually(lambda: own.filters == 2)
    for suggestion in ben.suggestions_v2():
        entity(suggestion, return_types.Suggestion)

    found = entity(ben.search_v2(ana_is.acct, result_type="accounts"), return_types.SearchV2)
    assert found.accounts[0].id == ana_is.id
    tagged = ben.timeline_hashtag(f"trial{ana_is.acct}")
    assert [status.id for status in tagged] == [note.id]
    assert ben.timeline_home()[0].id == note.id
    entity(ben.tag_follow(f"trial{ana_is.acct}"), return_types.Tag)

    crossed = entity(ben.status_translate(note.id, lang="zh"), return_types.Translation)
    assert "天气" in crossed.content, crossed

    edited = entity(ana.status_update(note.id, "Cat tax, paid"), return_types.Status)
    assert edited.edited_at
    history = ana.status_history(note.id)
    assert len(history) == 2
    entity(history[0], return_types.StatusEdit)
    assert ana.status_source(note.id).text == "Cat tax, paid"

    poll = ana.make_poll(["tea", "coffee"], 3600)
    asked = ana.status_post("Which?", poll=poll)
    voted = entity(ben.poll_vote(asked.poll, [0]), return_types.Poll)
    assert voted.own_votes == [0]
    made = entity(ben.list_create("Friends"), return_types.UserList)
    ben.list_accounts_add(made, [ana_is])
    assert ben.timeline_list(made)[0].id == asked.id
    entity(ben.preferences(), return_types.Preferences)
    ben.markers_set(["home"], [note.id])
    assert ben.markers_get(["home"])["home"].last_read_id == note.id

    ana.status_delete(note.id)
    eventually(lambda: str(note.id) in ear.gone)
    heard.close()
    told.close()
    print("Mastodon.py: a day of two members went well")


main(sys.argv[1])
