"""The figures under which nothing may fall: `floor.json`, raised by `--raise-floor`."""

import json
from pathlib import Path

FILE = Path(__file__).with_name("floor.json")
EXPLICIT = "danger_recall_explicit"


def floor() -> dict[str, float]:
    """The stored figures."""
    stored: dict[str, float] = json.loads(FILE.read_text("utf-8"))
    return stored


def fallen(figures: dict[str, float]) -> list[str]:
    """Which figures are worse than stored. Danger said in so many words must always be heard."""
    below = [f"{name}: {figures[name]:.4f} < {least:.4f}" for name, least in floor().items() if figures[name] < least]
    if figures[EXPLICIT] < 1.0:
        below.append(f"{EXPLICIT}: {figures[EXPLICIT]:.4f} < 1")
    return below


def store(figures: dict[str, float]) -> None:
    """Makes these figures the floor."""
    FILE.write_text(
        json.dumps({name: int(value * 10_000) / 10_000 for name, value in figures.items()}, indent=1) + "\n", "utf-8"
    )
