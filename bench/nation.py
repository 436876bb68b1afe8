"""A nation's list through the embedded cloud, intake alone: all on the ledger, the receipt right, every run in time.

The cloud's clock stands on a Saturday, at the pace of any other, and nothing runs by schedule or is woken: of the round
there is nothing but its intake. (Each query of an index costs the emulator a look at all of its items: seconds here.)

    uv run python -m bench.nation [--rows 200000]
"""

import argparse
import csv
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil
from python_calamine import CalamineWorkbook

from anbu.adapters.ledger.codec import from_item
from anbu.adapters.ledger.keys import LAYOUTS
from anbu.domain.cases.case import Case
from anbu.domain.ids import AreaCode, CaseId, RoundId
from anbu.domain.lists.upload import Upload, UploadState
from anbu.domain.lists.values import Status
from anbu.usecases.resume_upload import HALF_WAY, uploads_of
from anbu.usecases.rows_of_file import rows_of_file
from infra.functions import FUNCTIONS
from local.cloud import Cloud
from local.embedded.home import Home, free_port, recall
from local.rounds import UploadedRound
from local.up import Wishes, ensure_up

MOKPO = AreaCode("4611000000")
SATURDAY = Wishes(changes={"clock": {"start": "2026-11-21T10:00:00+09:00", "rate": 1}})
PATIENCE = 3_600.0
"""Real seconds that a list may take."""
_LOOK = 2.0
_AT_ONCE = 100
_HEADER = ("성명", "생년월일", "휴대전화", "주소", "위기정보", "비고")
_FAMILY = "김이박최정강조윤장임한오서신권황안송전홍"
_SYLLABLES = "가나다라마바사아자차카타파하영순정춘말병종상경은민성옥판길수"
_TOWNS = ("용당1동", "연동", "산정동", "연산동", "원산동", "대성동", "목원동", "동명동", "삼학동", "만호동")
_FOUND = ("단전", "전기료 체납", "건강보험료 체납", "통신비 체납", "월세 취약", "금융연체", "휴폐업", "의료비 과다지출")
_REPORT = re.compile(r"^REPORT RequestId: \S+\tDuration: ([\d.]+) ms.*Max Memory Used: (\d+) MB")


@dataclass(slots=True)
class Truth:
    """What must come out, known while the list is written, and by no rule of ours: row → status."""

    statuses: dict[int, Status] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """As the summary of contract 2."""
        found = Counter(self.statuses.values())
        return {"rows": len(self.statuses), **{status.value: found[status] for status in Status}, "footer": 1}


def write_list(path: Path, rows: int) -> Truth:
    """So many rows: nobody shares a name with anybody, but one in a thousand rows repeats one from far above."""
    truth = Truth()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(_HEADER)
        for n in range(rows):
            cells, truth.statuses[n + 2] = _row(n)
            table.writerow(cells)
        table.writerow(["합계", "", "", "", "", str(rows)])
    return truth


