"""Which functions called what in AWS, as the emulator's own IAM was asked about it.

Items of a transaction are asked about one by one, each as the action it comes to.
"""

import threading

from ministack.core import iam_evaluator, lambda_runtime

_lock = threading.Lock()
_functions = {}
_calls = {}


def install():
    credentials_of = lambda_runtime.execution_credentials
    enforce = iam_evaluator.enforce

    def credentials(config):
        issued = credentials_of(config)
        _functions[issued["AWS_ACCESS_KEY_ID"]] = config["FunctionName"]
        return issued

    def recording(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        denied = enforce(access_key_id, iam_action, service, region, resource_arn, service_context)
        function = _functions.get(access_key_id)
        if function is not None:
            call = (function, iam_action, resource_arn)
            with _lock:
                count, refused = _calls.get(call, (0, 0))
                _calls[call] = (count + 1, refused + (0 if denied is None else 1))
        return denied

    lambda_runtime.execution_credentials = credentials
    iam_evaluator.enforce = recording


def calls():
    with _lock:
        return [
            {"function": function, "action": action, "resource": resource, "count": count, "denied": denied}
            for (function, action, resource), (count, denied) in sorted(_calls.items())
        ]


def forget(prefix):
    """Forgets the calls of functions whose names begin so."""
    with _lock:
        old = [call for call in _calls if call[0].startswith(prefix)]
        for call in old:
            del _calls[call]
    return len(old)
