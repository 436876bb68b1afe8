"""Who cannot act on a case now is told where it stands, and what to do instead."""

import pytest

from anbu.domain.cases.state import State
from anbu.domain.casework.decisions import DECIDABLE
from anbu.domain.casework.roles import Role
from tests.unit.casework.world import TOWN, World

CLOSED_TO_PEOPLE = sorted(set(State) - DECIDABLE)
WRITES = [
    ("decisions", {"kind": "visit"}),
    ("calls", {"result": "met"}),
    ("visits", {"result": "nobody"}),
    ("edits", {"need": "watch", "summary": "요약"}),
]


@pytest.mark.parametrize("state", CLOSED_TO_PEOPLE)
@pytest.mark.parametrize(("write", "body"), WRITES)
def test_it_names_the_state_and_what_to_do(world: World, state: State, write: str, body: dict[str, str]) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    case = world.case("p", state)
    answer = world.send(worker, f"/v1/cases/{case.id}/{write}", body, read=0)
    assert answer.status == 409
    assert answer.body["detail"].startswith(f"이 사례는 지금 ‘{world.office.desk.words[state]}’ 상태입니다. ")
    assert answer.body["detail"].endswith(("주세요.", "있습니다."))


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("checks", {"verdict": "confirm", "finding": "sound"}, "더블체크를 기다리는 결정이 없습니다."),
        ("overrides", {"reason": "까닭"}, "더블체크에서 되돌아온 결정이 없습니다."),
        ("unstick", {"reason": "까닭"}, "멈춘 사례가 아닙니다."),
        ("reopen", {"reason": "까닭"}, "종결된 사례가 아닙니다."),
        ("ladder", None, "신고·우편·직접 등록으로 들어와 검토 중인 사례만 AI 전화로 보낼 수 있습니다."),
    ],
)
def test_what_needs_another_state_names_the_one_it_found(
    world: World, path: str, body: dict[str, str] | None, said: str
) -> None:
    boss = world.official("boss", (Role.MANAGER, TOWN))
    case = world.case("p", State.VISIT)
    answer = world.send(boss, f"/v1/cases/{case.id}/{path}", body, read=0)
    assert answer.status == 409
    assert answer.body["detail"] == (
        f"{said} 이 사례는 지금 ‘방문 차례’ 상태입니다. 사례를 다시 열어 지금 할 일을 확인해 주세요."
    )
