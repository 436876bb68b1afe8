"""Starts the functions' workers before the fast clock starts: a cold start of two seconds is four minutes on it.

In AWS this is provisioned concurrency on call_handler; the others may be cold there, for a clock that is not fast.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud import Cloud

_NO_WORK: dict[str, Any] = {
    "Records": [{"messageId": "warm", "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:::warm", "body": "{}"}]
}
"""A message that no function can make sense of: it fails alone, after everything has been loaded (`anbu.batches`)."""
_EVENTS = {"call_handler": {"Details": {"ContactData": {"ContactId": "warm"}, "Parameters": {"door": "close"}}}}
_AT_ONCE = {"call_handler": 4, "call_events": 2, "dial": 2, "notify": 1, "summarize": 2, "planner": 1, "intake": 1}


def warm(cloud: Cloud) -> int:
    """Runs every function of a round once, as often at once as it will run at once. Returns how many runs.

    What a function answers to no work at all does not matter; its worker stays.
    """
    deployed = cloud.functions or {}
    runs = [name for name, at_once in _AT_ONCE.items() if name in deployed for _ in range(at_once)]
    client = cloud.client("lambda")

    def run(name: str) -> None:
        payload = json.dumps(_EVENTS.get(name, _NO_WORK))
        try:
            client.invoke(FunctionName=deployed[name], Payload=payload.encode())
        except (BotoCoreError, ClientError):
            return

    with ThreadPoolExecutor(len(runs) or 1) as pool:
        list(pool.map(run, runs))
    return len(runs)
