"""What a turn costs (issue D).

CPU: the shipped handler over 10,000 turns, against an empty Powertools hook with one DynamoDB read and one write.
Both go through the real boto3 client; only the wire is cut short (`bench/wire.py`) and its own time taken out.
Waiting: the reply's time with a model that answers in 1.5 s, and with one that never does.

    uv run python -m bench.hook [--turns 10000]
"""

import argparse
import contextlib
import json
import os
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit

from anbu import bootstrap, bootstrap_conversation
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.adapters.turn_model import WithDeadline
from anbu.domain.cases.case import Person
from anbu.domain.dialogue.second_opinion import Opinion
from anbu.domain.ids import AttemptId, CaseId
from anbu.domain.times import KST
from anbu.observability import logger, metrics
from anbu.ports import Create
from anbu.usecases.conversing import Conversing
from anbu.usecases.open_call import open_call
from bench.wire import CutWire
from functions.call_handler.handler import handler
from local.talk.world import CONTACT, world_of

# fmt: off
SAID = (
    "네 맞아요", "네 괜찮아요", "생활비가 좀 모자라요", "전기요금이 두 달 밀렸어요",
    "무릎이 아파서 병원에 다녀요", "일은 못 해요",
    "월세가 부담돼요", "혼자 살아서 적적해요", "반찬이 있으면 좋겠어요", "오전이 좋아요",
)
# fmt: on
DEADLINE = 5.0
NOW = datetime(2026, 11, 23, 10, tzinfo=KST)


class Context:
    """What Powertools reads of a Lambda context."""

    function_name = "call_handler"
    memory_limit_in_mb = 1769
    invoked_function_arn = "arn:aws:lambda:ap-northeast-2:000000000000:function:call_handler"
    aws_request_id = "00000000-0000-4000-8000-000000000000"


def event(attempt: str, turn: int, text: str) -> dict[str, Any]:
    """A Lex V2 event as Connect's voice channel makes it."""
    return {
        "sessionId": CONTACT,
        "inputMode": "Speech",
        "inputTranscript": text,
        "sessionState": {"sessionAttributes": {"attemptId": attempt, "turn": str(turn)}},
        "transcriptions": [
            {"transcription": text, "transcriptionConfidence": 0.92},
            {"transcription": text.replace("요", "유"), "transcriptionConfidence": 0.55},
        ],
    }


def empty_hook(wire: CutWire) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The measure: Powertools around one consistent read and one conditional write."""

    @logger.inject_lambda_context(clear_state=True)
    @metrics.log_metrics
    def hook(_event: dict[str, Any], _context: Any) -> dict[str, Any]:
        key = {"pk": {"S": "CASE#1"}, "sk": {"S": "TURN"}}
        wire.client.get_item(TableName="t", Key=key, ConsistentRead=True)
        item = key | {"version": {"N": "1"}, "reply": {"S": "네, 알겠습니다."}}
        wire.client.put_item(TableName="t", Item=item, ConditionExpression="attribute_not_exists(pk)")
        metrics.add_metric("Turns", MetricUnit.Count, 1)
        return {"sessionState": {"dialogAction": {"type": "ElicitIntent"}}}

    return hook


def world(wire: CutWire, call: int, base: Conversing) -> tuple[Conversing, AttemptId]:
    """A fresh call in the table behind the wire."""
    made = world_of(now=NOW)
    case_id = CaseId(f"c{call:019}")
    attempt = replace(made.attempt, id=AttemptId(f"{case_id}-call-1"), case_id=case_id)
    person = made.ledger.get(Person, made.case.id)
    assert person is not None
    conversing = replace(base, clock=made.clock)
    conversing.ledger.write(
        Create(replace(made.case, id=case_id, attempt=attempt.id)),
        Create(attempt),
        Create(replace(person, case_id=case_id)),
    )
    wire.items.pop((f"CONTACT#{CONTACT}", "CONTACT"), None)
    open_call(CONTACT, attempt.id, conversing)
    return conversing, attempt.id


def cpu_of(wire: CutWire, act: Callable[[], Any]) -> float:
    """Milliseconds of CPU that this took in our program."""
    wire.cpu_ns, began = 0, time.process_time_ns()
    act()
    return (time.process_time_ns() - began - wire.cpu_ns) / 1e6


def costs(turns: int) -> tuple[list[float], list[float]]:
    """CPU of the shipped handler, turn by turn, over whole calls, and of the empty hook between them.

    The two take turns, call by call: what else the machine does then weighs on both alike.
    """
    wire, beside, call = CutWire(bootstrap.LEAN), CutWire(), 0
    hook, empty = empty_hook(beside), list[float]()
    spent: list[float] = []
    base = replace(world_of(now=NOW).conversing, ledger=DynamoLedger(wire.client, "t"))
    while len(spent) < turns:
        call += 1
        wire.items.clear()
        conversing, attempt = world(wire, call, base)
        bootstrap_conversation.conversing = partial(_same, conversing)  # type: ignore[assignment]
        for n, text in enumerate(SAID):
            told = event(attempt, n, text)
            spent.append(cpu_of(wire, partial(handler, told, Context())))
            empty.append(cpu_of(beside, lambda: hook({}, Context())))
    return spent[:turns], empty[:turns]


def waits(ask: Callable[[str, str], Opinion], turns: int) -> list[float]:
    """Seconds until the reply, with this model beside."""
    wire = CutWire()
    base = replace(
        world_of(now=NOW).conversing, ledger=DynamoLedger(wire.client, "t"), ask_model=WithDeadline(ask, DEADLINE)
    )
    conversing, attempt = world(wire, 1, base)
    bootstrap_conversation.conversing = partial(_same, conversing)  # type: ignore[assignment]
    found = []
    for n in range(turns):
        began = time.monotonic()
        handler(event(attempt, n, SAID[n]), Context())
        if n > 1:  # who is there, and whether to talk, no model is asked
            found.append(time.monotonic() - began)
    return found


def _same(conversing: Conversing) -> Conversing:
    return conversing


def _slow(_question: str, _words: str) -> Opinion:
    time.sleep(1.5)
    return Opinion()


def _never(_question: str, _words: str) -> Opinion:
    threading.Event().wait()
    return Opinion()


def p99(costs: list[float]) -> float:
    """The costliest but one in a hundred."""
    return statistics.quantiles(costs, n=100)[98]


def figures(turns: int) -> dict[str, float]:
    """All of them. Milliseconds of CPU, seconds of waiting."""
    costs(200)  # warm
    hook, empty = costs(turns)
    slow, never = waits(_slow, len(SAID)), waits(_never, 4)
    median = statistics.median
    return {
        "hook.turns": turns,
        "hook.cpu_median_ms": round(median(hook), 3),
        "hook.cpu_p99_ms": round(p99(hook), 3),
        "hook.empty_median_ms": round(median(empty), 3),
        "hook.empty_p99_ms": round(p99(empty), 3),
        "hook.median_ratio": round(median(hook) / median(empty), 2),
        "hook.p99_ratio": round(p99(hook) / p99(empty), 2),
        "hook.reply_p95_with_model_of_1.5_s": round(statistics.quantiles(slow, n=20)[18], 3),
        "hook.reply_max_with_model_that_never_answers_s": round(max(never), 3),
    }


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=10_000)
    told = parser.parse_args()
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):  # metrics are printed every turn
        found = figures(told.turns)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
