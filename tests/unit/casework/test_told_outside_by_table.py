"""What a reporter is told of a report, what an official is told of a state, and how the story says it: as tables."""

import pytest

from anbu.domain.cases.case import move
from anbu.domain.cases.state import State
from anbu.domain.casework.not_now import why_not_now
from anbu.domain.casework.once import digest_of
from anbu.domain.casework.reports import (
    PIN_ROUNDS,
    WRONG_PINS,
    Report,
    ReportBy,
    ReportStatus,
    hashed_pin,
    pin_fits,
    report_id,
    status_of,
)
from anbu.domain.casework.story import StoryWords, event_sentence, tell
from anbu.domain.ids import CaseId
from tests.unit.cases.builders import GOKSEONG, MONDAY_TEN, case

S = State
WORDS = StoryWords(
    rules={"r": "규칙의 말"},
    events={
        "decision": "결정 {n}: {word}", "check": "확인 {n}: {word}", "staff_call": "전화 {n}: {word}",
        "visit": "방문 {n}: {word}", "changed": "바뀜: {word}", "outcome": "{kind} {n}: {word}",
        "lost": "{kind} {n} 잃음",
    },
    kinds={"call": "통화", "notice": "문자", "ring_back": "걸려 온 전화"},
    words={"met": "만남", "name": "이름", "busy": "통화 중"},
    states={state.value: f"상태 {state.value}" for state in State},
)  # fmt: skip


@pytest.mark.parametrize("state", [*State, None])
@pytest.mark.parametrize("begun", [True, False])
def test_a_reporter_learns_how_far_it_has_come_and_nothing_of_the_household(state: State | None, begun: bool) -> None:
    done = state in {None, S.CLOSED}
    expected = ReportStatus.DONE if done else ReportStatus.BEING_LOOKED_INTO if begun else ReportStatus.RECEIVED
    assert status_of(state, begun) is expected
    assert expected.sentence.endswith(("감사드립니다.", "있습니다.", "감사합니다."))


def test_each_status_has_its_own_sentence() -> None:
    assert len({status.sentence for status in ReportStatus}) == len(ReportStatus)


def test_a_receipt_number_is_the_same_however_it_is_written() -> None:
    assert report_id("AB12-CD34") == report_id(" ab12cd34 ") != report_id("AB12-CD35")
    assert report_id("AB12-CD34") == "rw2jjiblgfv2armpn7bux"


def test_a_pin_fits_its_own_report_only() -> None:
    report = Report("r1", CaseId("c1"), GOKSEONG, ReportBy.SELF, MONDAY_TEN, hashed_pin("r1", "1234"))
    assert report.pin == "5ee2c09fd15b86e2eda208f81a5057a7f1455374b2c078cd305ba0cd03e70b29"
    assert pin_fits(report, "1234")
    assert not pin_fits(report, "1235")
    assert hashed_pin("r2", "1234") != report.pin
    assert (PIN_ROUNDS, WRONG_PINS) == (60_000, 5)


MACHINES, PEOPLES = "안내 문자·AI 통화", "사례를 다시 열어"


@pytest.mark.parametrize(
    ("state", "instead"),
    [
        (S.NOTICE_DUE, "본인이 찾아왔거나"),
        (S.CALL_DUE, "본인이 찾아왔거나"),
        (S.CALLING, MACHINES),
        (S.LOOKUP, MACHINES),
        (S.FREEZING, MACHINES),
        (S.SUMMARISING, MACHINES),
        (S.CLOSED, "다시 살펴야 하면"),
        (S.DOUBLE_CHECK, "더블체크가 끝난 뒤"),
        (S.STUCK, "운영 담당자나"),
        *((state, PEOPLES) for state in (S.FIX_ROW, S.STAFF_CALL, S.VISIT, S.REVIEW, S.DECIDE, S.REFERRED)),
        (S.MONITORING, PEOPLES),
    ],
)
def test_who_cannot_act_now_is_told_what_to_do_instead(state: State, instead: str) -> None:
    assert why_not_now(state, {state: "이름"}).startswith(f"이 사례는 지금 ‘이름’ 상태입니다. {instead}")
    assert why_not_now(state, {}).startswith(f"이 사례는 지금 ‘{state}’ 상태입니다. ")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("decision-2:visit", "결정 2: visit"),
        ("check-1:met", "확인 1: 만남"),
        ("staff_call-3:met", "전화 3: 만남"),
        ("visit-10:met", "방문 10: 만남"),
        ("visit-10:met:x", ""),
        ("changed:name", "바뀜: 이름"),
        ("changed:name+remarks", "바뀜: 이름, remarks"),
        ("changed:", ""),
        ("c0a-call-2:busy", "통화 2: 통화 중"),
        ("c0a-ring_back-1:odd", "걸려 온 전화 1: odd"),
        ("c0a-call-2:lost", "통화 2 잃음"),
        ("c0a-notice-1:outcome:busy", "문자 1: 통화 중"),
        ("c0a-notice-1:outcome", "문자 1: "),
        ("c0a-visit-1:busy", ""),
        ("uploaded", ""),
        ("", ""),
    ],
)
def test_events_are_said_in_words(event: str, said: str) -> None:
    assert event_sentence(event, WORDS) == said


@pytest.mark.parametrize(("rule", "sentence"), [("r", "규칙의 말"), ("unheard_of", "규칙 unheard_of")])
def test_a_step_is_told_whole_and_a_rule_without_a_sentence_by_its_code(rule: str, sentence: str) -> None:
    _, entry = move(case(), MONDAY_TEN, to=S.VISIT, due=MONDAY_TEN, rule=rule, event="visit-1:met", by="me")
    told = tell(entry, WORDS)
    assert (told.at, told.sentence, told.event, told.rule) == (MONDAY_TEN, sentence, "방문 1: 만남", rule)
    assert (told.state, told.state_name, told.due_at, told.by) == ("visit", "상태 visit", MONDAY_TEN, "me")


def test_a_request_with_other_parts_is_another_request() -> None:
    assert digest_of("a", "b") == digest_of("a", "b")
    assert len({digest_of("a", "b"), digest_of("ab"), digest_of("b", "a"), digest_of("a", "b", "")}) == 4
