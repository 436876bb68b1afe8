"""Decisions: what each needs, where it leads, once, on what was read, with its line in the audit."""

from datetime import timedelta
from typing import Any

import pytest

from anbu.domain.cases.attempt import Attempt, AttemptKind, AttemptStatus
from anbu.domain.cases.case import Case, StoryEntry
from anbu.domain.cases.case_record import CaseRecord
from anbu.domain.cases.outcome import Outcome
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import Act, AuditEntry
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.roles import Role
from anbu.domain.casework.work_done import Referral
from anbu.domain.counselling.record import CounsellingRecord, Need, Reached
from anbu.domain.ids import NumberKey, attempt_id
from anbu.ports import Conflict, Create, Index
from tests.unit.casework.world import NOW, TOWN, World


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def talked(world: World, case: Case, need: Need) -> None:
    """The AI spoke with the person themself, and a record was made."""
    attempt = attempt_id(case.id, "call", 1)
    record = CounsellingRecord(case.id, "rules", "2026-11", Reached.SELF, need, (), {}, (), (), "안부를 나눔")
    world.ledger.write(
        Create(
            Attempt(
                attempt,
                case.id,
                AttemptKind.CALL,
                1,
                NumberKey("n"),
                NOW,
                NOW,
                AttemptStatus.ENDED,
                outcome=Outcome.COMPLETED,
            )
        ),
        Create(CaseRecord(case.id, attempt, 1, "transcripts/x/v1.json", NOW, record)),
    )


def decide(world: World, who: str, case: Case, body: dict[str, Any], **options: Any) -> Any:
    read = world.ledger.get(Case, case.id).version
    return world.send(who, f"/v1/cases/{case.id}/decisions", body, read=options.pop("read", read), **options)


@pytest.mark.parametrize(
    ("body", "state", "due_days"),
    [
        ({"kind": "in_depth"}, State.DECIDE, 7),
        ({"kind": "visit"}, State.VISIT, 3),
        ({"kind": "public_benefit", "agency": "곡성군 주민복지과"}, State.REFERRED, 14),
        ({"kind": "private_resource", "agency": "사랑의열매"}, State.REFERRED, 14),
        ({"kind": "case_management", "agency": "희망복지지원단"}, State.REFERRED, 14),
        ({"kind": "monitoring"}, State.MONITORING, 28),
        ({"kind": "monitoring", "due": "2026-12-01"}, State.MONITORING, 8),
    ],
)
def test_each_decision_leads_to_its_state_with_a_due_time(
    world: World, worker: str, body: dict[str, Any], state: State, due_days: int
) -> None:
    case = world.case("p")
    assert decide(world, worker, case, body).status == 201
    after = world.ledger.get(Case, case.id)
    assert after.state is state
    assert after.due_at.date() == (NOW + timedelta(days=due_days)).date()
    assert after.due_at.hour == 18, "the end of office hours"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"kind": "close"}, "종결 사유를 골라 주세요."),
        ({"kind": "visit", "reason": "died"}, "종결 사유는 종결할 때만 고를 수 있습니다."),
        ({"kind": "public_benefit"}, "의뢰할 기관을 적어 주세요."),
        ({"kind": "close", "reason": "unheard_of"}, "없는 종결 사유입니다. 목록에서 골라 주세요."),
        ({"kind": "close", "reason": "died"}, "‘사망’ 사유로 종결하려면 근거 문서번호를 먼저 남겨 주세요."),
        (
            {"kind": "close", "reason": "no_need"},
            "‘본인 확인 결과 도움이 필요하지 않음’ 사유로 종결하려면 "
            "본인과의 통화 기록 또는 만나 본 방문 기록을 먼저 남겨 주세요.",
        ),
        ({"kind": "visit", "due": "2026-11-20"}, "지난 날짜로는 정할 수 없습니다. 오늘 이후의 날짜를 골라 주세요."),
    ],
)
def test_what_a_decision_lacks_is_said_in_one_sentence(
    world: World, worker: str, body: dict[str, Any], sentence: str
) -> None:
    case = world.case("p")
    answer = decide(world, worker, case, body)
    assert answer.status == 409
    assert answer.body["detail"] == sentence
    assert world.ledger.get(Case, case.id).state is State.REVIEW


def test_no_need_rests_on_a_talk_in_which_nothing_was_left_open(world: World, worker: str) -> None:
    case = world.case("p")
    talked(world, case, Need.UNKNOWN)
    refused = decide(world, worker, case, {"kind": "close", "reason": "no_need"})
    assert refused.status == 409
    assert "확인하지 못한 항목" in refused.body["detail"]
    other = world.case("q")
    talked(world, other, Need.NONE_STATED)
    assert decide(world, worker, other, {"kind": "close", "reason": "no_need"}).status == 201


def test_refusing_the_machine_closes_nothing(world: World, worker: str) -> None:
    case = world.case("p")
    talked(world, case, Need.NONE_STATED)
    assert decide(world, worker, case, {"kind": "close", "reason": "declined"}).status == 409


def test_somebody_not_found_was_visited_twice(world: World, worker: str) -> None:
    case = world.case("p", State.VISIT)
    for visits in (1, 2):
        answer = decide(world, worker, case, {"kind": "close", "reason": "not_found"})
        assert answer.status == 409, visits
        read = world.ledger.get(Case, case.id).version
        visited = world.send(worker, f"/v1/cases/{case.id}/visits", {"result": "nobody"}, read=read)
        assert visited.status == 201
    assert decide(world, worker, case, {"kind": "close", "reason": "not_found"}).status == 201


