"""Over random officials, areas and cases, nobody ever learns anything of a foreign area, through any route."""

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.adapters.ledger.memory import MemoryLedger
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.casework.reports import Report, ReportBy
from anbu.domain.casework.roles import PERMITS, Permit, Role
from anbu.domain.casework.work_done import Assigned, Objection, RightAsked
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Create, Index, Replace
from functions.casework_api.openapi import document
from tests.unit.casework.world import NOW, World

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


def _operations(parameter: str) -> list[tuple[str, str, str]]:
    paths = json.loads(document())["paths"]
    return [
        (method.upper(), path, route["operationId"])
        for path, methods in paths.items()
        if f"{{{parameter}}}" in path
        for method, route in methods.items()
    ]


def _ask(world: World, who: str, method: str, path: str, operation: str, **filled: str) -> Any:
    values = FILLED | filled
    assert method in {"GET", "DELETE"} or operation in BODIES, operation
    headers = {"Idempotency-Key": f"key-{len(world.ledger.calls):08}", "If-Match": '"0"'}
    world.ledger.calls.clear()
    query = {"area": filled["asked_area"]} if "asked_area" in filled else {}
    body = _elsewhere(BODIES.get(operation), filled["body_area"]) if "body_area" in filled else BODIES.get(operation)
    answer = world.call(who, method, path.format(**values), body, headers=headers, query=query)
    return answer, tuple(world.ledger.calls)


def _elsewhere(body: Any, area: str) -> Any:
    """The same body about another area."""
    if isinstance(body, dict):
        return {name: area if name == "area" else _elsewhere(value, area) for name, value in body.items()}
    return [_elsewhere(value, area) for value in body] if isinstance(body, list) else body


def _queried() -> list[tuple[str, str, str]]:
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


def _world(held: list[tuple[Role, AreaCode]], places: list[AreaCode], states: list[State]) -> tuple[World, list[Case]]:
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


def _mine(world: World, held: list[tuple[Role, AreaCode]], area: AreaCode, permit: Permit) -> bool:
    tree = world.office.tree
    return any(permit in PERMITS[role] and tree.is_within(area, granted) for role, granted in held)


