"""A ladder out of its table: every value checked, nothing guessed. Who cannot be read calls nobody."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import Outcome
from anbu.domain.counselling.record import Need
from anbu.domain.outreach.calendar import Calendar
from anbu.domain.outreach.windows import Window, WindowInvalid

_COUNTS = ("call_budget", "staff_budget", "staff_call_days", "visit_days", "fix_row_days", "redo_limit")
_MINUTES = ("notice_lead_minutes", "number_gap_minutes", "text_gap_minutes")
_TABLES = ("gap_minutes", "review_days")
_KNOWN = {*_COUNTS, *_MINUTES, *_TABLES, "notice_hours", "call_hours", "staff_hours", "call_days"}
_AT_LEAST_ONE = ("call_budget", "redo_limit")
SHORTEST_NUMBER_GAP = 5
"""Minutes. Nobody's telephone rings again sooner, whatever the settings say."""


class LadderInvalid(ValueError):
    """Settings of a ladder that cannot be followed: its government's outreach stays closed until they are mended."""


def merged(*tables: Mapping[str, Any]) -> dict[str, Any]:
    """Later tables override single values of earlier ones, inside `gap_minutes` and `review_days` too."""
    whole: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            whole[key] = {**whole.get(key, {}), **value} if isinstance(value, Mapping) else value
    return whole


def ladder_of(table: Mapping[str, Any], calendar: Calendar) -> Ladder:
    """The ladder that a whole table (see `data/ladders.toml`) describes.

    Raises:
        LadderInvalid: a value is missing, unknown, of the wrong kind or out of bounds.
    """
    unknown, missing = set(table) - _KNOWN, _KNOWN - set(table)
    if unknown or missing:
        raise LadderInvalid(f"a ladder has unknown values {sorted(unknown)} or lacks {sorted(missing)}")
    counts = {name: _whole(name, table[name], 1 if name in _AT_LEAST_ONE else 0) for name in _COUNTS}
    minutes = {name: _minutes(name, table[name]) for name in _MINUTES}
    if minutes["number_gap_minutes"] < timedelta(minutes=SHORTEST_NUMBER_GAP):
        raise LadderInvalid(f"number_gap_minutes must be at least {SHORTEST_NUMBER_GAP}")
    try:
        days = frozenset(table["call_days"])
        return Ladder(
            notice_window=Window(*_hours(table, "notice_hours"), calendar, days),
            call_window=Window(*_hours(table, "call_hours"), calendar, days),
            staff_window=Window(*_hours(table, "staff_hours"), calendar),
            notice_lead=minutes["notice_lead_minutes"],
            call_budget=counts["call_budget"],
            gaps={Outcome(name): _minutes(name, value) for name, value in table["gap_minutes"].items()},
            number_gap=minutes["number_gap_minutes"],
            text_gap=minutes["text_gap_minutes"],
            staff_budget=counts["staff_budget"],
            staff_call_days=counts["staff_call_days"],
            visit_days=counts["visit_days"],
            review_days={need: _whole(need, table["review_days"][need], 0) for need in Need},
            fix_row_days=counts["fix_row_days"],
            redo_limit=counts["redo_limit"],
        )
    except LadderInvalid:
        raise
    except (WindowInvalid, TypeError, ValueError, KeyError) as error:
        raise LadderInvalid(f"a ladder cannot be read: {error}") from error


def _hours(table: Mapping[str, Any], name: str) -> tuple[time, time]:
    opens, closes = table[name]
    return time.fromisoformat(opens), time.fromisoformat(closes)


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise LadderInvalid(f"{name} must be a whole number of at least {least}")
    return value


def _minutes(name: str, value: object) -> timedelta:
    return timedelta(minutes=_whole(name, value, 0))
