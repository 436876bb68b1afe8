"""The whole of `anbu simulate`: shares run side by side, one checker over all logs, others compared, a picture."""

import gc
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from local.simulate.baselines import Other, compare
from local.simulate.books import Books, read_share, together
from local.simulate.checker import Findings, check
from local.simulate.picture import draw
from local.simulate.round import START, Round, Setting

WORTH_SPLITTING = 50_000
"""From so many people on, two deployments with a share each run in two processes, as a nation would run them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a simulation came to."""

    setting: Setting
    findings: Findings
    others: dict[str, Other]
    shares: int
    picture: Path
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Contract 7, and more below it."""
        found = asdict(self.findings)
        promised = {name: found.pop(name) for name in _PROMISED}
        return {
            "people": self.setting.people,
            "lines": self.setting.lines,
            **{name: round(value, 4) if isinstance(value, float) else value for name, value in promised.items()},
            "seconds": round(self.seconds, 1),
            "rps": self.setting.rps,
            "seed": self.setting.seed,
            "faults": asdict(self.setting.faults),
            "shares": self.shares,
            **{name: round(value, 2) if isinstance(value, float) else value for name, value in found.items()},
            "others": {
                name: {
                    "hours_inside_windows": round(other.hours_inside_windows, 2),
                    "line_utilisation": round(other.line_utilisation, 4),
                    "times_ours": round(other.hours_inside_windows / max(self.findings.hours_inside_windows, 1e-9), 2),
                }
                for name, other in self.others.items()
            },
            "picture": str(self.picture),
        }


_PROMISED = (
    "attempts",
    "days",
    "line_utilisation",
    "makespan_ratio",
    "max_lines_used",
    "max_starts_per_second",
    "outside_window",
    "double_calls",
    "double_notices",
    "unaccounted",
    "balanced",
)


def simulate(setting: Setting, out: Path) -> Outcome:
    """Runs a round and checks it. Writes event logs and the picture into `out`."""
    began = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    shares = shares_of(setting)
    logs = [out / f"events-{n}.log" for n in range(len(shares))]
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(_run, share, log) for share, log in zip(shares, logs, strict=True)]
        compared = pool.submit(compare, setting.people, setting.lines, setting.rps, setting.seed)
        books = together([run.result() for run in runs])
        findings = check(books, START, setting.lines, setting.rps)
        picture = out / "round.svg"
        draw(books, START, setting.lines, picture)
        others = compared.result()
    return Outcome(setting, findings, others, len(shares), picture, time.perf_counter() - began)


def shares_of(setting: Setting) -> list[Setting]:
    """One share, or two whose people, lines and starts add up to the whole (design §2.8).

    Starts are split in whole numbers a second, or not at all: two halves of an odd rate could together exceed it.
    """
    rate = int(setting.rps)
    if setting.people < WORTH_SPLITTING or rate != setting.rps or rate < 2 or setting.lines < rate:  # noqa: PLR2004
        return [setting]
    first = rate // 2
    people, lines = setting.people * first // rate, setting.lines * first // rate
    return [
        replace(setting, people=people, lines=lines, rps=float(first)),
        replace(
            setting,
            people=setting.people - people,
            lines=setting.lines - lines,
            rps=float(rate - first),
            seed=setting.seed + 1_000_003,
            first_person=people,
        ),
    ]


def _run(setting: Setting, log: Path) -> Books:
    gc.disable()  # millions of live values without cycles: collecting would only walk over them again and again
    Round(setting, log).run()
    return read_share(log)
