"""Whether an account works elsewhere is told by nothing that a manager can do with it; nor can they do it harm."""

from typing import Any

import pytest

from anbu.domain.cases.round import Round
from anbu.domain.casework.access import Official
from anbu.domain.casework.roles import Role
from anbu.ports import Create
from anbu.usecases.casework.climb_rota import phone_of, who_is_on_duty
from anbu.usecases.casework.export_results import export_results
from anbu.usecases.casework.who_asks import who_asks
from tests.unit.casework.world import GOKSEONG, HAENAM, NOW, ROUND, TOWN, World

SHARED, NEW = "shared", "brand-new"
NAMED = {"area": TOWN, "name": "김하나", "phone": "+821000000001"}


def put(world: World, who: str, path: str, body: Any, key: str) -> Any:
    return world.call(who, "PUT", path, body, headers={"Idempotency-Key": f"{key}-a-key"})


@pytest.fixture
def boss(world: World) -> str:
    """The manager of 곡성군; and somebody who works in 해남군, entered there under her own name and number."""
    there = world.official("boss-there", (Role.MANAGER, HAENAM))
    named = {"area": HAENAM, "name": "이해남", "phone": "+821000000002"}
    assert put(world, there, f"/v1/officials/{SHARED}", named, "there").status == 200
    assert put(world, there, f"/v1/areas/{HAENAM}/grants/caseworker/{SHARED}", {}, "works-there").status == 200
    return world.official("boss", (Role.MANAGER, GOKSEONG))


def everything_told_of(world: World, boss: str, who: str) -> list[tuple[int, str]]:
    """What a manager is answered who enters somebody, gives them a role and a place on the rota, and looks."""
    grants = f"/v1/areas/{TOWN}/grants"
    answers = [
        put(world, boss, f"{grants}/caseworker/{who}", {}, f"{who}-before"),
        put(world, boss, f"/v1/officials/{who}", NAMED, f"{who}-named"),
        put(world, boss, f"{grants}/caseworker/{who}", {}, f"{who}-grant"),
        put(world, boss, f"/v1/officials/{who}", NAMED | {"name": "김한나"}, f"{who}-again"),
        put(world, boss, f"/v1/officials/{who}/absence", {"away_from": None}, f"{who}-absence"),
        world.call(boss, "GET", f"/v1/areas/{TOWN}/officials"),
        world.call(boss, "GET", grants),
    ]
    key = {"Idempotency-Key": f"{who}-rota-key", "If-Match": f'"{int(who == NEW)}"'}
    answers.append(world.call(boss, "PUT", f"/v1/areas/{TOWN}/rota", {"officers": [who]}, headers=key))
    answers.append(
        world.call(boss, "DELETE", f"{grants}/caseworker/{who}", headers={"Idempotency-Key": f"{who}-taken"})
    )
    return [(answer.status, answer.text.replace(who, "WHO")) for answer in answers]


def test_who_works_elsewhere_is_answered_for_like_an_account_that_nobody_knows(world: World, boss: str) -> None:
    shared = everything_told_of(world, boss, SHARED)
    assert shared == everything_told_of(world, boss, NEW)
    assert [status for status, _ in shared] == [404, 200, 200, 200, 200, 200, 200, 200, 204]


def test_a_foreign_manager_changes_neither_name_nor_number_where_somebody_works(world: World, boss: str) -> None:
    put(world, boss, f"/v1/officials/{SHARED}", NAMED, "named")
    who = world.ledger.get(Official, SHARED)
    assert (who.name, who.phone) == ("이해남", "+821000000002")
    above = world.office.tree.parent
    there = who_is_on_duty(world.ledger, world.clock, above, HAENAM, SHARED)
    here = who_is_on_duty(world.ledger, world.clock, above, TOWN, SHARED)
    assert (phone_of(there), phone_of(here)) == ("+821000000002", "+821000000001")
    colleagues = world.call("boss-there", "GET", f"/v1/areas/{HAENAM}/officials").body["items"]
    assert "이해남" in {one["name"] for one in colleagues}


