"""`make bench`: every benchmark in one run; writes `bench/results.json` and the table in `docs/performance.md`."""

import contextlib
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from bench import hook, intake, round, simulation  # noqa: A004  a round is the field's word

ROOT = Path(__file__).parent
TABLE = ROOT.parent / "docs/performance.md"
LIMITS = {
    "hook.median_ratio": "≤ 3",
    "hook.p99_ratio": "≤ 3",
    "hook.reply_p95_with_model_of_1.5_s": "≤ 2",
    "hook.reply_max_with_model_that_never_answers_s": "≤ 6.5",
    "intake.csv_ratio": "≤ 30",
    "intake.xlsx_ratio": "≤ 4",
    "intake.csv_mib_at_200000": "< 400",
    "intake.xlsx_mib_at_200000": "< 700",
    "simulation.line_utilisation": "≥ 0.97",
    "simulation.makespan_ratio": "≤ 1.05",
    "simulation.seconds": "< 180",
    "simulation.promises_broken": "0",
    "round.time_ratio": "≤ 3",
    "round.runs_ratio": "≤ 1.2",
}
"""What each figure is judged by (the issues' «How it is judged»)."""

BENCHMARKS: dict[str, Callable[[], dict[str, float]]] = {
    "intake": lambda: intake.figures(100_000),
    "hook": lambda: hook.figures(10_000),
    "simulation": lambda: simulation.figures(200_000, 3),
    "round": round.figures,
}


def main() -> None:
    """Measures everything that was asked for by name, or all of it."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(wanted) - set(BENCHMARKS):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(BENCHMARKS)}")
    results = ROOT / "results.json"
    found: dict[str, float] = json.loads(results.read_text("utf-8")) if results.exists() else {}
    for name in wanted:
        print(f"measuring {name} …", file=sys.stderr)
        found.update(_measure(name))
        results.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    TABLE.write_text(_table(found), encoding="utf-8")


def _measure(name: str) -> dict[str, float]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        return BENCHMARKS[name]()


def _table(found: dict[str, float]) -> str:
    lines = [
        "# Performance",
        "",
        f"Written by `make bench`; {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}. "
        "Ratios are of measurements side by side in one run; seconds are this machine's.",
        "",
        "| figure | measured | judged by |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {value} | {LIMITS.get(name, '')} |" for name, value in sorted(found.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
