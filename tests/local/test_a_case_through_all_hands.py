"""One case through all hands, on the deployment: visited, decided, sent back twice, overruled, answered, closed.

Beside it the side doors that must stay shut: judging one's own, judging unread, overruling unmarked.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from anbu.adapters.clock import FileClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.cases.case import Case
from anbu.domain.casework.roles import Role
from local.cloud import Cloud
from tests.local.test_casework_deployed import DISTRICT, TOWN, Client, _case, ledger, sign_in

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
__all__ = ["ledger"]


@dataclass
class Hand:
    """An official with one case in front of them: opens it, and writes on what was read."""

    client: Client
    case: str
    read: str = field(default='"0"')

    def opens(self) -> Any:
        status, headers, page = self.client.call("GET", f"/v1/cases/{self.case}")
        assert status == 200, page
        self.read = headers["etag"]
        return page

    def writes(self, what: str, body: Any, *, how: str = "POST") -> tuple[int, Any]:
        key = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": self.read}
        status, _, told = self.client.call(how, f"/v1/cases/{self.case}/{what}", body, **key)
        return status, told


@dataclass
class Office:
    """Who works on the case."""

    worker: Hand
    checker: Hand
    boss: Hand
    auditor: Client


@pytest.fixture(scope="module")
def case(ledger: DynamoLedger) -> Case:
    return _case(ledger, uuid.uuid4().hex)


@pytest.fixture(scope="module")
def office(cloud: Cloud, ledger: DynamoLedger, case: Case) -> Office:
    def hand(name: str, role: Role, area: Any) -> Hand:
        return Hand(sign_in(cloud, ledger, name, (role, area)), case.id)

    auditor = sign_in(cloud, ledger, "auditor", (Role.AUDITOR, DISTRICT))
    return Office(
        hand("worker", Role.CASEWORKER, TOWN),
        hand("checker", Role.CHECKER, DISTRICT),
        hand("boss", Role.MANAGER, DISTRICT),
        auditor,
    )


CONFIRM = {"verdict": "confirm", "finding": "sound"}
RETURN = {"verdict": "return", "finding": "need_overlooked", "reason": "안전 확인이 먼저입니다."}


def test_the_case_goes_through_all_hands(cloud: Cloud, office: Office) -> None:
    worker, checker, boss = office.worker, office.checker, office.boss
    _is_visited_by_appointment(cloud, worker)
    _is_sent_back(worker, checker, "public_benefit")
    assert boss.writes("overrides", {"reason": "급합니다"})[0] == 412, "on nothing that was read"
    worker.opens()
    _is_sent_back(worker, checker, "case_management")
    boss.opens()
    status, overruled = boss.writes("overrides", {"reason": "사례회의에서 정했습니다."})
    assert (status, overruled["override"], overruled["reason"]) == (201, True, "사례회의에서 정했습니다.")
    page = _is_answered_and_closed(worker)
    _is_told_to_the_end(office, page)


def _is_visited_by_appointment(cloud: Cloud, worker: Hand) -> None:
    worker.opens()
    day = FileClock(Path(cloud.clock_file)).now() + timedelta(days=1)
    at = day.replace(hour=14, minute=30, second=0, microsecond=0).isoformat()
    status, told = worker.writes("decisions", {"kind": "visit", "due": at})
    assert (status, told["due"]) == (201, at), told
    assert worker.opens()["case"]["due_at"] == at
    status, told = worker.writes("visits", {"result": "met", "note": "끼니를 거르심", "danger": True})
    assert status == 201, told
    assert worker.opens()["case"]["group"] == "urgent"


def _is_sent_back(worker: Hand, checker: Hand, kind: str) -> None:
    status, told = worker.writes("decisions", {"kind": kind, "agency": "곡성군 희망복지지원단"})
    assert (status, told["why_checked"]) == (201, "urgent"), told
    checker.read = worker.opens() and worker.read
    assert worker.writes("checks", CONFIRM)[0] == 403
    assert checker.writes("checks", CONFIRM)[1]["code"] == "not_yours_to_check", "unread as it now stands"
    assert checker.client.call("GET", f"/v1/cases/{checker.case}/brief")[0] == 200
    assert checker.writes("checks", CONFIRM)[0] == 409, "a brief is no reading"
    checker.opens()
    assert checker.writes("checks", CONFIRM | {"verdict": "return"})[0] == 409, "sent back for nothing"
    assert checker.writes("checks", RETURN)[0] == 201
    page = worker.opens()
    assert (page["case"]["state"], page["checks"][-1]["reason"]) == ("decide", RETURN["reason"])


def _is_answered_and_closed(worker: Hand) -> Any:
    page = worker.opens()
    (referral,) = page["referrals"]
    assert page["case"]["state"] == "referred"
    closing = {"kind": "close", "reason": "case_management", "document": "곡성-2026-11"}
    assert "회신" in worker.writes("decisions", closing)[1]["detail"], "an agency has not answered yet"
    answer = {"accepted": True, "result": "담당자가 정해졌습니다."}
    assert worker.writes(f"referrals/{referral['n']}/answer", answer, how="PUT")[0] == 200
    assert worker.writes(f"referrals/{referral['n']}/answer", answer, how="PUT")[0] == 409
    worker.opens()
    assert worker.writes("decisions", closing)[0] == 201
    return worker.opens()


def _is_told_to_the_end(office: Office, page: Any) -> None:
    assert [check["override"] for check in page["checks"]] == [False, False, True]
    names = page["officials"]
    assert all(names[check["by"]].endswith("주무관") for check in page["checks"])
    case = office.worker.case
    rules = [step["rule"] for step in office.worker.client.call("GET", f"/v1/cases/{case}/why")[2]["steps"]]
    assert rules[1:7] == [
        "visited_met",
        "checked_urgent",
        "returned_by_second_person",
        "checked_urgent",
        "returned_by_second_person",
        "overridden_by_manager",
    ]
    acts = [entry["act"] for entry in office.auditor.call("GET", f"/v1/cases/{case}/audit?limit=100")[2]["items"]]
    counted = {act: acts.count(act) for act in ("visit", "decide", "check", "override", "answer")}
    assert counted == {"visit": 1, "decide": 4, "check": 2, "override": 1, "answer": 1}
    assert office.auditor.call("GET", f"/v1/cases/{case}")[0] == 403


def test_a_manager_judges_no_decision_of_their_own(cloud: Cloud, ledger: DynamoLedger) -> None:
    boss = Hand(
        sign_in(cloud, ledger, "alone", (Role.MANAGER, DISTRICT)), _case(ledger, uuid.uuid4().hex, danger=True).id
    )
    boss.opens()
    assert boss.writes("decisions", {"kind": "monitoring"})[0] == 201
    boss.opens()
    assert "본인이 내린 결정" in boss.writes("checks", CONFIRM)[1]["detail"]
    assert boss.writes("overrides", {"reason": "제가 확정합니다."})[0] == 409


def test_reading_what_was_said_leaves_a_line_of_who_and_why(cloud: Cloud, ledger: DynamoLedger, office: Office) -> None:
    """Given any part of a person's page, when it is read, then the audit of the case says who read which part."""
    case = _case(ledger, uuid.uuid4().hex)
    reader = sign_in(cloud, ledger, "reader", (Role.CASEWORKER, TOWN))
    for part in ("?for=rights", "/brief", "/form"):
        assert reader.call("GET", f"/v1/cases/{case.id}{part}")[0] == 200, part
    me = reader.call("GET", "/v1/me")[2]["id"]
    found = office.auditor.call("GET", f"/v1/cases/{case.id}/audit")[2]
    assert [(line["by"], line["why"]) for line in reversed(found["items"]) if line["act"] == "view"] == [
        (me, "rights"),
        (me, "brief"),
        (me, "form"),
    ]
    assert found["officials"][me] == "reader 주무관"


