"""A bare Flask route that checks the signature and does one durable SQLite insert."""

import hashlib
import hmac
import json
import os
import sqlite3
import threading

from flask import Flask, Response, request

app = Flask(__name__)
_secret = os.environ["SECRET"].encode()
_local = threading.local()
_turn = threading.Lock()


def _database() -> sqlite3.Connection:
    found: sqlite3.Connection | None = getattr(_local, "database", None)
    if found is None:
        found = _local.database = sqlite3.connect(os.environ["DATABASE"], timeout=5)
        found.execute("PRAGMA journal_mode=WAL")
        found.execute("PRAGMA synchronous=FULL")
        found.execute("CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY, body TEXT)")
    return found


@app.post("/webhook")
def take() -> Response:
    """Write a delivery down."""
    body = request.get_data(cache=False)
    expected = hmac.new(_secret, body, hashlib.sha1).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Spark-Signature", "")):
        return Response("no\n", 401)
    with _turn, _database() as database:
        row = (json.loads(body)["data"]["id"], body.decode())
        database.execute("INSERT OR IGNORE INTO taken VALUES (?, ?)", row)
    return Response("ok\n", mimetype="text/plain")
