"""What an official reads before they ring, and which number at which time of the day they are told to try."""

from dataclasses import replace
from datetime import datetime

import pytest

from anbu.domain.cases.case import Case, NumberRef, Try
from anbu.domain.cases.outcome import Outcome
from anbu.domain.casework.brief import best_call, brief_lines
from anbu.domain.counselling.record import CounsellingRecord, Danger, DangerKind, Finding, Need, Reached, Topic
from anbu.domain.ids import NumberKey
from anbu.domain.phones import PhoneKind
from anbu.domain.times import KST
from tests.unit.cases.builders import LANDLINE, MOBILE, case

O = Outcome  # noqa: E741  the table reads better
MORNING, MIDDAY, AFTERNOON = "오전 9시~12시", "낮 12시~3시", "오후 3시~6시"
SPOKE, SOMEBODY, NEW = (
    "이때 이 번호로 본인과 이야기했습니다.",
    "이때 이 번호로 누군가 받았습니다.",
    "아직 걸어 보지 않은 때입니다.",
)


def rung(*tries: tuple[Outcome, int, NumberKey], **changes: object) -> Case:
    """A case with two numbers that was rung at these hours of a day."""
    made = tuple(
        Try(n + 1, number, datetime(2026, 11, 23, hour, 59, tzinfo=KST), outcome)
        for n, (outcome, hour, number) in enumerate(tries)
    )
    return replace(case(numbers=(MOBILE, LANDLINE)), tries=made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("hour", "time"), [(9, MORNING), (11, MORNING), (12, MIDDAY), (14, MIDDAY), (15, AFTERNOON)])
def test_the_times_of_a_day(hour: int, time: str) -> None:
    assert best_call(rung((O.COMPLETED, hour, MOBILE))).time == time


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (O.COMPLETED, SPOKE),
        (O.PARTIAL, SPOKE),
        (O.CALL_LATER, SPOKE),
        (O.WANTS_PERSON, SPOKE),
        (O.REFUSED, SPOKE),
        (O.OTHER_PERSON, SOMEBODY),
        (O.NOBODY, SOMEBODY),
        (O.BUSY, SOMEBODY),
        (O.VOICEMAIL, NEW),
        (O.NO_ANSWER, NEW),
        (O.FAILED, NEW),
        (O.UNKNOWN, NEW),
        (O.INVALID_NUMBER, NEW),
        (O.WRONG_NUMBER, NEW),
    ],
)
def test_where_somebody_answered_is_tried_first(outcome: Outcome, why: str) -> None:
    best = best_call(rung((outcome, 10, LANDLINE)))
    assert best.why == why
    assert best.number == (MOBILE if why == NEW else LANDLINE)
    assert best.time == (MIDDAY if why == NEW else MORNING)


def test_the_latest_talk_counts_and_more_than_that_somebody_answered_since() -> None:
    told = rung((O.PARTIAL, 9, MOBILE), (O.PARTIAL, 13, LANDLINE), (O.BUSY, 16, MOBILE), (O.NO_ANSWER, 9, MOBILE))
    assert (best_call(told).number, best_call(told).time) == (LANDLINE, MIDDAY)
    somebody = rung((O.BUSY, 9, MOBILE), (O.NOBODY, 16, LANDLINE), (O.NO_ANSWER, 13, MOBILE))
    assert (best_call(somebody).number, best_call(somebody).time) == (LANDLINE, AFTERNOON)


def test_the_time_that_they_named_is_told_if_they_spoke() -> None:
    named = datetime(2026, 11, 25, 14, 5, tzinfo=KST)
    best = best_call(rung((O.CALL_LATER, 10, LANDLINE), call_back_at=named))
    assert (best.number, best.time, best.why) == (LANDLINE, "11월 25일 14시 05분", "본인이 말한 때입니다.")
    assert best_call(rung((O.PARTIAL, 9, MOBILE), (O.CALL_LATER, 10, LANDLINE), call_back_at=named)) == best
    assert best_call(rung((O.BUSY, 10, LANDLINE), call_back_at=named)).why == SOMEBODY


