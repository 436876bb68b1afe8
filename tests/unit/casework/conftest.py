import pytest

from anbu.domain.casework.access import Grant, Official
from anbu.domain.casework.roles import Role
from anbu.domain.counselling.record import DangerKind
from anbu.domain.dialogue.dialogue import Alert
from anbu.domain.ids import attempt_id
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from tests.unit.casework.world import GOKSEONG, TOWN, World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def alert(world: World) -> Alert:
    """A danger, heard in a town whose 시군구 has two officers on its rota."""
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    for number, name in enumerate(("first", "second")):
        world.official(name, (Role.CASEWORKER, TOWN))
        named = world.ledger.get(Official, name)
        world.ledger.write(Replace(replace(named, phone=f"+82100000000{number}")))
        world.ledger.write(Create(Grant(name, Role.CASEWORKER, GOKSEONG, "boss", world.clock.at)))
    case = world.case("p", danger=True)
    path = f"/v1/areas/{GOKSEONG}/rota"
    headers = {"Idempotency-Key": "set-the-rota", "If-Match": '"0"'}
    set_ = world.call(boss, "PUT", path, {"officers": ["first", "second"], "minutes": 10}, headers=headers)
    assert set_.status == 200, set_.text
    now = world.clock.at
    raised = Alert("a1", case.id, attempt_id(case.id, "call", 1), TOWN, DangerKind.SELF_HARM, "t6", now, now)
    world.ledger.write(Create(raised))
    return raised
