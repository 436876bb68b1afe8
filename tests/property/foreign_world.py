"""Officials, areas and cases at random, every route of the OpenAPI document, and a ledger that counts its calls."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.casework.roles import PERMITS, Permit, Role
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Index, Replace
from functions.casework_api.openapi import document
from tests.unit.casework.world import World

AREAS = [
    AreaCode(code)
    for code in (
        "4672025000",  # 곡성읍
        "4672031000",  # 오곡면
        "4672000000",  # 곡성군
        "4682000000",  # 해남군
        "4682025000",  # 해남읍
        "4100000000",  # 경기도
        "4111000000",  # 수원시: holds 장안구 by the tree, not by digits
        "4111100000",  # 장안구
        "4111156000",
    )
]
_keys = count()
NOBODY = "c" + "z" * 20
OPEN_STATES = [state for state in State if state is not State.CLOSED]
BODIES: dict[str, Any] = {
    "decide": {"kind": "visit"},
    "doubleCheck": {"verdict": "confirm", "finding": "sound"},
    "override": {"reason": "까닭"},
    "recordCall": {"result": "met"},
    "recordVisit": {"result": "nobody"},
    "addNote": {"text": "메모"},
    "editRecord": {"need": "watch", "summary": "요약"},
    "answerReferral": {"accepted": True, "result": "접수"},
    "assign": {"official": None},
    "unstick": {"reason": "까닭"},
    "reopen": {"reason": "까닭"},
    "setRota": {"officers": ["somebody"], "minutes": 10},
    "openRound": {"decide_by": "2026-12-31"},
    "orderRound": {"order": "pause", "reason": "까닭"},
    "uploadList": {"kind": "csv"},
    "grantRole": {},
    "enterCase": {"name": "홍길동", "area": "4672025000", "why": "까닭"},
    "takeObjection": {"asked": "explanation", "text": "설명해 주세요"},
    "answerObjection": {"answer": "답"},
    "saveForm": {"template": "2026-11", "answers": {}},
    "erasePerson": {"reason": "요청"},
    "sendUp": None,
    "keepCampaign": {"kind": "monitoring", "cohort": {"areas": ["4672025000"]}},
    "previewWantedCampaign": {"kind": "monitoring", "cohort": {"areas": ["4672025000"]}},
    "startCampaign": {"reason": "폭염"},
    "acknowledgeAlert": None,
    "keepWishes": {"no_texts": True, "no_machine_calls": True},
    "escalateAlert": {"reason": "까닭"},
    "findPerson": {"area": "4672025000", "phone": "01000001234"},
    "nameOfficial": {"area": "4672025000", "name": "김하나"},
    "noteAbsenceOf": {"away_from": "2026-11-24", "deputy": "somebody"},
    "handInPostalChecks": {
        "checks": [{"area": "4672025000", "address": "읍내리 1", "on": "2026-11-20", "delivered": True}]
    },
}
QUERIES = {"readPeriod": {"from": "2026-09", "until": "2026-11"}}
"""What a route cannot be asked without."""
FILLED = {
    "attempt_id": NOBODY + "-call-1",
    "n": "1",
    "alert_id": "alert-1",
    "round_id": "2026-6",
    "upload_id": "u" + "z" * 20,
    "month": "2026-11",
    "role": "caseworker",
    "official": "somebody",
    "campaign_id": "weekly",
    "area": "4672025000",
}


@dataclass
class Watched(MemoryLedger):
    """The ledger in memory, with every call written down."""

    calls: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def get(self, kind: Any, *key: Any) -> Any:
        self.calls.append(("get", kind.__name__))
        return super().get(kind, *key)

    def query(self, kind: Any, index: Index, partition: str, **options: Any) -> Any:
        self.calls.append(("query", kind.__name__))
        return super().query(kind, index, partition, **options)

    def write(self, *changes: Any) -> None:
        self.calls.append(("write", ",".join(type(change.entity).__name__ for change in changes)))
        super().write(*changes)


def operations(parameter: str) -> list[tuple[str, str, str]]:
    paths = json.loads(document())["paths"]
    return [
        (method.upper(), path, route["operationId"])
        for path, methods in paths.items()
        if f"{{{parameter}}}" in path
        for method, route in methods.items()
    ]


def ask(world: World, who: str, method: str, path: str, operation: str, **filled: str) -> Any:
    values = FILLED | filled
    assert method in {"GET", "DELETE"} or operation in BODIES, operation
    headers = {"Idempotency-Key": f"key-{next(_keys):08}", "If-Match": '"0"'}
    world.ledger.calls.clear()
    query = QUERIES.get(operation, {}) | ({"area": filled["asked_area"]} if "asked_area" in filled else {})
    body = _elsewhere(BODIES.get(operation), filled["body_area"]) if "body_area" in filled else BODIES.get(operation)
    answer = world.call(who, method, path.format(**values), body, headers=headers, query=query)
    return answer, tuple(world.ledger.calls)


def _elsewhere(body: Any, area: str) -> Any:
    """The same body about another area."""
    if isinstance(body, dict):
        return {name: area if name == "area" else _elsewhere(value, area) for name, value in body.items()}
    return [_elsewhere(value, area) for value in body] if isinstance(body, list) else body


def queried() -> list[tuple[str, str, str]]:
    """Routes that take the area as a filter."""
    paths = json.loads(document())["paths"]
    return [
        (method.upper(), path, route["operationId"])
        for path, methods in paths.items()
        for method, route in methods.items()
        if any(parameter["in"] == "query" and parameter["name"] == "area" for parameter in route.get("parameters", []))
    ]


BY_BODY = [
    ("POST", "/v1/cases", "enterCase"),
    ("PUT", "/v1/officials/{official}", "nameOfficial"),
    ("POST", "/v1/postal-checks", "handInPostalChecks"),
    ("POST", "/v1/search", "findPerson"),
]
towns = st.sampled_from(AREAS)
roles = st.sampled_from(list(Role))
grants = st.lists(st.tuples(roles, towns), max_size=3, unique=True)


def hall(held: list[tuple[Role, AreaCode]], places: list[AreaCode], states: list[State]) -> tuple[World, list[Case]]:
    world = World(ledger=Watched())
    world.official("me", *held)
    cases = []
    for number, (area, state) in enumerate(zip(places, states, strict=True)):
        lists_of = AREAS[number % len(AREAS)]  # a list may hold people who live elsewhere
        case = world.case(f"p{number}", state, area, round_area=lists_of, danger=number % 2 == 0)
        person = world.ledger.get(Person, case.id)
        world.ledger.write(Replace(replace(person, name=f"비밀이름{number}", address=f"비밀주소{number}")))
        cases.append(case)
    return world, cases


def is_mine(world: World, held: list[tuple[Role, AreaCode]], area: AreaCode, permit: Permit) -> bool:
    tree = world.office.tree
    return any(permit in PERMITS[role] and tree.is_within(area, granted) for role, granted in held)