@pytest.mark.parametrize(
    ("tries", "number", "time"),
    [
        ((), MOBILE, MORNING),
        (((O.NO_ANSWER, 10, MOBILE),), LANDLINE, MIDDAY),
        (((O.NO_ANSWER, 10, MOBILE), (O.NO_ANSWER, 13, LANDLINE)), MOBILE, AFTERNOON),
        (((O.NO_ANSWER, 16, MOBILE), (O.NO_ANSWER, 13, MOBILE), (O.NO_ANSWER, 9, MOBILE)), LANDLINE, MORNING),
        (((O.WRONG_NUMBER, 10, MOBILE),), LANDLINE, MIDDAY),
        (((O.INVALID_NUMBER, 10, MOBILE), (O.NO_ANSWER, 13, LANDLINE)), LANDLINE, AFTERNOON),  # spent, though rung less
        (((O.INVALID_NUMBER, 10, MOBILE), (O.WRONG_NUMBER, 10, LANDLINE)), None, MIDDAY),
    ],
)
def test_otherwise_what_was_tried_least(
    tries: tuple[tuple[Outcome, int, NumberKey], ...], number: NumberKey | None, time: str
) -> None:
    best = best_call(rung(*tries))
    assert (best.number, best.time, best.why) == (number, time, NEW)


def test_a_number_that_nobody_can_ring_is_not_named() -> None:
    office = replace(case(), tries=(), numbers=(NumberRef(NumberKey("office"), PhoneKind.REPRESENTATIVE),))
    assert best_call(office).number is None


def test_who_was_not_talked_to_yet_is_told_by_what_was_tried() -> None:
    told = rung((O.NO_ANSWER, 10, MOBILE), (O.BUSY, 11, MOBILE), staff_tries=3, visits=1, indicators=("rent", "odd"))
    assert brief_lines(told, None, {"rent": "월세 체납"}) == [
        "위기정보: 월세 체납, odd",
        "아직 이야기를 나누지 못했습니다 (AI 전화 2번, 담당자 전화 3번, 방문 1번).",
    ]
    assert brief_lines(case(), None, {})[0] == "위기정보: 없음"
    assert brief_lines(case(), None, {}, " 다시 물어봄.\n둘째 줄")[1] == "다시 물어봄."
    assert brief_lines(case(danger=True), None, {})[2] == "위험한 상황이 언급되었습니다. 먼저 안전을 확인해 주세요."


DANGER = (Danger(DangerKind.NO_FOOD, "t1", "먹을 게 없어요"),)
RICE, BED = Finding("쌀 지원", "t2", "쌀 좀"), Finding("침대", "t3", "침대요")
SAFETY_FIRST = "위험한 상황이 언급되었습니다. 먼저 안전을 확인해 주세요."


def record(
    danger: tuple[Danger, ...] = (), requests: tuple[Finding, ...] = (), unanswered: tuple[Topic, ...] = ()
) -> CounsellingRecord:
    return CounsellingRecord(
        "c1", "rules", "p", Reached.SELF, Need.WATCH, danger, {}, requests, unanswered, "월세가 밀렸다고 함.\n둘째 줄"
    )


@pytest.mark.parametrize(
    ("in_danger", "heard", "third"),
    [
        (False, record(), None),
        (True, record(), SAFETY_FIRST),
        (False, record(DANGER), SAFETY_FIRST),
        (True, record(DANGER, (RICE,)), SAFETY_FIRST),  # it stands before whatever was asked for
        (False, record((), (RICE,)), "원하는 도움: 쌀 지원"),
        (False, record((), (RICE, BED), (Topic.DEBT,)), "원하는 도움: 쌀 지원, 침대"),
        (False, record((), (), (Topic.DEBT, Topic.CARE)), "묻지 못한 것: 빚, care"),
        (False, None, None),
        (True, None, SAFETY_FIRST),
    ],
)
def test_the_last_line_says_what_to_do_and_danger_comes_first(
    in_danger: bool, heard: CounsellingRecord | None, third: str | None
) -> None:
    lines = brief_lines(case(danger=in_danger), heard, {"debt": "빚"})
    assert lines[1] == (
        "월세가 밀렸다고 함." if heard else "아직 이야기를 나누지 못했습니다 (AI 전화 0번, 담당자 전화 0번, 방문 0번)."
    )
    assert lines[2:] == ([third] if third else [])
    assert brief_lines(case(), record(), {}, "고쳐 씀")[1] == "고쳐 씀", "an official's word stands over the machine's"