def test_what_somebody_did_here_stands_under_the_name_that_this_place_knows(world: World, boss: str) -> None:
    """Given somebody of two places, then no page about a case tells what the other place calls them."""
    put(world, boss, f"/v1/officials/{SHARED}", NAMED, "named")
    put(world, boss, f"/v1/areas/{TOWN}/grants/caseworker/{SHARED}", {}, "grant")
    auditor = world.official("auditor", (Role.AUDITOR, GOKSEONG))
    case = world.case("p", danger=True)
    decided = {"kind": "public_benefit", "agency": "기관"}
    assert world.send(SHARED, f"/v1/cases/{case.id}/decisions", decided, read=0).status == 201
    pages = [
        world.call(who, "GET", f"/v1/cases/{case.id}{page}")
        for who, page in ((boss, ""), (auditor, "/audit"), (boss, "/form/print"))
    ]
    assert [answer.status for answer in pages] == [200] * 3
    assert pages[0].body["officials"][SHARED] == pages[1].body["officials"][SHARED] == "김하나"
    assert not [answer for answer in pages if "이해남" in answer.text]
    world.ledger.write(Create(Round(GOKSEONG, ROUND, NOW.date(), NOW)))
    desk = world.office.desk
    (row,) = export_results(desk, who_asks(desk, boss), GOKSEONG, ROUND, 10, None).rows
    assert row[-1] == "김하나"


def test_who_once_worked_elsewhere_is_not_renamed_there(world: World, boss: str) -> None:
    """Their name stands in the audit of the other place for years."""
    path = f"/v1/areas/{HAENAM}/grants/caseworker/{SHARED}"
    world.call("boss-there", "DELETE", path, headers={"Idempotency-Key": "left-the-place"})
    put(world, boss, f"/v1/officials/{SHARED}", NAMED, "named")
    assert world.ledger.get(Official, SHARED).name == "이해남"


def test_who_manages_every_place_puts_the_name_right_everywhere(world: World, boss: str) -> None:
    put(world, boss, f"/v1/officials/{NEW}", NAMED, "named")
    put(world, boss, f"/v1/officials/{NEW}", NAMED | {"name": "김한나"}, "put-right")
    assert world.ledger.get(Official, NEW).name == "김한나"


def test_a_deputy_takes_the_turn_of_an_alert_only_where_they_work(world: World, boss: str) -> None:
    """Given somebody of two places who is away with a deputy of one: in the other they are told themself."""
    put(world, boss, f"/v1/officials/{SHARED}", NAMED, "named")
    put(world, boss, f"/v1/areas/{TOWN}/grants/caseworker/{SHARED}", {}, "grant")
    world.official("deputy", (Role.CASEWORKER, TOWN))
    away = {"away_from": f"{NOW:%Y-%m-%d}", "deputy": "deputy"}
    assert put(world, boss, f"/v1/officials/{SHARED}/absence", away, "ill").status == 200
    above = world.office.tree.parent
    here, there = (who_is_on_duty(world.ledger, world.clock, above, area, SHARED) for area in (TOWN, HAENAM))
    assert here is not None
    assert there is not None
    assert (here.id, there.id) == ("deputy", SHARED)


def test_a_deputy_from_elsewhere_is_no_deputy_for_a_manager_who_does_not_manage_there(world: World, boss: str) -> None:
    """Given somebody of two places, then that an account of the other one could stand in there is not told."""
    put(world, boss, f"/v1/officials/{SHARED}", NAMED, "named")
    put(world, boss, f"/v1/areas/{TOWN}/grants/caseworker/{SHARED}", {}, "grant")
    world.official("colleague-there", (Role.CASEWORKER, HAENAM))
    answers = [
        put(world, boss, f"/v1/officials/{SHARED}/absence", {"away_from": "2026-11-24", "deputy": who}, f"ill-{who}")
        for who in ("colleague-there", "nobody")
    ]
    assert answers[0].status == 409
    assert answers[0].text == answers[1].text


def test_the_same_duty_number_in_this_place_is_the_same_person(world: World, boss: str) -> None:
    """Given two accounts that the place has entered with one number, then one does not check the other."""
    decider, checker = "decider", "checker"
    for who, role, name in ((decider, "caseworker", "박하나"), (checker, "checker", "최둘")):
        put(world, "boss-there", f"/v1/officials/{who}", {"area": HAENAM, "name": name}, f"{who}-there")
        put(world, boss, f"/v1/officials/{who}", NAMED | {"name": name}, f"{who}-named")
        put(world, boss, f"/v1/areas/{TOWN}/grants/{role}/{who}", {}, f"{who}-grant")
    case = world.case("p", danger=True)
    assert (
        world.send(
            decider, f"/v1/cases/{case.id}/decisions", {"kind": "public_benefit", "agency": "기관"}, read=0
        ).status
        == 201
    )
    read = int(world.call(checker, "GET", f"/v1/cases/{case.id}").headers["ETag"].strip('"'))
    said = {"verdict": "confirm", "finding": "sound"}
    refused = world.send(checker, f"/v1/cases/{case.id}/checks", said, read=read)
    assert (refused.status, refused.body["code"]) == (409, "not_yours_to_check")
