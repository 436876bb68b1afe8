"""The ladder of each local government: the default of `data/ladders.toml`, a named one, and the settings on top."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from anbu.data import load
from anbu.domain.cases.ladder import Ladder
from anbu.domain.ids import AreaCode
from anbu.domain.outreach.calendar import Calendar
from anbu.domain.outreach.ladders import LadderInvalid, ladder_of, merged
from anbu.domain.outreach.windows import WindowUnknown


def ladders(
    calendar: Calendar, overrides: Mapping[str, Mapping[str, Any]] | None = None
) -> Callable[[AreaCode], Ladder]:
    """The ladder of an area, by its 시군구 (first five digits of the code).

    `overrides` is the settings' table: area code → values, or `{"ladder": "chungju", …}` to take a named one.
    Every ladder is read at once, so that a mistake shows when a function starts and not at somebody's turn.

    Raises:
        LadderInvalid: a table cannot be followed.
    """
    known = load("ladders")
    default = ladder_of(known["default"], calendar)
    own = {area[:5]: ladder_of(_table(known, table), calendar) for area, table in (overrides or {}).items()}
    return lambda area: own.get(area[:5], default)


def next_open(ladder: Callable[[AreaCode], Ladder]) -> Callable[[AreaCode, datetime], datetime]:
    """When at or after a moment somebody of an area may be rung; the moment itself where nobody knows."""

    def opens(area: AreaCode, at: datetime) -> datetime:
        try:
            return ladder(area).call_window.next_open(at)
        except WindowUnknown:
            return at

    return opens


def _table(known: Mapping[str, Any], override: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(override)
    name = values.pop("ladder", "default")
    if not isinstance(known.get(name), Mapping):
        raise LadderInvalid(f"there is no ladder named {name!r}")
    return merged(known["default"], known[name], values)
