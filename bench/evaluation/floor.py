"""The figures under which nothing may fall: `floor.json`, raised by `--raise-floor`.

New and harder lots bring a floor of their own. What stood before them goes on to hold for the lots of that time
(`EARLIER`): learning from new words may not forget the old ones.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from bench.evaluation.alarms import CALLS, EVERYDAY, UNLEARNT

FILE = Path(__file__).with_name("floor.json")
EARLIER = {lots: Path(__file__).with_name(f"floor_first_{lots}_lots.json") for lots in (13, 21)}
"""The floors of the first so many lots."""
EXPLICIT = "danger_recall_explicit"
TRANSCRIPTS = "transcripts"
COUNTS = {f"quiet {name}": name for name in (EVERYDAY, UNLEARNT, CALLS)}
"""Over what a figure was measured, if not over the transcripts."""


def floor(file: Path = FILE) -> dict[str, float]:
    """The stored figures, and over how many transcripts they were measured."""
    stored: dict[str, float] = json.loads(file.read_text("utf-8"))
    return stored


def fallen(figures: Mapping[str, float], least: Mapping[str, float] | None = None) -> list[str]:
    """Which figures are worse than stored. Danger said in so many words must always be heard.

    A stored figure that is no longer measured has fallen, and so has a number of transcripts, calls or utterances.
    """
    bottom = floor() if least is None else least
    below = [
        f"{name}: {figures.get(name, 0):.4f} < {value:.4f}"
        for name, value in bottom.items()
        if figures.get(name, 0) < value
    ]
    if figures[EXPLICIT] < 1.0:
        below.append(f"{EXPLICIT}: {figures[EXPLICIT]:.4f} < 1")
    return below


def raised(figures: Mapping[str, float], least: Mapping[str, float]) -> dict[str, float]:
    """The next floor: no figure lower than the last, unless it was measured over more than the last."""
    cut = {name: int(value * 10_000) / 10_000 for name, value in figures.items()}
    return {
        name: value if _over_more(name, cut, least) else max(value, least.get(name, 0)) for name, value in cut.items()
    }


def _over_more(name: str, figures: Mapping[str, float], least: Mapping[str, float]) -> bool:
    count = COUNTS.get(name, TRANSCRIPTS)
    return figures[count] > least.get(count, 0)


def store(figures: Mapping[str, float]) -> None:
    """Makes these figures the floor."""
    FILE.write_text(json.dumps(raised(figures, floor()), indent=1) + "\n", "utf-8")
