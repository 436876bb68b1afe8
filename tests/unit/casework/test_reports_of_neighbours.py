"""A report waits for a person of the town that it lies in; nobody learns who is known."""

import pytest

from anbu.adapters.area_tables import area_tree
from anbu.adapters.places import town_at
from anbu.domain.casework.reports import WRONG_PINS
from anbu.domain.casework.roles import Role
from anbu.usecases.casework.take_report import MOST_AN_HOUR
from tests.unit.casework.neighbour import TOLD, Public
from tests.unit.casework.world import TOWN, World


@pytest.fixture
def public(world: World) -> Public:
    return Public(world)


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN))


def test_a_report_waits_for_a_person_of_the_town_it_lies_in(world: World, public: Public, worker: str) -> None:
    status, receipt = public.post("/v1/reports", TOLD)
    assert status == 201
    assert len(receipt["receipt"].replace("-", "")) == 16, "80 bits in base32"
    (row,) = world.call(worker, "GET", "/v1/work").body["items"]
    assert (row["area"], row["state"]) == (TOWN, "review")
    page = world.call(worker, "GET", f"/v1/cases/{row['id']}").body
    assert page["report"]["text"] == TOLD["text"]


def test_sent_twice_it_is_one_report(world: World, public: Public, worker: str) -> None:
    first, again = public.post("/v1/reports", TOLD), public.post("/v1/reports", TOLD)
    other = public.post("/v1/reports", TOLD, key="another-key-0001")
    assert first == again
    assert other[1]["receipt"] != first[1]["receipt"]
    assert len(world.call(worker, "GET", "/v1/work").body["items"]) == 2


def test_the_status_says_what_was_done_and_nothing_else(world: World, public: Public, worker: str) -> None:
    _, receipt = public.post("/v1/reports", TOLD)
    asked = {"receipt": receipt["receipt"], "pin": "123456"}
    assert public.post("/v1/reports/status", asked)[1]["status"] == "received"
    (row,) = world.call(worker, "GET", "/v1/work").body["items"]
    world.send(worker, f"/v1/cases/{row['id']}/decisions", {"kind": "visit"}, read=0)
    status, told = public.post("/v1/reports/status", asked)
    assert (status, told["status"], set(told)) == (200, "being_looked_into", {"status", "sentence"})


def test_a_wrong_pin_and_a_wrong_number_are_told_apart_by_nobody(public: Public) -> None:
    _, receipt = public.post("/v1/reports", TOLD)
    wrong = public.post("/v1/reports/status", {"receipt": receipt["receipt"], "pin": "000000"})
    missing = public.post("/v1/reports/status", {"receipt": "ABCD-ABCD-ABCD-ABCD", "pin": "123456"})
    assert wrong == missing
    assert wrong[0] == 404


def test_too_many_wrong_pins_shut_a_report_for_an_hour(world: World, public: Public) -> None:
    _, receipt = public.post("/v1/reports", TOLD)
    right = {"receipt": receipt["receipt"], "pin": "123456"}
    for number in range(WRONG_PINS):
        public.post("/v1/reports/status", right | {"pin": f"{number:06}"}, source=f"10.0.0.{number}")
    assert public.post("/v1/reports/status", right)[0] == 404
    world.clock.at = world.clock.at.replace(hour=12)
    assert public.post("/v1/reports/status", right)[0] == 200


def test_one_sender_cannot_flood_the_door(public: Public) -> None:
    answers = [public.post("/v1/reports", TOLD, key=f"flooding-{n:08}")[0] for n in range(MOST_AN_HOUR + 1)]
    assert answers[-1] == 429
    assert public.post("/v1/reports", TOLD, key="somebody-else-00", source="10.1.1.1")[0] == 201


@pytest.mark.parametrize(
    ("latitude", "longitude", "town"),
    [(35.2820, 127.2920, "4672025000"), (35.158, 126.853, None), (33.0, 125.0, None)],
)
def test_coordinates_lead_to_a_town_offline(latitude: float, longitude: float, town: str | None) -> None:
    found = town_at(area_tree(), latitude, longitude)
    assert found == town or (town is None and (found is None or found in area_tree()))


def test_a_place_that_nobody_finds_is_asked_for_again(public: Public) -> None:
    status, problem = public.post("/v1/reports", TOLD | {"latitude": 33.0, "longitude": 125.0})
    assert (status, problem["code"]) == (409, "place_unknown")
