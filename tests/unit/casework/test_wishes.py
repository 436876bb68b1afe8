"""Not to be texted, not to be rung by a machine: told to an official, kept over rounds, honoured at once."""

from typing import Any

import pytest

from anbu.domain.cases.case import NumberRef
from anbu.domain.cases.outcome import NoticeResult
from anbu.domain.cases.state import State
from anbu.domain.casework.audit import AuditEntry
from anbu.domain.casework.roles import Role
from anbu.domain.ids import CaseId, NumberKey, PersonKey
from anbu.domain.outreach.wishes import NumberWish, PersonWish
from anbu.domain.phones import PhoneKind
from anbu.ports import Index
from tests.unit.casework.world import TOWN, World

NUMBERS = (NumberRef(NumberKey("mobile"), PhoneKind.MOBILE), NumberRef(NumberKey("home"), PhoneKind.LANDLINE))


def tell(world: World, case: CaseId, **wishes: bool) -> Any:
    body = {"no_texts": False, "no_machine_calls": False} | wishes
    return world.send("me", f"/v1/cases/{case}/wishes", body)


@pytest.fixture
def me(world: World) -> str:
    return world.official("me", (Role.CASEWORKER, TOWN))


@pytest.mark.usefixtures("me")
@pytest.mark.parametrize("state", [State.NOTICE_DUE, State.CALL_DUE])
def test_who_waits_for_the_machine_goes_to_staff_at_once(world: World, state: State) -> None:
    case = world.case("p", state, numbers=NUMBERS, notice=NoticeResult.SENT)
    assert tell(world, case.id, no_machine_calls=True).status == 201
    moved = world.ledger.get(type(case), case.id)
    assert (moved.state, moved.no_machine) == (State.STAFF_CALL, True)
    assert world.ledger.get(PersonWish, PersonKey("p")).no_machine
    (entry,) = world.ledger.query(AuditEntry, Index.OWN, "me").items
    assert (entry.act, entry.subject) == ("wish", case.id)


@pytest.mark.usefixtures("me")
def test_a_call_in_the_air_goes_on_and_what_people_have_stays_theirs(world: World) -> None:
    for state in (State.CALLING, State.REVIEW, State.CLOSED):
        case = world.case(str(state), state, numbers=NUMBERS)
        assert tell(world, case.id, no_machine_calls=True).status == 201
        assert world.ledger.get(type(case), case.id).state is state
        assert world.ledger.get(type(case), case.id).no_machine


@pytest.mark.usefixtures("me")
def test_no_texts_is_kept_for_every_number_that_takes_texts_and_can_be_taken_back(world: World) -> None:
    case = world.case("p", State.CALL_DUE, numbers=NUMBERS)
    tell(world, case.id, no_texts=True)
    assert world.ledger.get(NumberWish, "mobile").no_texts
    assert world.ledger.get(NumberWish, "home") is None
    assert world.ledger.get(type(case), case.id).state is State.CALL_DUE
    assert tell(world, case.id).body == {
        "n": 2,
        "by": "me",
        "at": "2026-11-23T10:00:00+09:00",
        "no_texts": False,
        "no_machine_calls": False,
    }
    assert not world.ledger.get(NumberWish, "mobile").no_texts
