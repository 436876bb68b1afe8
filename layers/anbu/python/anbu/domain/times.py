"""Times are aware datetimes. People live in Korean time; the ledger compares instants."""

from datetime import date, datetime, time, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")
"""Korea has kept UTC+9 without daylight saving since 1988: no time zone database is needed."""


def midnight(day: date) -> datetime:
    """The moment at which a day begins in Korea."""
    return datetime.combine(day, time(), KST)


def aware(moment: datetime) -> datetime:
    """The same moment, in KST. A naive datetime is refused: it could be nine hours wrong.

    Raises:
        ValueError: the datetime has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone was given where Korean time decides who is disturbed")
    return moment.astimezone(KST)
