"""The emulator, mended where AWS does otherwise, and with a door for the tests that AWS does not have; as it comes when
no port is given for that door.

It ends with its functions when its parent is gone, however that went: the parent's end of the pipe closes.
"""

import os
import runpy
import signal
import sys
import threading

import async_invocations
import control_door
import recorded_calls
import stream_readers
from ministack.core import lambda_runtime
from ministack.services import scheduler


def end_with_parent():
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


def not_waiting_for_logs():
    """It waits a twentieth of a second for the log of a function that wrote none, and its caller with it."""
    drain = lambda_runtime.Worker._drain_stderr_bounded
    lambda_runtime.Worker._drain_stderr_bounded = lambda worker: drain(worker, first_line_wait=0.002)


def mend():
    # Ten seconds otherwise.
    scheduler._SCHEDULE_TICK_INTERVAL = 1
    not_waiting_for_logs()
    stream_readers.install()
    async_invocations.install()
    recorded_calls.install()


threading.Thread(target=end_with_parent, daemon=True).start()
if "CONTROL_PORT" in os.environ:
    mend()
    control_door.open_door(int(os.environ.pop("CONTROL_PORT")))
sys.argv = ["ministack"]
runpy.run_module("ministack", run_name="__main__")
