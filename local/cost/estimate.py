"""How much of each thing a round uses, and what that costs."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRICES = Path(__file__).with_name("prices.toml")
_TURN_SECONDS, _TURN_GIGABYTES = 0.3, 1.769
_RUN_SECONDS, _RUN_GIGABYTES = 0.3, 0.75
_REQUESTS_A_MESSAGE = 3
"""Sent, received, deleted."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one service costs for the round, in whole won. `checked`: whether the unit price has been looked up."""

    service: str
    amount: float
    unit: str
    won: int
    checked: bool
    source: str


def read_prices(path: Path = PRICES) -> dict[str, Any]:
    """The table of prices and volumes.

    Raises:
        OSError, tomllib.TOMLDecodeError: the file cannot be read.
    """
    return tomllib.loads(path.read_text(encoding="utf-8"))


def estimate(people: int, table: Mapping[str, Any]) -> list[Line]:
    """One line a service, the dearest first.

    Raises:
        ValueError: there cannot be so many people.
        KeyError: the table lacks a price or a volume.
    """
    if people < 0:
        raise ValueError("사람 수는 0 이상이어야 합니다.")
    amounts = {name: people * each for name, each in _each(table["volumes"]).items()}
    lines = [_line(price, amounts[price["uses"]], float(table["krw_per_usd"])) for price in table["price"]]
    return sorted(lines, key=lambda line: -line.won)


def _each(volumes: Mapping[str, float]) -> dict[str, float]:
    """What one person uses on average."""
    calls = volumes["attempts"] * volumes["answered_share"]
    turns, runs = calls * volumes["turns"], float(volumes["function_runs"])
    return {
        "talk_minutes": calls * volumes["talk_minutes"],
        "turns": turns,
        "texts": volumes["texts"],
        "runs": runs + turns,
        "gigabyte_seconds": turns * _TURN_SECONDS * _TURN_GIGABYTES + runs * _RUN_SECONDS * _RUN_GIGABYTES,
        "ledger_writes": volumes["ledger_writes"],
        "ledger_reads": volumes["ledger_reads"],
        "queue_requests": runs * _REQUESTS_A_MESSAGE,
    }


def _line(price: Mapping[str, Any], amount: float, krw_per_usd: float) -> Line:
    each = price["krw"] if "krw" in price else price["usd"] * krw_per_usd
    won = math.ceil(amount / price["per"] * each)
    return Line(price["service"], round(amount, 1), price["unit"], won, bool(price["checked"]), price["source"])
