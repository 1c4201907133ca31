"""What the fuzzer must not do, and what it did: see e2e/fuzz.spec.ts."""

import json
import os
import re
import uuid
from collections import Counter

import schemathesis

# Ids that the fuzzer lives by: its user and its token. A change of these would end the run.
protected = set(filter(None, os.environ["FUZZ_PROTECTED_IDS"].split(",")))
# Waiting is told by the clock, which says nothing here.
longest_wait_ms = 50
answers: Counter[tuple[str, int]] = Counter()


@schemathesis.hook
def filter_case(context, case):
    # In an address nothing is left of an empty object or list, and an empty count is the default.
    if any((case.query or {}).get(name) in ("", {}, []) for name in ("limit", "offset")):
        return False
    if case.method.upper() == "GET":
        return True
    parts = [str(value) for value in (case.path_parameters or {}).values()]
    return protected.isdisjoint(parts) and not any(one in json.dumps(case.body, default=str) for one in protected)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Only what is well formed is changed: what is wrong shall stay wrong."""
    headers = case.headers or {}
    # A key that was sent before would keep the request from being done.
    if re.fullmatch(r"[\x20-\x7e]{1,255}", headers.get("Idempotency-Key") or ""):
        headers["Idempotency-Key"] = str(uuid.uuid4())
    # Of all names few are those of namespaces; where there is none, nothing more is found out.
    if isinstance((case.query or {}).get("namespace"), str):
        case.query["namespace"] = "sandbox"
    if isinstance(headers.get("x-namespace"), str):
        headers["x-namespace"] = "sandbox"
    if not isinstance(case.body, dict):
        return
    for name in ("timeoutMs", "withinMs"):
        value = case.body.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and longest_wait_ms < value <= 30_000:
            case.body[name] = longest_wait_ms
    if case.operation.definition.raw.get("operationId") == "waitForDeliveries":
        case.body.setdefault("timeoutMs", longest_wait_ms)


@schemathesis.hook
def after_call(context, case, response):
    answers[(case.operation.definition.raw.get("operationId", case.operation.label), response.status_code)] += 1
    # Each time, because the run ends when its time is over, and not in a way that would let us write at the end.
    write_answers()


def write_answers():
    counts = [{"operationId": name, "status": status, "count": count} for (name, status), count in answers.items()]
    with open(os.environ["FUZZ_ANSWERS_FILE"], "w", encoding="utf-8") as file:
        json.dump(counts, file)
