"""Reports, postal checks, single entries: one ledger, a person decides, and nobody learns who is known."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from anbu.adapters.api.front_door import FrontDoor
from anbu.adapters.area_tables import area_tree
from anbu.adapters.photos import LONGEST_SIDE, cleaned
from anbu.adapters.places import town_at
from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.state import State
from anbu.domain.casework.household import household_of
from anbu.domain.casework.reports import WRONG_PINS
from anbu.domain.casework.roles import Role
from anbu.ports import Create
from anbu.usecases.casework.take_report import MOST_AN_HOUR, Porter
from functions.public_api.app import Hall, build_app
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, Bucket, World

TOLD = {
    "by": "neighbour",
    "text": "며칠째 불이 켜져 있고 인기척이 없습니다.",
    "place": "곡성읍 읍내리 9001",
    "latitude": 35.2820,
    "longitude": 127.2920,
    "pin": "123456",
}


class Public:
    """A neighbour with a browser."""

    def __init__(self, world: World) -> None:
        self.app = build_app()
        self.hall = Hall(Porter(world.office.desk, b"s" * 32), Bucket(), world.office.tree, FrontDoor())

    def post(self, path: str, body: Any, key: str = "k" * 16, source: str = "127.0.0.1") -> tuple[int, Any]:
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"content-type": "application/json", "idempotency-key": key},
            "requestContext": {
                "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": source},
                "requestId": "r",
                "routeKey": "$default",
                "stage": "$default",
            },
            "body": json.dumps(body),
            "isBase64Encoded": False,
        }
        self.app.append_context(hall=self.hall)  # type: ignore[no-untyped-call]
        answer = self.app.resolve(event, None)  # type: ignore[arg-type]
        return int(answer["statusCode"]), json.loads(answer["body"])


@pytest.fixture
def public(world: World) -> Public:
    return Public(world)


@pytest.fixture
def worker(world: World) -> str:
    return world.official("worker", (Role.CASEWORKER, TOWN), (Role.POSTAL_PARTNER, GOKSEONG))


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


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 1000), exif: bool = True) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, "navy")
    information = Image.Exif()
    information[0x010E] = "비밀 주소 9001"
    information.get_ifd(0x8825)[2] = (35.0, 16.0, 55.0)
    image.save(out, kind, **({"exif": information} if exif else {}))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_are_drawn_anew_without_place_and_camera(kind: str) -> None:
    clean = cleaned(photo(kind))
    assert clean is not None
    with Image.open(BytesIO(clean)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert max(image.size) == LONGEST_SIDE
    assert "비밀".encode() not in clean


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 no photo", b"<svg/>", photo("GIF", exif=False)])
def test_what_is_no_photo_is_not_taken(raw: bytes) -> None:
    assert cleaned(raw) is None


def test_a_carriers_danger_sign_reaches_the_households_case_at_once(world: World, worker: str) -> None:
    made = world.send(
        worker, "/v1/cases", {"area": TOWN, "name": "이안부", "why": "이장 제보", "address": "곡성읍 읍내리 9009"}
    )
    check = {"area": TOWN, "address": "곡성읍 읍내리  9009", "on": "2026-11-22", "delivered": False}
    quiet = world.send(worker, "/v1/postal-checks", {"checks": [check | {"signs": ["mail_piled_up"]}]})
    assert not world.ledger.get(Case, made.body["case_id"]).danger
    loud = world.send(worker, "/v1/postal-checks", {"checks": [check | {"signs": ["looks_ill"]}]})
    unknown = check | {"address": "곡성읍 읍내리 9999", "signs": ["looks_ill"]}
    nobody = world.send(worker, "/v1/postal-checks", {"checks": [unknown]})
    assert quiet.text == loud.text == nobody.text, "the partner is not told whether a household is known"
    case = world.ledger.get(Case, made.body["case_id"])
    assert (case.danger, case.state, case.due_at.date()) == (True, State.REVIEW, world.clock.at.date())
    groups = [row["group"] for row in world.call(worker, "GET", "/v1/work").body["items"]]
    assert groups == ["urgent", "urgent"]


def test_only_a_person_puts_somebody_on_the_ladder(world: World, worker: str) -> None:
    body = {"area": TOWN, "name": "이안부", "why": "이장 제보", "phones": ["01000001234"]}
    made = world.send(worker, "/v1/cases", body)
    case = world.ledger.get(Case, made.body["case_id"])
    assert case.state is State.REVIEW
    sent = world.send(worker, f"/v1/cases/{case.id}/ladder", None, read=case.version)
    assert (sent.status, sent.body["state"]) == (200, "notice_due")
    listed = world.case("p")
    assert world.send(worker, f"/v1/cases/{listed.id}/ladder", None, read=0).status == 409


def test_entered_twice_is_one_person(world: World, worker: str) -> None:
    body = {"area": TOWN, "name": "이안부", "why": "이장 제보", "birth_date": "1950-01-01"}
    assert world.send(worker, "/v1/cases", body).status == 201
    assert world.send(worker, "/v1/cases", body).status == 409


def test_erasing_leaves_the_skeleton(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    case = world.case("p")
    erase = f"/v1/cases/{case.id}/erasure"
    assert world.send(boss, erase, {"reason": "본인 요청"}).status == 409, "an open case keeps its person"
    gone = world.case("q", State.CLOSED, closed_as="referred")
    assert world.send(boss, f"/v1/cases/{gone.id}/erasure", {"reason": "본인 요청"}).status == 204
    assert world.ledger.get(Person, gone.id) is None
    assert world.ledger.get(Case, gone.id) == gone
    assert world.call(boss, "GET", f"/v1/cases/{gone.id}").body["person"] is None


@pytest.mark.parametrize("before", [State.CLOSED, State.DOUBLE_CHECK, State.REFERRED, State.MONITORING, State.DECIDE])
def test_danger_at_the_door_begins_a_case_anew_wherever_it_stood(world: World, worker: str, before: State) -> None:
    """Given a household whose case was done with, when a carrier sees danger there, then somebody goes today."""
    address = "곡성읍 읍내리 9009"
    household = world.office.desk.keyed.household(address, TOWN)
    case = world.case("p", before, household=household, closed_as="referred" if before is State.CLOSED else None)
    world.ledger.write(*(Create(link) for link in household_of(case)))
    check = {"area": TOWN, "address": address, "on": "2026-11-22", "delivered": False, "signs": ["no_sign_of_life"]}
    assert world.send(worker, "/v1/postal-checks", {"checks": [check]}).status == 201
    after = world.ledger.get(Case, case.id)
    assert (after.state, after.danger, after.closed_as) == (State.REVIEW, True, None)
    assert after.due_at.date() == world.clock.at.date()
    (alert,) = world.call(worker, "GET", "/v1/alerts").body["items"]
    assert (alert["case_id"], alert["kind"]) == (case.id, "medical_emergency")


def test_of_a_batch_with_a_foreign_household_nothing_is_kept(world: World, worker: str) -> None:
    mine = {"area": TOWN, "address": "곡성읍 읍내리 9009", "on": "2026-11-22", "delivered": True}
    batch = {"checks": [mine, mine | {"area": "4682025000"}]}
    assert world.send(worker, "/v1/postal-checks", batch).status == 404
    assert world.call(worker, "GET", "/v1/work").body["items"] == []
    assert world.send(worker, "/v1/postal-checks", {"checks": [mine | {"on": "2026-11-24"}]}).status == 409


@pytest.mark.parametrize(
    "written",
    [
        "곡성읍 읍내리 9009",
        "전라남도 곡성군 곡성읍 읍내리 9009",
        "전남 곡성군 곡성읍  읍내리 9009",
        "읍내리 9009 (곡성아파트)",
        "곡성군 읍내리, 9009",
    ],
)
def test_one_address_is_one_household_however_it_is_written(world: World, written: str) -> None:
    keyed = world.office.desk.keyed
    assert keyed.household(written, TOWN) == keyed.household("곡성군 곡성읍 읍내리 9009", GOKSEONG)
    assert keyed.household(written, HAENAM) != keyed.household(written, TOWN), "another place, the same street"
    assert keyed.household("읍내리", TOWN) is None, "a village is no household"


def test_my_own_list_holds_work_and_not_what_is_done(world: World, worker: str) -> None:
    """Given a hundred cases that I have closed, when I read my list, then the one that is open stands in it."""
    cases = [world.case(f"p{number:03}", indicators=()) for number in range(12)]
    for case in cases:
        headers = {"Idempotency-Key": f"assign-{case.id}", "If-Match": '"0"'}
        assert world.call(worker, "PUT", f"/v1/cases/{case.id}/assignee", {"official": worker}, headers=headers)
    for case in cases[:-1]:
        closing = {"kind": "close", "reason": "public_support", "document": "곡성-1"}
        world.send(worker, f"/v1/cases/{case.id}/decisions", closing, read=1)
    open_ones = [case.id for case in cases if world.ledger.get(Case, case.id).state is not State.CLOSED]
    listed, after = [], ""
    while after is not None:
        page = world.call(
            worker, "GET", "/v1/work/mine", query={"limit": "2"} | ({"next": after} if after else {})
        ).body
        assert len(page["items"]) <= 2
        listed += [row["id"] for row in page["items"]]
        after = page["next"]
    assert sorted(listed) == sorted(open_ones)
    closed = next(case for case in cases if case.id not in open_ones)
    again = world.ledger.get(Case, closed.id).version
    assert world.send(worker, f"/v1/cases/{closed.id}/reopen", {"reason": "다시 살핌"}, read=again).status == 200
    assert closed.id in [row["id"] for row in world.call(worker, "GET", "/v1/work/mine").body["items"]]
