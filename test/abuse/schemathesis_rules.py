"""What schemathesis cannot know of this API: which refusals a schema could have told beforehand."""

import os
import re

import schemathesis

# Whoever sends all this, and what lets them: without them, nothing would be let through any more.
SPARED = {os.environ["SENDER"]: os.environ["SOMEBODY_ELSE"], "admin": "viewer"}


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in (case.path_parameters or {}).items():
        case.path_parameters[name] = SPARED.get(value, value) if isinstance(value, str) else value

# Sentences of the validation itself; every other sentence is a rule that no JSON Schema can express.
TELLABLE = re.compile(r"^(Invalid|Too (big|small)|Unrecognized|is required|is not a field)")
# Required of a new customer alone: whether it is one, another field tells.
DEPENDS = {"/customer/name"}


def merged(case, flaw):
    """A merge patch may name a part of a part: whether the rest of that is there, the record tells."""
    return case.method == "PATCH" and flaw["detail"] == "is required" and flaw["pointer"].count("/") > 1


@schemathesis.check
def documented_shape(ctx, response, case):
    """A request that the schema lets through is never refused for its shape."""
    if response.status_code != 400 or case.meta is None or not case.meta.generation.mode.is_positive:
        return None
    for flaw in response.json().get("errors", []):
        if TELLABLE.match(flaw["detail"]) and flaw["pointer"] not in DEPENDS and not merged(case, flaw):
            raise AssertionError(f"{flaw['pointer']} {flaw['detail']}: the schema could have told")
    return None
