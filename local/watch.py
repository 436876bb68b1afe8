"""What a person sees while a round runs: how many stand where, and how many calls are in the air."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table

from anbu.domain.cases.due import due_partitions
from anbu.domain.cases.state import State
from local.cloud import Cloud
from local.drive import Driver

LABELS = {
    State.NOTICE_DUE: "문자 보낼 차례",
    State.CALL_DUE: "전화 걸 차례",
    State.CALLING: "통화 중",
    State.LOOKUP: "결과 조회 중",
    State.FREEZING: "대화 저장 중",
    State.SUMMARISING: "기록 작성 중",
    State.FIX_ROW: "명단 고침 (담당자)",
    State.REVIEW: "기록 검토 (담당자)",
    State.STAFF_CALL: "직원 전화 (담당자)",
    State.VISIT: "방문 (담당자)",
    State.STUCK: "멈춤 (운영자)",
}
"""Every state that a round passes through before people decide."""
EVERY_SECONDS = 5.0


@dataclass(slots=True)
class Watch:
    """Counts and shows. On a terminal the table renews itself; elsewhere one line tells each change."""

    cloud: Cloud
    driver: Driver
    console: Console = field(default_factory=lambda: Console(stderr=True))
    _dynamo: Any = field(init=False)
    counted: dict[State, int] = field(default_factory=dict)
    """How many stood in each state at the last look."""
    _live: Live | None = None
    _looked: float = 0.0

    def __post_init__(self) -> None:
        self._dynamo = self.cloud.client("dynamodb")

    def __enter__(self) -> "Watch":
        if self.console.is_terminal:
            self._live = Live(console=self.console, refresh_per_second=4)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def look(self, *, at_once: bool = False) -> None:
        """Counts and shows it, unless it did so just now: looking costs the emulator time, too."""
        if not at_once and time.monotonic() - self._looked < EVERY_SECONDS:
            return
        self._looked = time.monotonic()
        counts = {state: self._count(state) for state in LABELS}
        if self._live:
            self._live.update(counts_table(self.driver.now(), counts))
        elif counts != self.counted:
            told = ", ".join(f"{LABELS[state]} {n}" for state, n in counts.items() if n)
            self.console.print(f"{self.driver.now():%m-%d %H:%M} {told}")
        self.counted = counts

    def _count(self, state: State) -> int:
        return sum(
            self._dynamo.query(
                TableName=self.cloud.table,
                IndexName="due",
                Select="COUNT",
                KeyConditionExpression="due_pk = :p",
                ExpressionAttributeValues={":p": {"S": partition}},
            )["Count"]
            for partition in due_partitions(state, shards=self.driver.shards)
        )


def counts_table(now: datetime, counts: Mapping[State, int]) -> Table:
    """How many stand where, as an operator sees it while a round runs."""
    table = Table(title=f"{now:%Y-%m-%d %H:%M} (빠른 시계)")
    table.add_column("어디에 있는지")
    table.add_column("사람 수", justify="right")
    for state, n in counts.items():
        table.add_row(LABELS[state], str(n))
    return table
