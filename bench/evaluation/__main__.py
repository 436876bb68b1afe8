"""`python -m bench.evaluation [--raise-floor]`: the report, into `docs/evaluation.md` too; fails when a figure fell."""

import argparse
import sys
import time
from functools import cache, partial
from pathlib import Path

from anbu.adapters.morphology import analyse
from anbu.domain.counselling.counsel import ENGINE, counsel
from bench.evaluation.floor import FILE_FIRST_LOTS, fallen, floor, store
from bench.evaluation.labelled import all_labelled, first_lots
from bench.evaluation.report import report
from bench.evaluation.score import score

DOCUMENT = Path(__file__).parents[2] / "docs" / "evaluation.md"


def main() -> int:
    """0: no figure is worse than stored."""
    parser = argparse.ArgumentParser(prog="python -m bench.evaluation", description=__doc__)
    parser.add_argument("--raise-floor", action="store_true", help="store these figures as the ones that must not fall")
    args = parser.parse_args()
    cases = all_labelled()
    engine = cache(partial(counsel, analyse=analyse))  # the first lots are scored once more
    counsel(cases[0].transcript, analyse=analyse)  # loads dictionary and lexicons
    started = time.perf_counter()
    found = score(engine, cases)
    text = report(found, engine=ENGINE, transcripts=len(cases), seconds=time.perf_counter() - started)
    print(text)
    DOCUMENT.write_text(text, "utf-8")
    figures = found.figures()
    if args.raise_floor:
        store(figures)
    of_the_first = score(engine, first_lots(cases)).figures()
    worse = fallen(figures) + [f"{line} (first lots)" for line in fallen(of_the_first, floor(FILE_FIRST_LOTS))]
    for line in worse:
        print(f"fallen: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
