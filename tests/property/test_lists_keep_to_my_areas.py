"""Lists, counts and cursors hold every case that is mine, once, and say nothing of any other."""

import base64
import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.domain.cases.state import State
from anbu.domain.casework.reports import Report, ReportBy
from anbu.domain.casework.roles import Permit, Role
from anbu.domain.casework.work_done import Assigned, Objection, RightAsked
from anbu.domain.ids import AreaCode
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from tests.property.foreign_world import AREAS, OPEN_STATES, grants, hall, is_mine, towns
from tests.unit.casework.world import NOW


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
    world, made = hall(held, [place for place, _ in cases], [state for _, state in cases])
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
        text += json.dumps(answer.body, ensure_ascii=False)  # as it is read, not as it is escaped
        if answer.status != 200:
            break
        seen += [row.get("id") or row["case_id"] for row in answer.body["items"]]
        after = answer.body.get("next") or ""
        text += base64.urlsafe_b64decode(after + "==").decode("latin-1") if after else ""
        if not after:
            break
    for case in made:
        if not any(is_mine(world, held, case.area, permit) for permit in (Permit.SEE_STATES, Permit.HANDLE_REPORTS)):
            assert case.id not in text
        if not is_mine(world, held, case.area, Permit.SEE_PEOPLE):
            assert f"비밀이름{made.index(case)}" not in text
    assert len(seen) == len(set(seen)), "nobody stands in a list twice"


@settings(max_examples=60, deadline=None)
@given(cases=st.lists(st.tuples(towns, st.sampled_from(OPEN_STATES)), min_size=1, max_size=8), limit=st.integers(1, 3))
def test_every_open_case_of_people_is_in_the_work_of_its_area(cases: list[tuple[AreaCode, State]], limit: int) -> None:
    """Given a manager of the area, when the work is read to its end, then each case of people is there once."""
    world, made = hall([(Role.MANAGER, place) for place in AREAS], [p for p, _ in cases], [s for _, s in cases])
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