def _row(n: int) -> tuple[list[str], Status]:
    if n >= 1_000 and n % 1_000 == 17:
        return _person(n % 997 // 2 * 2, "010-1999-9999"), Status.DUPLICATE
    cells = _person(n, f"010-{n // 10_000:04}-{n % 10_000:04}")
    if n % 1_000 == 501:
        return ["", "", "", *cells[3:]], Status.REJECTED
    if n % 100 == 33:
        return [*cells[:2], "없음", *cells[3:]], Status.NEEDS_PERSON
    if n % 50 == 7:
        return [*cells[:2], cells[2].replace("-", "")[1:], *cells[3:]], Status.REPAIRED
    return cells, Status.ACCEPTED


def _person(n: int, number: str) -> list[str]:
    size, rest = len(_SYLLABLES), n // len(_FAMILY)
    given = "".join(_SYLLABLES[rest // place % size] for place in (1, size, size * size))
    name = _FAMILY[n % len(_FAMILY)] + given
    born = date(1930, 1, 1) + timedelta(days=n * 7 % 27_000)
    address = f"전라남도 목포시 {_TOWNS[n % len(_TOWNS)]} {9_000 + n % 997}번지"
    return [name, born.isoformat(), number, address, f"{_FOUND[n % 8]}, {_FOUND[(n + 3) % 8]}", ""]


def figures(rows: int = 200_000) -> dict[str, float]:
    """Takes such a list in on a cloud of its own.

    Raises:
        AssertionError: somebody is missing or stands otherwise than they should, or a run took too long.
    """
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place, "cloud"), free_port(), free_port())
        path = Path(place, "nation.csv")
        truth = write_list(path, rows)
        with ensure_up(home, SATURDAY) as cloud:
            intake_alone(cloud)
            uploaded = UploadedRound(cloud, MOKPO, RoundId("nation"))
            began = time.perf_counter()
            uploaded.upload(path)
            upload = _followed(uploaded)
            seconds = time.perf_counter() - began
            most = _emulator_mib(home)
            print(f"{seconds:.0f} s", file=sys.stderr)
            check(uploaded, upload, truth, Path(place))
            runs = list(runs_of_intake(cloud))
            left = _left_in_queues(cloud)
    limit = next(function.timeout for function in FUNCTIONS if function.name == "intake")
    longest = max(seconds for seconds, _ in runs)
    assert longest < limit, (longest, limit)
    assert left == {}, left
    return {
        "nation.rows": rows,
        "nation.seconds": round(seconds, 1),
        "nation.rows_a_second": round(rows / seconds),
        "nation.intake_runs": len(runs),
        "nation.longest_run_s": round(longest, 1),
        "nation.median_run_s": round(sorted(seconds for seconds, _ in runs)[len(runs) // 2], 2),
        "nation.run_mib": max(mib for _, mib in runs),
        "nation.emulator_mib": most,
    }


def _followed(uploaded: UploadedRound) -> Upload:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(_LOOK)
        opened = uploaded.opened()
        found = next(uploads_of(uploaded.ledger, opened.uploads, f"{MOKPO}#nation"), None) if opened else None
        if found and found.state not in HALF_WAY:
            return found
    raise AssertionError("the list is not through")


def check(uploaded: UploadedRound, upload: Upload, truth: Truth, folder: Path) -> None:
    """Everyone on the ledger as the list says, and both receipts."""
    assert upload.state is UploadState.DONE, upload.code
    assert upload.counts == truth.counts(), upload.counts
    written = {row.row: row.status for row in rows_of_file(uploaded.ledger, upload)}
    assert written == truth.statuses
    counts = truth.counts()
    cases = cases_written(uploaded, upload)
    assert len(cases) == counts["rows"] - counts["duplicate"]
    assert all(case.due_at for case in cases)
    s3, lines, book = uploaded.cloud.client("s3"), folder / "receipt.jsonl", folder / "receipt.xlsx"
    s3.download_file(uploaded.cloud.lists_bucket, upload.receipt, str(lines))
    s3.download_file(uploaded.cloud.lists_bucket, upload.receipt.replace(".jsonl", ".xlsx"), str(book))
    with lines.open(encoding="utf-8") as file:
        *told, summary = map(json.loads, file)
    assert {line["row"]: line["status"] for line in told} == truth.statuses
    assert summary["summary"] == counts
    sheet: list[list[Any]] = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert [int(row[0]) for row in sheet[1:]] == list(truth.statuses)


def cases_written(uploaded: UploadedRound, upload: Upload) -> list[Case]:
    """The case of each row that has one, read by its key; every one must be there."""
    ids = [row.case_id for row in rows_of_file(uploaded.ledger, upload) if row.case_id]
    client, table, found = uploaded.cloud.client("dynamodb"), uploaded.cloud.table, list[Case]()
    for some in batched(ids, _AT_ONCE):
        keys = [LAYOUTS[Case].key(case_id) for case_id in some]
        asked = {table: {"Keys": [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys], "ConsistentRead": True}}
        found += (from_item(Case, item) for item in client.batch_get_item(RequestItems=asked)["Responses"][table])
    return found


def batched(ids: list[CaseId], size: int) -> Iterator[list[CaseId]]:
    """The ids, so many at a time."""
    return (ids[at : at + size] for at in range(0, len(ids), size))


def intake_alone(cloud: Cloud) -> None:
    """Stops what runs by schedule, and the planner, which a list wakes when it is through."""
    schedules, functions = cloud.client("scheduler"), cloud.client("lambda")
    for group in schedules.list_schedules()["Schedules"]:
        told = schedules.get_schedule(Name=group["Name"], GroupName=group["GroupName"])
        kept = {name: told[name] for name in ("ScheduleExpression", "Target", "FlexibleTimeWindow")}
        schedules.update_schedule(Name=group["Name"], GroupName=group["GroupName"], State="DISABLED", **kept)
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        if mapping["FunctionArn"].endswith("planner"):
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def runs_of_intake(cloud: Cloud) -> Iterator[tuple[float, int]]:
    """Seconds and MiB of each run, as the emulator logs them."""
    logs = cloud.client("logs")
    pages: Any = logs.get_paginator("filter_log_events").paginate(logGroupName=f"/anbu/{cloud.deployment}/intake")
    for event in (event for page in pages for event in page["events"]):
        assert "timed out" not in event["message"], event["message"]
        if match := _REPORT.match(event["message"]):
            yield float(match[1]) / 1_000, int(match[2])


def _left_in_queues(cloud: Cloud) -> dict[str, int]:
    """Messages of intake that nobody could do."""
    sqs, left = cloud.client("sqs"), {}
    for url in sqs.list_queues().get("QueueUrls", ()):
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        n = int(told["Attributes"]["ApproximateNumberOfMessages"])
        if n and re.search("intake|chunks", url):
            left[url.rsplit("/", 1)[1]] = n
    return left


def _emulator_mib(home: Home) -> int:
    known = recall(home)
    return round(psutil.Process(known.emulator_pid).memory_info().rss / (1 << 20)) if known else 0


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    print(json.dumps(figures(parser.parse_args().rows), indent=1))


if __name__ == "__main__":
    main()
