"""What tests want of a stage and AWS has no call for, each for the functions or the table whose name begins so.

GET  /drained?prefix=  answers when nothing is left to do that follows from what was written; 504 with who is at work
POST /renew?prefix=    ends the processes of functions: the next call finds new ones, which remember nothing
POST /empty?table=     takes everything out of a table but secrets, and no stream tells of it
GET  /calls            which functions called what in AWS
POST /forget?prefix=   forgets what functions called so far
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import async_invocations
import recorded_calls
import stream_readers
from ministack.core import lambda_runtime
from ministack.services import dynamodb

LONGEST_WAIT_SECONDS = 100


def open_door(port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


class Door(BaseHTTPRequestHandler):
    def do_GET(self):
        path, query = self.asked()
        if path == "/drained":
            left = drained(query["prefix"])
            self.answer(200 if not left else 504, left)
        elif path == "/calls":
            self.answer(200, recorded_calls.calls())
        else:
            self.answer(404, None)

    def do_POST(self):
        path, query = self.asked()
        if path == "/renew":
            self.answer(200, renew(query["prefix"]))
        elif path == "/empty":
            self.answer(200, empty(query["table"]))
        elif path == "/forget":
            self.answer(200, recorded_calls.forget(query["prefix"]))
        else:
            self.answer(404, None)

    def asked(self):
        url = urlsplit(self.path)
        return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def drained(prefix):
    """Waits until no work is left and gives [], or gives who still has some.

    Work moves from streams to invocations and back. Looked at one after the other, it could slip through between:
    only when no invocation began meanwhile was there none.
    """
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        before = async_invocations.started(prefix)
        left = async_invocations.running(prefix) + stream_readers.readers_behind(prefix)
        if (not left and async_invocations.started(prefix) == before) or time.monotonic() > deadline:
            return left
        time.sleep(0.01)


def renew(prefix):
    """Ends every process of these functions, those at work when they are done."""
    with lambda_runtime._lock:
        keys = [key for key in lambda_runtime._workers if key.split(":")[2].startswith(prefix)]
        retired = [worker for key in keys for worker in lambda_runtime._workers.pop(key)]
    count = len(retired)
    while retired:
        lambda_runtime.kill_workers([worker for worker in retired if not worker.in_use])
        retired = [worker for worker in retired if worker.in_use]
        if retired:
            time.sleep(0.01)
    return count


def empty(name):
    for (_, _, table_name), table in list(dynamodb._tables._data.items()):
        if table_name != name:
            continue
        kept = {key: items for key, items in table["items"].items() if key.startswith("secret#")}
        count = sum(len(items) for items in table["items"].values()) - sum(len(items) for items in kept.values())
        table["items"] = type(table["items"])(dict, kept)
        dynamodb._items_replaced(table)
        return count
    raise LookupError(f"there is no table {name}")
