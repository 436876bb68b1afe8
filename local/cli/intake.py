"""`anbu intake FILE`: a dry run that reads a candidate list and prints its receipt (contract 2), touching nothing."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from anbu.adapters.list_files.load_rules import file_sentences, list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.ids import AreaCode
from anbu.domain.lists.columns import Columns, Meaning
from anbu.domain.lists.receipt import ReceiptLines, masked
from anbu.domain.lists.resident_numbers import reduce_numbers
from anbu.domain.lists.rules import ListRules
from anbu.domain.lists.values import ListRefused, Status
from anbu.domain.times import KST
from anbu.usecases.read_list import ListReading, problem_counts, read_list

STATUSES = {
    Status.ACCEPTED: "접수",
    Status.REPAIRED: "고쳐서 접수",
    Status.NEEDS_PERSON: "담당자 확인",
    Status.DUPLICATE: "중복",
    Status.REJECTED: "반려",
}
_SHOWN_ROWS = 10


def add_parser(subparsers: Any) -> None:
    """Adds `intake` to the command line."""
    parser = subparsers.add_parser("intake", help="발굴 명단을 읽어 접수 결과를 보여 줍니다 (올리지 않습니다)")
    parser.add_argument("file", type=Path, help="xlsx, xls, ods, csv, tsv")
    parser.add_argument("--area", help="명단을 보낸 지역의 행정표준코드 (10자리)")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=own_column,
        metavar="열이름=뜻",
        help="열 이름의 뜻을 직접 정합니다",
    )
    parser.add_argument("--json", action="store_true", help="JSON Lines로 출력")
    parser.set_defaults(run=run)


def own_column(written: str) -> tuple[str, str]:
    """`고객=name` or `고객=성명` → the heading and its meaning.

    Raises:
        argparse.ArgumentTypeError: not of that form, or a meaning that nobody knows.
    """
    heading, _, word = written.partition("=")
    found = list_rules(datetime.now(KST).date()).names.meaning(word)
    if not heading or (found is None and word not in set(Meaning)):
        raise argparse.ArgumentTypeError("열이름=뜻 꼴로 적어 주세요 (예: 고객=성명)")
    return heading, found[0].value if found else word


def run(args: argparse.Namespace) -> int:
    """Prints the receipt. 0: read; 1: refused, with one sentence that says what to do."""
    try:
        rules, reading = _read(args.file, args.area, dict(args.column))
    except ListRefused as refused:
        message = file_sentences()[refused.code]
        print(message, file=sys.stderr)
        if args.json:
            print(json.dumps({"error": {"code": refused.code, "message": message}}, ensure_ascii=False))
        return 1
    if args.json:
        sys.stdout.writelines(json_lines(reading, rules))
    else:
        _print_for_people(args.file.name, reading, rules)
    return 0


def _read(file: Path, area: str | None, own: dict[str, str]) -> tuple[ListRules, ListReading]:
    today = datetime.now(KST).date()
    rules = list_rules(today, own_columns=own)
    home: AreaCode | None = None
    if area is not None:
        home = rules.areas.by_code(area)
        if home is None:
            raise ListRefused("no_such_area")
        rules = list_rules(today, home, own)
    return rules, read_list(read_tables(file, rules.names), rules)


def json_lines(reading: ListReading, rules: ListRules) -> Iterator[str]:
    """One line a row, then the summary with the columns that were understood."""
    written = ReceiptLines(rules.sentences)
    for row in reading.rows:
        yield written.line(row) + "\n"
    columns = {sheet: named_columns(columns) for sheet, columns in reading.columns.items()}
    last = {"summary": reading.counts.as_mapping(), "columns": columns, "skipped_sheets": reading.skipped}
    yield json.dumps(last, ensure_ascii=False) + "\n"


def named_columns(columns: Columns) -> dict[str, str | None]:
    """Each heading of the file, and what it was taken for; None: not used."""
    meanings = {place: meaning.value for meaning, places in columns.places.items() for place in places}
    return {heading: meanings.get(place) for place, heading in sorted(columns.headings.items())}


def _print_for_people(name: str, reading: ListReading, rules: ListRules) -> None:
    console = Console(highlight=False)
    counts = reading.counts
    name, _ = reduce_numbers(name)
    console.print(f"[bold]{name}[/bold]: 모두 {counts.rows:,}명 (표 아래 합계·안내 {counts.footer}줄은 세지 않음)")
    console.print(" · ".join(f"{word} {getattr(counts, status.value):,}" for status, word in STATUSES.items()))
    for sheet, columns in reading.columns.items():
        known = named_columns(columns)
        used = ", ".join(key for key, use in known.items() if use)
        console.print(f"읽은 열{f' ({sheet})' if sheet else ''}: {used}")
        unused = [key for key, use in known.items() if use is None]
        if unused:
            console.print("쓰지 않은 열: " + ", ".join(unused))
    problems = problem_counts(reading)
    if problems:
        grid = Grid("열", "건수", "할 일", title="살펴볼 것", title_justify="left")
        for problem, n in sorted(problems.items(), key=lambda entry: -entry[1]):
            grid.add_row(problem.column, f"{n:,}", rules.sentences[problem.code])
        console.print(grid)
    grid = Grid("행", "이름", "결과", "번호", "지역", "할 일", title=f"첫 {_SHOWN_ROWS}줄", title_justify="left")
    for row in reading.rows[:_SHOWN_ROWS]:
        todo = " ".join(rules.sentences[problem.code] for problem in row.problems)
        where = " ".join(rules.areas.areas[row.area].path[-2:]) if row.area else "-"
        numbers = ", ".join(phone.number for phone in row.phones if phone.kind.can_be_rung)
        grid.add_row(str(row.row), masked(row.name), STATUSES[row.status], numbers, where, todo)
    console.print(grid)
