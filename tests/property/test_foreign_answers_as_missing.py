"""A foreign case, area or official answers with the bytes, and after the reads, of one that is not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbu.domain.cases.state import State
from anbu.domain.casework.roles import Permit, Role
from anbu.domain.ids import AreaCode
from tests.property.foreign_world import BY_BODY, FILLED, NOBODY, ask, grants, hall, is_mine, operations, queried, towns


@pytest.mark.parametrize(("method", "path", "operation"), operations("case_id"))
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns, state=st.sampled_from(list(State)))
def test_a_foreign_case_answers_like_a_missing_one(
    method: str, path: str, operation: str, held: list[tuple[Role, AreaCode]], place: AreaCode, state: State
) -> None:
    world, (case,) = hall(held, [place], [state])
    if any(is_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = ask(world, "me", method, path, operation, case_id=case.id)
    missing = ask(world, "me", method, path, operation, case_id=NOBODY)
    assert foreign == missing
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(("method", "path", "operation"), operations("area"))
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns)
def test_a_foreign_area_answers_like_one_that_is_not_there(
    method: str, path: str, operation: str, held: list[tuple[Role, AreaCode]], place: AreaCode
) -> None:
    world, _ = hall(held, [place], [State.REVIEW])
    if any(is_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = ask(world, "me", method, path, operation, area=place)
    nowhere = ask(world, "me", method, path, operation, area="9999999999")
    assert foreign == nowhere
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(
    ("method", "path", "operation", "where"),
    [
        *((*route, "asked_area") for route in queried()),
        *((*route, "body_area") for route in BY_BODY),
    ],
)
@settings(max_examples=12, deadline=None)
@given(held=grants, place=towns)
def test_a_foreign_area_in_a_filter_or_a_body_answers_like_one_that_is_not_there(
    method: str, path: str, operation: str, where: str, held: list[tuple[Role, AreaCode]], place: AreaCode
) -> None:
    world, _ = hall(held, [place], [State.REVIEW])
    if any(is_mine(world, held, place, permit) for permit in Permit):
        return
    before = dict(world.ledger._entities)
    foreign = ask(world, "me", method, path, operation, **{where: place})
    nowhere = ask(world, "me", method, path, operation, **{where: "9999999999"})
    assert foreign == nowhere
    assert foreign[0].status in {403, 404}
    assert world.ledger._entities == before


@pytest.mark.parametrize(("method", "path", "operation"), operations("official"))
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
    world, _ = hall(held, [], [])
    world.official("stranger", *theirs)
    tree = world.office.tree
    if any(tree.is_within(a, b) or tree.is_within(b, a) for _, a in held for _, b in theirs):
        return
    for area in {FILLED["area"], *(area for _, area in held)}:
        foreign = ask(world, "me", method, path, operation, official="stranger", area=area, body_area=area)
        nobody = ask(world, "me", method, path, operation, official="nobody", area=area, body_area=area)
        assert foreign[0].status == nobody[0].status
        assert foreign[0].text.replace("stranger", "nobody") == nobody[0].text
