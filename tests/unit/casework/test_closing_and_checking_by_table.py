"""What a closing must rest on, where each decision leads, and who may judge it: as tables."""

from datetime import datetime, timedelta

import pytest

from anbu.domain.cases.state import State
from anbu.domain.casework.access import Official
from anbu.domain.casework.closing import ClosingReason, OnRecord, RestsOn, what_is_missing
from anbu.domain.casework.decisions import DAYS, DECIDABLE, LATEST, DecisionKind, what_is_wrong
from anbu.domain.casework.double_check import (
    CheckFinding,
    Reading,
    Verdict,
    contradiction,
    drawn,
    same_person,
    what_forbids,
    why_checked,
)
from anbu.domain.counselling.record import Need
from anbu.domain.ids import CaseId
from anbu.domain.times import KST
from tests.unit.cases.builders import case

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=KST)
K, R, S = DecisionKind, RestsOn, State
SOON = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "state", "korean", "referral"),
    [
        (K.IN_DEPTH, S.DECIDE, "심층상담", False),
        (K.VISIT, S.VISIT, "방문", False),
        (K.PUBLIC_BENEFIT, S.REFERRED, "공적급여 연계", True),
        (K.PRIVATE_RESOURCE, S.REFERRED, "민간자원 연계", True),
        (K.CASE_MANAGEMENT, S.REFERRED, "통합사례관리", True),
        (K.MONITORING, S.MONITORING, "계속 모니터링", False),
        (K.CLOSE, S.CLOSED, "종결", False),
    ],
)
def test_each_decision_leads_somewhere(kind: DecisionKind, state: State, korean: str, referral: bool) -> None:
    assert (kind.leads_to, kind.korean, kind.is_referral) == (state, korean, referral)


def test_people_decide_what_waits_for_them_and_nothing_else() -> None:
    """Not what the machine holds, what a second person checks, what is closed, or what a fault holds."""
    assert set(DECIDABLE) == {S.STAFF_CALL, S.VISIT, S.REVIEW, S.DECIDE, S.FIX_ROW, S.REFERRED, S.MONITORING}


def test_nobody_is_put_off_out_of_sight() -> None:
    assert {S.DECIDE: 5, S.VISIT: 3, S.REFERRED: 10, S.MONITORING: 20, S.DOUBLE_CHECK: 2} == DAYS
    assert {S.DECIDE: 20, S.VISIT: 10, S.REFERRED: 60, S.MONITORING: 130} == LATEST


@pytest.mark.parametrize(
    ("kind", "reason", "agency", "says"),
    [
        (K.CLOSE, None, None, "종결 사유를 골라"),
        (K.CLOSE, "died", None, None),
        (K.VISIT, "died", None, "종결할 때만"),
        (K.VISIT, None, None, None),
        (K.MONITORING, "died", None, "종결할 때만"),
        (K.PUBLIC_BENEFIT, None, None, "의뢰할 기관"),
        (K.PUBLIC_BENEFIT, None, "", "의뢰할 기관"),
        (K.PRIVATE_RESOURCE, None, "복지관", None),
        (K.CASE_MANAGEMENT, "died", "복지관", "종결할 때만"),
    ],
)
def test_what_a_decision_lacks(kind: DecisionKind, reason: str | None, agency: str | None, says: str | None) -> None:
    _says(what_is_wrong(kind, reason, agency), says)


def closing(*rests_on: RestsOn, needs_answers: bool = False) -> ClosingReason:
    return ClosingReason("x", "사유", "", "monitoring", frozenset(rests_on), support=False, needs_answers=needs_answers)


@pytest.mark.parametrize(
    ("ground", "record", "document", "holds"),
    [
        (R.TALK, OnRecord(), None, False),
        (R.TALK, OnRecord(talked=True), None, True),
        (R.TALK, OnRecord(talked_to_official=True), None, True),
        (R.TALK, OnRecord(met=True), "곡성-1", False),
        (R.OFFICIAL_TALK, OnRecord(talked=True), None, False),  # the machine's talk is none of an official's
        (R.OFFICIAL_TALK, OnRecord(talked_to_official=True), None, True),
        (R.VISIT, OnRecord(visits=2), None, False),
        (R.VISIT, OnRecord(met=True), None, True),
        (R.VISITS_TWICE, OnRecord(visits=1), None, False),
        (R.VISITS_TWICE, OnRecord(visits=2), None, True),
        (R.VISITS_TWICE, OnRecord(visits=3), None, True),
        (R.DOCUMENT, OnRecord(), None, False),
        (R.DOCUMENT, OnRecord(), "", False),
        (R.DOCUMENT, OnRecord(), " ", False),
        (R.DOCUMENT, OnRecord(), "곡성-1", True),
    ],
)
def test_a_closing_rests_on_what_is_on_record(
    ground: RestsOn, record: OnRecord, document: str | None, holds: bool
) -> None:
    assert record.holds(ground, document) is holds
    assert (what_is_missing(closing(ground), record, document) is None) is holds


