"""A round on the embedded cloud against its floor: as many runs of an empty function on the same emulator.

The floor is people × 7 + residents' turns runs, as many at once as the round's functions may be.
"""

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from anbu.domain.dialogue.dialogue import Turn
from anbu.domain.ids import AreaCode, RoundId
from anbu.ports import Index
from local.cloud import Cloud
from local.follow import follow
from local.rounds import UploadedRound
from local.up import ensure_up

AT_ONCE = 10
_EMPTY_RUNS = 600
_EMPTY = "def handler(event, context):\n    return {}\n"
_SAMPLE = Path(__file__).parent.parent / "local/samples/mokpo_2024_3.csv"
_MOKPO = AreaCode("4611000000")
_STEPS_A_PERSON = 7


def empty_runs_a_second(cloud: Cloud) -> float:
    """How many runs of a function that does nothing the emulator gets through."""
    client = cloud.client("lambda")
    role = client.get_function(FunctionName=next(iter((cloud.functions or {}).values())))["Configuration"]["Role"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.py", _EMPTY)
    client.create_function(
        FunctionName="empty",
        Runtime="python3.13",
        Role=role,
        Handler="handler.handler",
        Code={"ZipFile": code.getvalue()},
    )
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _n: client.invoke(FunctionName="empty", Payload=b"{}"), range(AT_ONCE * 2)))  # warm
        began = time.perf_counter()
        list(pool.map(lambda _n: client.invoke(FunctionName="empty", Payload=b"{}"), range(_EMPTY_RUNS)))
    return _EMPTY_RUNS / (time.perf_counter() - began)


def runs_so_far(cloud: Cloud) -> int:
    """Runs of our functions, by the lines that the emulator logs of each."""
    return sum(1 for message in _messages(cloud) if message.startswith("START "))


def turns_of(uploaded: UploadedRound) -> int:
    """What residents said, by turns of all calls."""
    spoken = 0
    for case in uploaded.cases():
        for attempt in case.tries:
            turns = uploaded.ledger.query(Turn, Index.OWN, f"{case.id}-call-{attempt.n}", limit=200).items
            spoken += sum(turn.n > 0 for turn in turns)
    return spoken


def figures(file: Path = _SAMPLE, area: AreaCode = _MOKPO) -> dict[str, float]:
    """Starts a cloud, measures the floor, plays a round."""
    with ensure_up() as cloud:
        floor = empty_runs_a_second(cloud)
        before = runs_so_far(cloud)
        uploaded = UploadedRound(cloud, area, RoundId(f"bench-{int(time.time())}"))
        began = time.perf_counter()
        uploaded.upload(file)
        follow(uploaded)
        seconds = time.perf_counter() - began
        people, turns = len(uploaded.cases()), turns_of(uploaded)
        runs = runs_so_far(cloud) - before
    least = people * _STEPS_A_PERSON + turns
    return {
        "round.people": people,
        "round.turns": turns,
        "round.seconds": round(seconds, 1),
        "round.runs": runs,
        "round.empty_runs_a_second": round(floor, 1),
        "round.time_ratio": round(seconds / (least / floor), 2),
        "round.runs_ratio": round(runs / least, 2),
    }


def _messages(cloud: Cloud) -> Iterator[str]:
    logs = cloud.client("logs")
    for group in logs.describe_log_groups()["logGroups"]:
        if not re.search(r"^/anbu/", group["logGroupName"]):
            continue
        pages: Any = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
        for page in pages:
            yield from (event["message"] for event in page["events"])


if __name__ == "__main__":
    print(json.dumps(figures(), indent=1))
