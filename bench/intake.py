"""What reading a list costs (issue B): ratios to the bare readers in one run, and memory for a nation's round.

Each reading runs in a process of its own, and everything of contract 2 is done to each row, its receipt line too.

    uv run python -m bench.intake [--rows 100000]
"""

import argparse
import csv
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from anbu.adapters.list_files.load_rules import list_rules
from anbu.adapters.list_files.read_file import read_tables
from anbu.domain.lists.receipt import ReceiptLines
from anbu.usecases.read_list import read_list

SAMPLE = Path("local/samples/mokpo_2024_3.csv")
NATION = 200_000
ROUNDS = 3


def rows_like_the_sample(rows: int) -> list[list[str]]:
    """So many invented people with the addresses, indicators and ways of writing of the sample."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        header, *people = list(csv.reader(file))[:-1]
    chance = random.Random(1)
    syllables = [chr(letter) for letter in range(0xAC00, 0xD7A3, 28)]
    found = [header]
    for number in range(rows):
        row = people[number % len(people)].copy()
        row[0], row[2] = str(number + 1), "".join(chance.choices(syllables, k=3))
        row[4] = str(date(1930, 1, 1) + timedelta(days=chance.randrange(27_000)))
        if row[6].startswith("010-") and len(row[6]) == 13:
            row[6] = f"010-{chance.randrange(2000):04}-{chance.randrange(10_000):04}"
        found.append(row)
    return found


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    """As a spreadsheet saves it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    """As a spreadsheet saves it: shared strings."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("명단")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def bare_csv(path: Path) -> int:
    """The bare reader: every row parsed, nothing looked at."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def bare_xlsx(path: Path) -> int:
    """Calamine alone."""
    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def ours(path: Path) -> int:
    """Reading and receipt."""
    rules = list_rules(date(2026, 11, 23))
    reading = read_list(read_tables(path, rules.names), rules)
    written = ReceiptLines(rules.sentences)
    return sum(map(len, map(written.line, reading.rows)))


def alone(act: Callable[[Path], int], path: Path) -> dict[str, float]:
    """Best seconds of several runs, and the most memory (MiB) of the process and its child together, in a fresh one."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        found = _apart(_measured, act, path)
        best = found if not best or found["seconds"] < best["seconds"] else best
    return best


def _apart(act: Callable[..., None], *given: Any) -> Any:
    """What it sends, done in a fresh process: a new one begins with the most memory that its parent ever had."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=act, args=(*given, sender))
    process.start()
    found = receiver.recv()
    process.join()
    return found


def _write_lists(folder: Path, rows: int, sender: Any) -> None:
    for name, size in (("l", rows), ("n", NATION)):
        people = rows_like_the_sample(size)
        write_csv(folder / f"{name}.csv", people)
        write_xlsx(folder / f"{name}.xlsx", people)
    sender.send(None)


def _measured(act: Callable[[Path], int], path: Path, sender: Any) -> None:
    began = time.perf_counter()
    act(path)
    seconds = time.perf_counter() - began
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    sender.send({"seconds": seconds, "mib": sum(used) / 1024})


def figures(rows: int) -> dict[str, float]:
    """All of them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _apart(_write_lists, folder, rows)
        measured = {
            "csv": (alone(bare_csv, folder / "l.csv"), alone(ours, folder / "l.csv")),
            "xlsx": (alone(bare_xlsx, folder / "l.xlsx"), alone(ours, folder / "l.xlsx")),
        }
        large = (alone(ours, folder / "n.csv"), alone(ours, folder / "n.xlsx"))
    found: dict[str, float] = {"intake.rows": rows}
    for kind, (bare, whole) in measured.items():
        found[f"intake.{kind}_bare_s"] = round(bare["seconds"], 3)
        found[f"intake.{kind}_s"] = round(whole["seconds"], 3)
        found[f"intake.{kind}_ratio"] = round(whole["seconds"] / bare["seconds"], 2)
    for kind, memory in zip(("csv", "xlsx"), large, strict=True):
        found[f"intake.{kind}_mib_at_{NATION}"] = round(memory["mib"])
        found[f"intake.{kind}_s_at_{NATION}"] = round(memory["seconds"], 2)
    return found


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    print(json.dumps(figures(parser.parse_args().rows), indent=1))


if __name__ == "__main__":
    main()
