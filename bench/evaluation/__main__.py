"""`python -m bench.evaluation [--raise-floor]`: the report, into `docs/evaluation.md` too; fails when a figure fell."""

import argparse
import sys
import time
from pathlib import Path

from anbu.domain.counselling.counsel import ENGINE
from bench.evaluation.floor import EARLIER, store
from bench.evaluation.labelled import all_labelled
from bench.evaluation.measured import engine, forgotten, measured
from bench.evaluation.report import report

DOCUMENT = Path(__file__).parents[2] / "docs" / "evaluation.md"


def main() -> int:
    """0: no figure is worse than stored."""
    parser = argparse.ArgumentParser(prog="python -m bench.evaluation", description=__doc__)
    parser.add_argument("--raise-floor", action="store_true", help="store these figures as the ones that must not fall")
    args = parser.parse_args()
    cases = all_labelled()
    engine(cases[0].transcript)  # loads dictionary and lexicons
    started = time.perf_counter()
    for case in cases:
        engine(case.transcript)
    seconds = time.perf_counter() - started
    found = measured()
    text = report(found.score, found.alarms, found.answers, engine=ENGINE, transcripts=len(cases), seconds=seconds)
    print(text)
    DOCUMENT.write_text(text, "utf-8")
    if args.raise_floor:
        store(found.figures())
    worse = found.fallen() + [line for lots in EARLIER for line in forgotten(lots)]
    for line in worse:
        print(f"fallen: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
