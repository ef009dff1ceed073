"""Functions behind the bus and the scheduler as AWS invokes them: tried again twice, then given up to a dead-letter queue.

The emulator tries them once and forgets what failed.
"""

import json
import logging
import threading
import time
from collections import Counter

from ministack.services import eventbridge, lambda_svc

ATTEMPTS = 3

_lock = threading.Lock()
_running = Counter()
_started = Counter()


def install():
    eventbridge._dispatch_to_lambda = dispatch


def dispatch(arn, payload):
    function, config, name = lambda_svc._get_func_record_for_ref(arn)
    if not function or not config:
        raise LookupError(f"there is no function {arn}")
    record = lambda_svc._execution_record_for_config(function, config)
    with _lock:
        _running[name] += 1
        _started[name] += 1
    threading.Thread(target=run, args=(name, record, json.loads(payload)), daemon=True).start()


def run(name, record, event):
    try:
        for attempt in range(ATTEMPTS):
            time.sleep(attempt)
            result = lambda_svc._execute_function_with_config_scope(record, event)
            if not result.get("error"):
                return
            logging.warning("%s failed, attempt %d", name, attempt + 1)
        queue = dead_letters_of(record)
        if queue:
            lambda_svc._run_with_function_config_scope(
                record, lambda_svc._route_async_failure, queue, name, event, result
            )
        else:
            logging.error("%s gave up an event, and nobody keeps it: %s", name, event)
    finally:
        with _lock:
            _running[name] -= 1


def dead_letters_of(record):
    config = lambda_svc._event_invoke_config(record, "$LATEST") or lambda_svc._event_invoke_config(record, None)
    return (((config or {}).get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination")


def running(prefix):
    """The names of functions that begin so and are at work."""
    with _lock:
        return [name for name, count in _running.items() if count > 0 and name.startswith(prefix)]


def started(prefix):
    """How often functions were started whose names begin so."""
    with _lock:
        return sum(count for name, count in _started.items() if name.startswith(prefix))
