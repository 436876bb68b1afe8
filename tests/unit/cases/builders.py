"""Cases, ladders and moments for tests: plain values with sensible defaults."""

from datetime import date, timedelta
from typing import Any

from anbu.adapters.ladders import ladders
from anbu.domain.cases.case import Case, NumberRef, Try
from anbu.domain.cases.ladder import Ladder
from anbu.domain.cases.outcome import NoticeResult, Outcome
from anbu.domain.cases.state import State
from anbu.domain.ids import AreaCode, CaseId, NumberKey, PersonKey, RoundId
from anbu.domain.outreach.calendar import Calendar
from anbu.domain.phones import PhoneKind
from tests.hand_clock import MONDAY_TEN

GOKSEONG = AreaCode("4672000000")
CALENDAR = Calendar(frozenset({date(2026, 12, 25)}), date(2026, 1, 1), date(2027, 12, 31))
MOBILE, LANDLINE = NumberKey("mobile"), NumberKey("landline")


def ladder(**changes: Any) -> Ladder:
    """The default ladder, with single values changed."""
    return ladders(CALENDAR, {GOKSEONG: changes} if changes else None)(GOKSEONG)


def case(*outcomes: Outcome, numbers: tuple[NumberKey, ...] = (MOBILE,), **changes: Any) -> Case:
    """A case that was told by text and then rung with these outcomes, an hour apart, the last one an hour ago."""
    tries = tuple(
        Try(n + 1, numbers[n % len(numbers)], MONDAY_TEN - timedelta(hours=len(outcomes) - n), outcome)
        for n, outcome in enumerate(outcomes)
    )
    kinds = {MOBILE: PhoneKind.MOBILE, LANDLINE: PhoneKind.LANDLINE}
    values: dict[str, Any] = {
        "id": CaseId("c1"),
        "area": GOKSEONG,
        "round_id": RoundId("2026-6"),
        "round_area": GOKSEONG,
        "state": State.CALL_DUE,
        "due_at": MONDAY_TEN,
        "created_at": MONDAY_TEN - timedelta(days=1),
        "person_key": PersonKey("p1"),
        "numbers": tuple(NumberRef(key, kinds[key]) for key in numbers),
        "notice": NoticeResult.DELIVERED,
        "notice_at": MONDAY_TEN - timedelta(days=1),
        "tries": tries,
    }
    return Case(**(values | changes))
