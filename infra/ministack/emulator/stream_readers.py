"""Readers of table streams as AWS has them: each at its own pace, and a failed record is tried again.

The emulator reads all streams of all stages one after the other in one thread, a second apart when idle, and takes a
batch for done whose function reported items that failed.
"""

import threading
import time

from ministack.core.concurrency import esm_wake
from ministack.services import dynamodb, lambda_svc

_local = threading.local()
_reading = set()
_lock = threading.Lock()


def install():
    every_mapping = lambda_svc._iter_all_esms
    read_streams = lambda_svc._poll_dynamodb_streams
    execute = lambda_svc._execute_function
    wait = esm_wake.wait

    def mappings():
        mine = getattr(_local, "mapping", None)
        return every_mapping() if mine is None else iter([mine])

    def read_one(mapping):
        _local.mapping = mapping
        try:
            while read_streams():
                pass
        finally:
            with _lock:
                _reading.discard(mapping[2]["UUID"])
            esm_wake.set()

    def read_each():
        for mapping in every_mapping():
            with _lock:
                if mapping[2]["UUID"] in _reading or not is_behind(*mapping) or backs_off(*mapping):
                    continue
                _reading.add(mapping[2]["UUID"])
            threading.Thread(target=read_one, args=(mapping,), daemon=True).start()
        return False

    def execute_strictly(function, event):
        result = execute(function, event)
        body = result.get("body")
        if isinstance(body, dict) and body.get("batchItemFailures"):
            result["error"] = True
        return result

    lambda_svc._iter_all_esms = mappings
    lambda_svc._poll_dynamodb_streams = read_each
    lambda_svc._execute_function = execute_strictly
    lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS = 0.005
    esm_wake.wait = lambda seconds: wait(0.05)


def backs_off(account, region, mapping):
    return lambda_svc._esm_backoff_until.get_scoped(account, region, mapping["UUID"], 0) > time.time()


def is_behind(account, region, mapping):
    """Whether records wait that this reader has not done with."""
    table = mapping["EventSourceArn"].split("/stream/")[0].split("/")[-1]
    scope = {"account_id": account, "region": region}
    start = dynamodb.stream_start_position(table, **scope)
    done = lambda_svc._dynamodb_stream_positions.get_scoped(account, region, mapping["UUID"], start)
    return max(done, start) < dynamodb.stream_end_position(table, **scope)


def readers_behind(prefix):
    """The names of functions that begin so and have records before them."""
    return [
        mapping["FunctionName"]
        for account, region, mapping in lambda_svc._iter_all_esms()
        if mapping["FunctionName"].startswith(prefix) and is_behind(account, region, mapping)
    ]