def test_while_an_official_is_away_their_work_stands_on_their_deputys_list(cloud: Cloud, ledger: DynamoLedger) -> None:
    case = _case(ledger, uuid.uuid4().hex)
    away, deputy = (sign_in(cloud, ledger, name, (Role.CASEWORKER, TOWN)) for name in ("away", "deputy"))
    clerk = sign_in(cloud, ledger, "clerk", (Role.REPORT_HANDLER, TOWN))
    subs = [one.call("GET", "/v1/me")[2]["id"] for one in (away, deputy, clerk)]
    hand = Hand(away, case.id)
    hand.opens()
    assert hand.writes("assignee", {"official": subs[0]}, how="PUT")[0] == 204
    today = FileClock(Path(cloud.clock_file)).now().date().isoformat()

    def leaves(to: str) -> int:
        key = {"Idempotency-Key": uuid.uuid4().hex}
        return away.call("PUT", "/v1/me/absence", {"away_from": today, "deputy": to}, **key)[0]

    assert leaves(subs[2]) == 409, "who takes reports cannot stand in for a caseworker"
    assert deputy.call("GET", "/v1/work/mine")[2]["items"] == []
    assert leaves(subs[1]) == 200
    assert [row["id"] for row in deputy.call("GET", "/v1/work/mine")[2]["items"]] == [case.id]
