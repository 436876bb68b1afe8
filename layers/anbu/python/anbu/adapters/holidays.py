"""Korean public holidays as values for the rules: the `holidays` package, and what the settings add."""

from collections.abc import Iterable
from datetime import date, timedelta

import holidays

from anbu.data import load
from anbu.domain.outreach.calendar import Calendar


def korean_calendar(temporary: Iterable[date] = ()) -> Calendar:
    """The calendar that calls go by: days off by law, and `temporary` ones that the settings name.

    The package computes holidays for decades ahead; what is *known* ends with the last published 월력요항,
    which `data/holidays.toml` dates. Beyond it every window is closed.
    """
    known = load("holidays")
    start, end = known["known_from"], known["known_until"]
    by_law = holidays.country_holidays("KR", years=range(start.year, end.year + 1))
    declared = (date.fromisoformat(day["date"]) for day in known.get("declared", ()))
    return Calendar(frozenset(by_law), start, end).with_days((*declared, *temporary))


def days_of_knowledge(calendar: Calendar, today: date) -> int:
    """For how many more days windows can open at all. `doctor` and a test complain under 90."""
    return (calendar.known_until - today) // timedelta(days=1)
