"""A partner's own file of checks is taken as it is; a line that cannot be read says what to do."""

import base64
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook

from anbu.adapters.postal_files import read_postal_file
from anbu.domain.casework.postal import Sign
from anbu.domain.casework.roles import Role
from tests.unit.casework.world import GOKSEONG, HAENAM, TOWN, World

HEADINGS = ["연번", "시도", "시군구", "읍면동", "배달 주소", "수취인", "배달일자", "배달여부", "점검항목", "비고"]
WHERE = ["전라남도", "곡성군", "곡성읍"]
LINES = [
    ["1", *WHERE, "곡성읍 읍내리 9001", "이안부", "2026-11-20", "배달완료", "우편물 쌓임, 악취", ""],
    ["2", *WHERE, "곡성읍 읍내리 9002", "", "2026.11.20", "부재", "", "며칠째 인기척이 없음"],
    ["3", *WHERE, "곡성읍 읍내리 9003", "", "20261120", "○○", "", ""],
    ["4", *WHERE, "곡성읍 읍내리 9004", "", "지난주", "배달", "", ""],
]


def text(encoding: str, separator: str = ",", title: str = "") -> bytes:
    quoted = [[f'"{cell}"' for cell in line] for line in (HEADINGS, *LINES)]
    return (title + "\n".join(separator.join(line) for line in quoted)).encode(encoding)


def workbook() -> bytes:
    out = BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "안부살핌 우편서비스 11월 결과")
        for row, line in enumerate((HEADINGS, *LINES), start=2):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)
    return out.getvalue()


@pytest.mark.parametrize(
    "raw", [text("utf-8-sig"), text("cp949"), text("cp949", "\t"), text("utf-8", ";", "복지등기 결과\n"), workbook()]
)
def test_any_file_of_a_partner_is_read(raw: bytes) -> None:
    found = read_postal_file(raw)
    assert [line.problem for line in found] == ["", "", "delivered", "on"]
    first, second = found[:2]
    assert (first.area, first.on, first.delivered, first.name) == (TOWN, date(2026, 11, 20), True, "이안부")
    assert set(first.signs) == {Sign.MAIL_PILED_UP, Sign.PESTS_OR_SMELL}
    assert (second.delivered, second.signs) == (False, (Sign.NO_SIGN_OF_LIFE,))


def test_a_form_with_a_column_for_each_sign_is_read() -> None:
    heads = "주소,배달일,배달여부,집 앞 우편물 쌓임,쓰레기·술병,도움이 필요해 보임"
    (line,) = read_postal_file(f"{heads}\n전라남도 곡성군 곡성읍 읍내리 9001,2026-11-20,예,,V,예\n".encode())
    assert set(line.signs) == {Sign.RUBBISH, Sign.NEEDS_HELP}


def post(world: World, who: str, raw: bytes, key: str = "file-of-november") -> Any:
    return world.send(who, "/v1/postal-checks/files", {"file": base64.b64encode(raw).decode()}, key=key)


def test_whole_lines_are_taken_once_and_the_others_say_why(world: World) -> None:
    partner = world.official("post", (Role.POSTAL_PARTNER, GOKSEONG))
    first, again = (post(world, partner, text("cp949")) for _ in range(2))
    assert (first.status, again.status) == (201, 201), first.text
    assert first.body == again.body
    assert first.body["taken"] == 2
    assert [(problem["row"], problem["code"]) for problem in first.body["problems"]] == [(4, "delivered"), (5, "on")]
    worker = world.official("worker", (Role.CASEWORKER, TOWN))
    assert len(world.call(worker, "GET", "/v1/work").body["items"]) == 2
    assert len(world.call(worker, "GET", "/v1/alerts").body["items"]) == 2


def test_a_file_about_a_foreign_place_is_not_taken(world: World) -> None:
    partner = world.official("post", (Role.POSTAL_PARTNER, HAENAM))
    before = dict(world.ledger._entities)
    assert post(world, partner, text("utf-8")).status == 404
    assert world.ledger._entities == before


@pytest.mark.parametrize("raw", [b"\x00\x01\x02\x03", b"%PDF-1.7 x", "이름,나이\n김,3\n".encode(), b"    "])
def test_what_is_no_file_of_checks_is_told_so(world: World, raw: bytes) -> None:
    partner = world.official("post", (Role.POSTAL_PARTNER, GOKSEONG))
    answer = post(world, partner, raw)
    assert (answer.status, answer.body["code"]) == (409, "no_checks")
