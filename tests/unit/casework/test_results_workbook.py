"""Results as a clerk carries them on: text as it was written, the latest talk, the town by name."""

import base64
from io import BytesIO

from python_calamine import CalamineWorkbook

from anbu.domain.cases.case import Case, Person
from anbu.domain.cases.round import Round
from anbu.domain.casework.roles import Role
from anbu.domain.phones import Phone, PhoneKind, PhoneNumber
from anbu.domain.values import replace
from anbu.ports import Create, Replace
from tests.unit.casework.world import GOKSEONG, NOW, ROUND, World


def test_a_row_holds_what_was_done_and_nothing_runs_or_loses_its_zero(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    world.ledger.write(Create(Round(GOKSEONG, ROUND, NOW.date(), NOW)))
    case = world.case("p", indicators=("power_cut",))
    person = world.ledger.get(Person, case.id)
    phone = Phone(PhoneNumber("+821000001234"), PhoneKind.MOBILE)
    world.ledger.write(Replace(replace(person, name="=1+1", sex="F", phones=(phone,))))
    for what, body in (
        ("visits", {"result": "met", "note": "전기요금 지원을 안내함"}),
        ("decisions", {"kind": "public_benefit", "agency": "주민복지과"}),
    ):
        read = world.ledger.get(Case, case.id).version
        assert world.send(boss, f"/v1/cases/{case.id}/{what}", body, read=read).status == 201
    answer = world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/rounds/{ROUND}/results")
    book = CalamineWorkbook.from_filelike(BytesIO(base64.b64decode(answer.text)))
    heads, line = book.get_sheet_by_index(0).to_python()
    row = dict(zip(heads, line, strict=True))
    assert (row["성명"], row["연락처"], row["성별"]) == ("=1+1", "01000001234", "여")
    assert (row["행정동"], row["위기정보"]) == ("전라남도 곡성군 곡성읍", "단전")
    assert (row["상담일자"], row["상담방법"], row["상담내용"]) == ("2026-11-23", "방문", "전기요금 지원을 안내함")
    assert (row["처리결과"], row["연계기관"], row["처리자"]) == ("공적급여 연계", "주민복지과", "boss 주무관")


def test_reports_of_a_year_are_handed_over_as_well(world: World) -> None:
    boss = world.official("boss", (Role.MANAGER, GOKSEONG))
    answer = world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/rounds/reports-2026/results")
    assert answer.status == 200
    assert world.call(boss, "GET", f"/v1/areas/{GOKSEONG}/rounds/never/results").status == 404