@pytest.mark.parametrize(("method", "path", "operation"), _operations("case_id"))
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns, state=st.sampled_from(list(State)))
def test_a_foreign_case_answers_like_a_missing_one(
    method: str, path: str, operation: str, held: list[tuple[Role, AreaCode]], place: AreaCode, state: State
) -> None:
    world, (case,) = _world(held, [place], [state])
    if any(_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = _ask(world, "me", method, path, operation, case_id=case.id)
    missing = _ask(world, "me", method, path, operation, case_id=NOBODY)
    assert foreign == missing
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(("method", "path", "operation"), _operations("area"))
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns)
def test_a_foreign_area_answers_like_one_that_is_not_there(
    method: str, path: str, operation: str, held: list[tuple[Role, AreaCode]], place: AreaCode
) -> None:
    world, _ = _world(held, [place], [State.REVIEW])
    if any(_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = _ask(world, "me", method, path, operation, area=place)
    nowhere = _ask(world, "me", method, path, operation, area="9999999999")
    assert foreign == nowhere
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(
    ("method", "path", "operation", "where"),
    [
        *((*route, "asked_area") for route in _queried()),
        *((*route, "body_area") for route in BY_BODY),
    ],
)
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns)
def test_a_foreign_area_in_a_filter_or_a_body_answers_like_one_that_is_not_there(
    method: str, path: str, operation: str, where: str, held: list[tuple[Role, AreaCode]], place: AreaCode
) -> None:
    world, _ = _world(held, [place], [State.REVIEW])
    if any(_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = _ask(world, "me", method, path, operation, **{where: place})
    nowhere = _ask(world, "me", method, path, operation, **{where: "9999999999"})
    assert foreign == nowhere
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(("method", "path", "operation"), _operations("official"))
@settings(max_examples=12, deadline=None)
@given(held=grants, theirs=grants)
def test_a_foreign_official_answers_like_nobody(
    method: str,
    path: str,
    operation: str,
    held: list[tuple[Role, AreaCode]],
    theirs: list[tuple[Role, AreaCode]],
) -> None:
    """Given an official none of whose areas the caller knows, then whether there is such an account is not told."""
    world, _ = _world(held, [], [])
    world.official("stranger", *theirs)
    tree = world.office.tree
    if "{area}" in path or any(tree.is_within(a, b) or tree.is_within(b, a) for _, a in held for _, b in theirs):
        return
    if operation == "nameOfficial" and (not theirs or any(Permit.GRANT in PERMITS[role] for role, _ in held)):
        return  # whoever manages a place enters people there under the account that they bring
    foreign = _ask(world, "me", method, path, operation, official="stranger")
    nobody = _ask(world, "me", method, path, operation, official="nobody")
    assert foreign[0] == nobody[0]


@settings(max_examples=120, deadline=None)
@given(
    held=grants,
    cases=st.lists(st.tuples(towns, st.sampled_from(OPEN_STATES)), min_size=1, max_size=8),
    area=st.none() | towns,
    limit=st.integers(1, 3),
    listing=st.sampled_from(["/v1/work", "/v1/cases", "/v1/alerts", "/v1/reports", "/v1/objections", "/v1/work/mine"]),
)
def test_lists_counts_and_cursors_say_nothing_of_foreign_cases(
    held: list[tuple[Role, AreaCode]],
    cases: list[tuple[AreaCode, State]],
    area: AreaCode | None,
    limit: int,
    listing: str,
) -> None:
    world, made = _world(held, [place for place, _ in cases], [state for _, state in cases])
    seen: list[str] = []
    text = ""
    query = {"limit": str(limit)} | ({"area": area} if area and listing != "/v1/work/mine" else {})
    for number, case in enumerate(made):
        world.ledger.write(
            Create(Objection(case.id, 1, RightAsked.EXPLANATION, "w", NOW, NOW, "비밀 요청", case.area)),
            Create(Report(f"r{number}", case.id, case.area, ReportBy.NEIGHBOUR, NOW, "")),
            Create(Assigned("me", case.id, NOW, "w")),
            Replace(replace(case, assignee="me")),
        )
    after = ""
    for _ in range(60):
        answer = world.call("me", "GET", listing, query=query | ({"next": after} if after else {}))
        text += answer.text
        if answer.status != 200:
            break
        seen += [row.get("id") or row["case_id"] for row in answer.body["items"]]
        after = answer.body.get("next") or ""
        text += base64.urlsafe_b64decode(after + "==").decode("latin-1") if after else ""
        if not after:
            break
    for case in made:
        if not any(_mine(world, held, case.area, permit) for permit in (Permit.SEE_STATES, Permit.HANDLE_REPORTS)):
            assert case.id not in text
        if not _mine(world, held, case.area, Permit.SEE_PEOPLE):
            assert f"비밀이름{made.index(case)}" not in text
    assert len(seen) == len(set(seen)), "nobody stands in a list twice"


@settings(max_examples=60, deadline=None)
@given(cases=st.lists(st.tuples(towns, st.sampled_from(OPEN_STATES)), min_size=1, max_size=8), limit=st.integers(1, 3))
def test_every_open_case_of_people_is_in_the_work_of_its_area(cases: list[tuple[AreaCode, State]], limit: int) -> None:
    """Given a manager of the area, when the work is read to its end, then each case of people is there once."""
    world, made = _world([(Role.MANAGER, place) for place in AREAS], [p for p, _ in cases], [s for _, s in cases])
    world.clock.at = NOW + timedelta(days=1)
    for place in ("4672000000", "4682000000", "4111000000", "4111100000"):
        seen, after = [], None
        while after != "":
            query = {"limit": str(limit), "area": place} | ({"next": after} if after else {})
            answer = world.call("me", "GET", "/v1/work", query=query)
            assert answer.status == 200, answer.text
            seen += [row["id"] for row in answer.body["items"]]
            after = answer.body["next"] or ""
        expected = [
            case.id
            for case in made
            if case.state.is_peoples and world.office.tree.is_within(case.area, AreaCode(place))
        ]
        assert sorted(seen) == sorted(expected)
