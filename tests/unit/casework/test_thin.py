from anbu.domain.casework.roles import Role

from tests.unit.casework.world import TOWN, World


def test_a_case_is_listed_opened_and_decided(world: World) -> None:
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    case = world.case("p1")
    listed = world.call(worker, "GET", "/v1/work")
    assert listed.status == 200, listed.text
    assert [row["name"] for row in listed.body["items"]] == ["김○○"]
    page = world.call(worker, "GET", f"/v1/cases/{case.id}")
    assert page.status == 200, page.text
    assert page.body["person"]["name"] == "김안부"
    why = world.call(worker, "GET", f"/v1/cases/{case.id}/why")
    assert why.status == 200, why.text
    decided = world.send(worker, f"/v1/cases/{case.id}/decisions", {"kind": "visit"}, read=case.version)
    assert decided.status == 201, decided.text
    again = world.call(worker, "GET", f"/v1/cases/{case.id}/why").body
    assert again["steps"][-1]["sentence"] == "담당자가 방문하기로 했습니다."