@pytest.mark.parametrize(
    ("reason", "record", "says"),
    [
        (closing(R.TALK, R.VISIT), OnRecord(met=True), None),  # any of them will do
        (closing(R.VISIT, R.TALK), OnRecord(), "‘사유’ 사유로 종결하려면 본인과의 통화 기록 또는 만나 본 방문 기록을"),
        (closing(R.OFFICIAL_TALK), OnRecord(), "공무원이 본인과 통화한 기록을 먼저 남겨 주세요."),
        (closing(R.VISITS_TWICE), OnRecord(), "두 번 이상의 방문 기록을 먼저"),
        (closing(R.TALK, R.DOCUMENT), OnRecord(), "본인과의 통화 기록 또는 근거 문서번호를 먼저"),
        (closing(R.TALK, needs_answers=True), OnRecord(talked=True), "확인하지 못한 항목이 남아 있습니다."),
        (closing(R.TALK, needs_answers=True), OnRecord(talked=True, answered_all=True), None),
        (closing(R.TALK), OnRecord(talked=True, answered_all=False), None),
        (closing(R.TALK), OnRecord(talked=True, answered_all=True, referral_open=True), "회신이 아직 없습니다."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(reason: ClosingReason, record: OnRecord, says: str | None) -> None:
    _says(what_is_missing(reason, record, None), says)


def official(account: str, name: str = "", phone: str | None = None) -> Official:
    return Official(account, name or account, phone=phone)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (official("a"), official("b"), False),
        (official("a", "김하나", "+821000000001"), official("a", "박두리", "+821000000002"), True),  # one account
        (official("token", "김하나", "+821000000001"), official("".join("token"), "박두리", "+821000000002"), True),
        (official("a", "김하나"), official("b", "김 하나"), True),  # nothing tells them apart
        (official("a", "Kim"), official("b", "kim"), True),
        (official("a", "김하나", "+821000000001"), official("b", "김하나"), True),
        (official("a", "김하나"), official("b", "김하나", "+821000000001"), True),
        (official("a", "김하나", "+821000000001"), official("b", "김하나", "+821000000002"), False),
        (official("a", "김하나", "+821000000002"), official("b", "김하나", "+821000000001"), False),
        (official("a", "김하나", "+821000000001"), official("b", "박두리", "".join("+821000000001")), True),
    ],
)
def test_in_doubt_two_accounts_are_one_person(one: Official, other: Official, same: bool) -> None:
    assert same_person(one, other) is same


def seen(at: datetime, version: int = 3) -> Reading:
    return Reading(CaseId("c1"), "b", at, version)


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (None, "열어 본 기록이 없습니다"),
        (seen(NOW - SOON), "열어 본 기록이 없습니다"),
        (seen(NOW), None),  # the decision was there to be read
        (seen(NOW + SOON), None),
        (seen(NOW + SOON, 2), "사례의 내용이 바뀌었습니다"),
        (seen(NOW + SOON, 4), "사례의 내용이 바뀌었습니다"),
        (seen(NOW - SOON, 2), "열어 본 기록이 없습니다"),
    ],
)
def test_who_judges_has_read_what_is_judged(reading: Reading | None, says: str | None) -> None:
    _says(what_forbids(official("a"), NOW, official("b"), reading, 3), says)
    _says(what_forbids(official("a"), NOW, official("a"), reading, 3), "본인이 내린 결정")
    _says(what_forbids(official("a"), NOW, official("b"), seen(NOW, int("3000")), int("3000")), None)


@pytest.mark.parametrize("finding", list(CheckFinding))
def test_only_what_is_sound_is_confirmed(finding: CheckFinding) -> None:
    sound = finding is CheckFinding.SOUND
    _says(contradiction(Verdict.CONFIRM, finding, ""), None if sound else "맞지 않습니다")
    _says(contradiction(Verdict.RETURN, finding, "까닭"), "맞지 않습니다" if sound else None)
    _says(contradiction(Verdict.RETURN, finding, " "), "맞지 않습니다" if sound else "까닭을 적어")


@pytest.mark.parametrize("kind", list(DecisionKind))
@pytest.mark.parametrize(("danger", "need"), [(True, Need.WATCH), (False, Need.URGENT), (True, Need.URGENT)])
def test_what_is_urgent_leaves_nobodys_hands_unseen(kind: DecisionKind, danger: bool, need: Need) -> None:
    """But that somebody goes there, or asks further, waits for no signature."""
    found = why_checked(case(danger=danger, need=need), kind, support=True, life=frozenset(), rate=0.0, seed="s")
    assert found == (None if kind in {K.IN_DEPTH, K.VISIT} else "urgent")


@pytest.mark.parametrize(
    ("support", "indicator", "returned", "rate", "why"),
    [
        (False, "power_cut", False, 0.0, "life_indicator_without_support"),
        (False, "power_cut", True, 1.0, "life_indicator_without_support"),
        (True, "power_cut", False, 0.0, None),
        (False, "rent", False, 0.0, None),
        (False, "rent", True, 0.0, "returned_before"),
        (True, "rent", True, 1.0, "returned_before"),
        (True, "rent", False, 1.0, "sampled"),
        (True, "rent", False, 0.0, None),
    ],
)
def test_which_closings_a_second_person_sees(
    support: bool, indicator: str, returned: bool, rate: float, why: str | None
) -> None:
    told = case(indicators=(indicator,), need=Need.WATCH)
    life = frozenset({"power_cut", "water_cut"})
    assert why_checked(told, K.CLOSE, support=support, life=life, rate=rate, seed="s", returned=returned) == why
    for other in set(DecisionKind) - {K.CLOSE}:
        assert why_checked(told, other, support=support, life=life, rate=rate, seed="s", returned=returned) is None


def test_who_is_in_the_sample_stays_in_it_when_the_share_grows() -> None:
    none, few, many, everybody = (
        {n for n in range(500) if drawn(CaseId(f"c{n}"), "2026", rate)} for rate in (0.0, 0.1, 0.3, 1.0)
    )
    assert none < few < many < everybody
    assert len(everybody) == 500


def _says(found: str | None, says: str | None) -> None:
    assert (found is None) is (says is None), found
    assert (says or "") in (found or "")