def test_a_referral_stays_open_until_it_is_answered(world: World, worker: str) -> None:
    case = world.case("p")
    assert decide(world, worker, case, {"kind": "public_benefit", "agency": "주민복지과"}).status == 201
    closing = {"kind": "close", "reason": "public_support", "document": "복지-1"}
    assert "회신" in decide(world, worker, case, closing).body["detail"]
    path = f"/v1/cases/{case.id}/referrals/1/answer"
    body = {"accepted": True, "result": "긴급복지 결정"}
    answered = world.call(worker, "PUT", path, body, headers={"Idempotency-Key": "answer-1"})
    assert answered.status == 200, answered.text
    assert world.ledger.get(Case, case.id).state is State.DECIDE
    assert not world.ledger.get(Referral, case.id, 1).is_open
    assert decide(world, worker, case, closing).status == 201
    again = world.call(worker, "PUT", path, body, headers={"Idempotency-Key": "answer-2"})
    assert again.status == 409


@pytest.mark.parametrize("state", [State.CALLING, State.NOTICE_DUE, State.DOUBLE_CHECK, State.CLOSED, State.STUCK])
def test_what_is_not_the_caseworkers_cannot_be_decided(world: World, worker: str, state: State) -> None:
    case = world.case("p", state)
    assert decide(world, worker, case, {"kind": "visit"}).status == 409


def test_the_second_of_two_is_told_and_nothing_is_overwritten(world: World, worker: str) -> None:
    other = world.official("other", (Role.CASEWORKER, TOWN))
    case = world.case("p")
    first = decide(world, worker, case, {"kind": "visit"}, read=0)
    second = decide(world, other, case, {"kind": "monitoring"}, read=0)
    assert (first.status, second.status) == (201, 412)
    assert [decision.by for decision in decisions(world, case)] == [worker]


def test_the_same_request_twice_is_one_decision(world: World, worker: str) -> None:
    case = world.case("p")
    first = decide(world, worker, case, {"kind": "visit"}, read=0, key="same-key-1")
    again = decide(world, worker, case, {"kind": "visit"}, read=0, key="same-key-1")
    assert first.status == again.status == 201
    assert first.body == again.body
    assert len(decisions(world, case)) == 1
    assert len(audit(world, worker, Act.DECIDE)) == 1
    other = decide(world, worker, case, {"kind": "monitoring"}, read=0, key="same-key-1")
    assert other.status == 409
    assert other.body["code"] == "key_used"


@pytest.mark.parametrize("lands", [True, False], ids=["acknowledgement lost", "write lost"])
def test_a_crash_leaves_one_decision_and_one_audit_line(world: World, worker: str, lands: bool) -> None:
    """Given a write whose answer never comes, when the request is sent again, then it was done exactly once."""
    case = world.case("p")
    write = world.ledger.write

    def crash(*changes: Any) -> None:
        world.ledger.write = write
        if lands:
            write(*changes)
        raise ConnectionError

    world.ledger.write = crash
    with pytest.raises(ConnectionError):
        decide(world, worker, case, {"kind": "visit"}, read=0, key="same-key-1")
    assert decide(world, worker, case, {"kind": "visit"}, read=0, key="same-key-1").status == 201
    assert len(decisions(world, case)) == len(audit(world, worker, Act.DECIDE)) == 1
    assert len(stories(world, case)) == 1


def test_writes_that_touch_each_other_end_in_one_decision(world: World, worker: str) -> None:
    """Given DynamoDB refuses a transaction because another one runs, then the same request goes through after it."""
    case = world.case("p")
    write, times = world.ledger.write, iter(range(2))

    def conflict(*changes: Any) -> None:
        if next(times, None) is not None:
            raise Conflict("TransactionConflict")
        write(*changes)

    world.ledger.write = conflict
    assert decide(world, worker, case, {"kind": "visit"}, read=0).status == 201
    assert len(decisions(world, case)) == 1


def test_a_write_must_rest_on_something_read(world: World, worker: str) -> None:
    case = world.case("p")
    path = f"/v1/cases/{case.id}/decisions"
    assert world.send(worker, path, {"kind": "visit"}).status == 422
    bad = world.call(worker, "POST", path, {"kind": "visit"}, headers={"Idempotency-Key": "abcdefgh", "If-Match": "*"})
    assert bad.status == 422


def decisions(world: World, case: Case) -> tuple[Decision, ...]:
    found: tuple[Decision, ...] = world.ledger.query(Decision, Index.OWN, case.id).items
    return found


def stories(world: World, case: Case) -> tuple[StoryEntry, ...]:
    found: tuple[StoryEntry, ...] = world.ledger.query(StoryEntry, Index.OWN, case.id).items
    return found


def audit(world: World, who: str, act: Act) -> list[AuditEntry]:
    return [entry for entry in world.ledger.query(AuditEntry, Index.OWN, who).items if entry.act is act]


@pytest.mark.parametrize("what", ["calls", "visits"])
def test_what_has_not_been_yet_is_not_written_down(world: World, worker: str, what: str) -> None:
    case = world.case("p", State.VISIT)
    body = {"result": "nobody", "at": (NOW + timedelta(hours=1)).isoformat()}
    answer = world.send(worker, f"/v1/cases/{case.id}/{what}", body, read=0)
    assert (answer.status, answer.body["code"]) == (409, "not_yet")
