"""Rows as people write them (contract 2): a table for each rule."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from anbu.domain.lists.values import ListRow
from tests.unit.list_samples import read, write_text

BIRTH = date(1950, 1, 2)


def rows_of(tmp_path: Path, *rows: list[str], home: str | None = None) -> list[ListRow]:
    return read(write_text(tmp_path / "a.csv", rows), home).rows


def row_of(tmp_path: Path, **cells: str) -> ListRow:
    cells = {"성명": "김안부", "생년월일": "1950-01-02", "휴대전화": "010-0000-0001"} | cells
    return rows_of(tmp_path, list(cells), list(cells.values()))[0]


@pytest.mark.parametrize(
    ("cell", "numbers", "status"),
    [
        ("010-0012-3456", ["+821000123456"], "accepted"),
        ("01000123456", ["+821000123456"], "accepted"),
        ("010 0012 3456", ["+821000123456"], "accepted"),
        ("010.0012.3456", ["+821000123456"], "accepted"),
        ("010)0012-3456", ["+821000123456"], "accepted"),
        ("０１０－００１２－３４５６", ["+821000123456"], "accepted"),
        ("+82 10-0012-3456", ["+821000123456"], "accepted"),
        ("+82-(0)10-0012-3456", ["+821000123456"], "accepted"),
        ("82-10-0012-3456", ["+821000123456"], "accepted"),
        ("0082 10 0012 3456", ["+821000123456"], "accepted"),
        ("1000123456", ["+821000123456"], "repaired"),
        ("1000123456.0", ["+821000123456"], "repaired"),
        ("1.000123456E+09", ["+821000123456"], "repaired"),
        ("10-0012-3456", ["+821000123456"], "repaired"),
        ("611123456", ["+82611123456"], "repaired"),
        ("010-0012-3456(아들)", ["+821000123456"], "accepted"),
        ("아들 010-0012-3456", ["+821000123456"], "accepted"),
        ("010-0012-3456 / 061-112-3456", ["+821000123456", "+82611123456"], "accepted"),
        ("010-0012-3456 061-112-3456", ["+821000123456", "+82611123456"], "accepted"),
        ("010-0012-3456\n010-0012-3457", ["+821000123456", "+821000123457"], "accepted"),
        ("010-0012-3456,010-0012-3456", ["+821000123456"], "accepted"),
        ("01000123456 01000123457", ["+821000123456", "+821000123457"], "accepted"),
        ("010-0012-3456 / 없음", ["+821000123456"], "accepted"),
        ("02-112-3456", ["+8221123456"], "accepted"),
        ("(061) 112-3456", ["+82611123456"], "accepted"),
        ("061-112-3456 (내선 12)", ["+82611123456"], "accepted"),
        ("070-0123-4567", ["+827001234567"], "accepted"),
        ("0509-0123-4567", ["+8250901234567"], "accepted"),
        ("011-123-4567", [], "needs_person"),
        ("1588-1234", [], "needs_person"),
        ("119", [], "needs_person"),
        ("010-12-345", [], "needs_person"),
        ("+1 202 555 0123", [], "needs_person"),
        ("없음", [], "needs_person"),
        ("010ㅡ0012ㅡ3456", ["+821000123456"], "accepted"),
        ("010\u00a00012\u00a03456", ["+821000123456"], "accepted"),
        ("010–0012–3456", ["+821000123456"], "accepted"),
        ("010?0012?3456", ["+821000123456"], "accepted"),
        ("010\ufffd0012\ufffd3456", ["+821000123456"], "accepted"),
        ("010-0012-3456?061-112-3456", ["+821000123456", "+82611123456"], "accepted"),
        ("010‑0012‑3456 061‑112‑3456", ["+821000123456", "+82611123456"], "accepted"),
        ("0101018-9223\n053)-142-8414", ["+821010189223", "+82531428414"], "accepted"),
        ("010-0012-3456?", ["+821000123456"], "accepted"),
        ("010-0012-????", [], "needs_person"),
        ("010/0012/3456", ["+821000123456"], "accepted"),
        ("1,000,123,456", ["+821000123456"], "repaired"),
        ("[010] 0012-3456", ["+821000123456"], "accepted"),
        ("010-0012-3456(3번 전화 안받음)", ["+821000123456"], "accepted"),
        ("1)010-0012-3456\n2)061-112-3456", ["+821000123456", "+82611123456"], "accepted"),
        ("010-0012-3456061-112-3456", ["+821000123456", "+82611123456"], "accepted"),
        ("+1-202-555-0123", [], "needs_person"),
        ("", [], "needs_person"),
        ("-", [], "needs_person"),
        ("결번", [], "needs_person"),
    ],
)
def test_numbers_as_people_write_them(tmp_path: Path, cell: str, numbers: list[str], status: str) -> None:
    row = row_of(tmp_path, 휴대전화=cell)
    assert [phone.number for phone in row.phones if phone.kind.can_be_rung] == numbers
    assert row.status.value == status


def test_a_cell_says_whose_number_it_is(tmp_path: Path) -> None:
    row = row_of(
        tmp_path, 휴대전화="010-0012-3456(본인), 010-0012-3457(아들) / 이장 061-112-3456", 보호자연락처="010-0000-0009"
    )
    assert [phone.whose for phone in row.phones] == [None, "아들", "이장", "보호자연락처"]


@pytest.mark.parametrize(
    ("cell", "whose"),
    [
        ("본인 010-0012-3456 아들 010-0012-3457", [None, "아들"]),
        ("010-0012-3456 (아들) 010-0012-3457 (딸)", ["아들", "딸"]),
        ("010-0012-3456(오후통화)", [None]),
        ("휴)010-0012-3456 집)061-112-3456", [None, None]),
    ],
)
def test_each_note_belongs_to_the_number_beside_it(tmp_path: Path, cell: str, whose: list[str | None]) -> None:
    assert [phone.whose for phone in row_of(tmp_path, 휴대전화=cell).phones] == whose


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("500102 - 1", BIRTH),
        ("500102(남)", BIRTH),
        ("500102/여", BIRTH),
        ("500102생", BIRTH),
        ("(陰)1950.1.2", BIRTH),
        ("1950.1.2(76세)", BIRTH),
        ("1950-01-02 오전 12:00:00", BIRTH),
        ("1950–01–02", BIRTH),
        ("1950—1—2", BIRTH),
        ("1950−01−02", BIRTH),
        ("1950‑01‑02", BIRTH),
        ("1950ㅡ01ㅡ02", BIRTH),
        ("1950?01?02", BIRTH),
        ("50–01–02", BIRTH),
        ("500102–2", BIRTH),
        ("1950年 1月 2日", BIRTH),
        ("1950年1月2日生", BIRTH),
        ("1950ㆍ1ㆍ2", BIRTH),
        ("1950・1・2", BIRTH),
        ("1950.1.2生", BIRTH),
        ("Jan 2, 1950", BIRTH),
        ("2-Jan-50", BIRTH),
        ("1950-Jan-02", BIRTH),
        ("19500102-1", BIRTH),
        ("50'1.2", BIRTH),
        ("1950-01-02", BIRTH),
        ("19500102", BIRTH),
        ("500102", BIRTH),
        ("1950.1.2", BIRTH),
        ("1950. 1. 2.", BIRTH),
        ("1950/01/02", BIRTH),
        ("50.01.02", BIRTH),
        ("1950년 1월 2일", BIRTH),
        ("1950년 1월 2일생", BIRTH),
        ("19500102.0", BIRTH),
        ("1950-01-02 00:00:00", BIRTH),
        ("500102-1", BIRTH),
        ("500102-1******", BIRTH),
        ("18265", BIRTH),
        ("１９５０．１．２", BIRTH),
        ("(음) 1950-01-02", BIRTH),
        ("010203-4", date(2001, 2, 3)),
        ("010203", date(2001, 2, 3)),
        ("", None),
        ("미상", None),
        ("1950", None),
        ("1950-13-02", None),
        ("2999-01-02", None),
    ],
)
def test_birth_dates_in_every_written_form(tmp_path: Path, cell: str, expected: date | None) -> None:
    assert row_of(tmp_path, 생년월일=cell).birth_date == expected


NUMBER = "500102-1998765"


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        "5001021998765",
        "500102 1998765",
        "500102.1998765",
        "500102 - 1998765",
        "５００１０２－１９９８７６５",
        "50.01.02-1998765",
        "5 0 0 1 0 2 - 1 9 9 8 7 6 5",
        "500102–1998765",
        "500102-1 998765",
        "19500102-1998765",
        "500102\n1998765",
        "500102/1998765",
        "(500102-1998765)",
        "500102   -   1998765",
        "500102=1998765",
        "500102ㅡ1998765",
        "500102\ufeff-1998765",
        "[500102]-[1998765]",
        "500102 뒷자리 1998765",
        "500102(앞) 1998765(뒤)",
        "500102 (앞자리), 1998765 (뒷자리)",
        "500102 뒤 1998765",
        "500102생 남 1998765",
        "50년 01월 02일 1998765",
        "12500102-1998765",
        "500102-1998765010-0000-0003",
    ],
)
@pytest.mark.parametrize(
    "column", ["주민등록번호", "비고", "성명", "주소", "휴대전화", "위기정보", "담당자", "생년월일"]
)
def test_no_resident_number_is_left_anywhere(tmp_path: Path, written: str, column: str) -> None:
    cell = {"성명": f"김안부{written}", "비고": f"확인 {written} 함"}.get(column, written)
    row = row_of(
        tmp_path, **{"주민등록번호": "", "위기정보": "단전", "주소": "", "담당자": "", "비고": "", column: cell}
    )
    digits = "".join(letter for letter in repr(row) if letter.isdigit())
    assert "998765" not in digits
    assert "９９８７６５" not in repr(row)
    if column in ("주민등록번호", "성명", "생년월일"):
        assert row.birth_date == BIRTH
        assert row.sex == "M"
        assert row.name == "김안부"


def test_only_its_first_half_is_still_a_birth_date(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, ["성명", "주민등록번호"], ["가나다", "500102"], ["라마바", "500102-2"], ["사아자", "500102-2******"]
    )
    assert [(row.birth_date, row.sex) for row in rows] == [(BIRTH, None), (BIRTH, "F"), (BIRTH, "F")]


def test_two_columns_of_a_resident_number(tmp_path: Path) -> None:
    row = rows_of(tmp_path, ["성명", "주민번호 앞자리", "주민번호 뒷자리"], ["가나다", "500102", "2998765"])[0]
    assert (row.birth_date, row.sex) == (BIRTH, "F")
    assert "998765" not in repr(row)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (("김안부", "1950-01-02", "010-0000-0001"), ("김안부", "19500102", "010-0000-0001"), "duplicate"),
        (("김안부", "1950-01-02", "010-0000-0001"), ("김 안 부", "500102", "010-0000-0002"), "duplicate"),
        (("김안부", "", "010-0000-0001"), ("김안부", "500102", "010-0000-0001"), "duplicate"),
        (("김안부", "500102", "010-0000-0001"), ("김안부", "", "010-0000-0001"), "duplicate"),
        (("김안부", "500102", "010-0000-0001"), ("김안부", "500103", "010-0000-0001"), "accepted"),
        (("김안부", "500102", "010-0000-0001"), ("이안부", "500102", "010-0000-0001"), "accepted"),
        (("김안부", "", "010-0000-0001"), ("김안부", "", "010-0000-0002"), "accepted"),
        (("김안부", "500102", ""), ("김안부", "500102", ""), "duplicate"),
        (("", "500102", "010-0000-0001"), ("", "500102", "010-0000-0001"), "needs_person"),
    ],
)
def test_the_same_person_twice(tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...], status: str) -> None:
    rows = rows_of(tmp_path, ["성명", "생년월일", "휴대전화"], list(first), list(second))
    assert rows[1].status.value == status
    assert (rows[1].duplicate_of is not None) == (status == "duplicate")


def test_numbers_new_in_a_duplicate_are_added_to_the_first(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["성명", "생년월일", "휴대전화"],
        ["김안부", "500102", ""],
        ["김안부", "500102", "010-0000-0001"],
    )
    assert [phone.number for phone in rows[0].phones] == ["+821000000001"]
    assert [row.status.value for row in rows] == ["accepted", "duplicate"]


@pytest.mark.parametrize(
    ("cells", "status", "open_work"),
    [
        (["", "", "", "전라남도 곡성군 곡성읍 읍내리 9001", ""], "rejected", True),
        (["", "500102", "", "", ""], "rejected", True),
        (["", "", "", "", "단전"], "rejected", True),
        (["미상", "", "", "", "단전"], "rejected", True),
        (["", "", "010-0000-0001", "", ""], "needs_person", False),
        (["", "", "1588-1234", "", "단전"], "rejected", True),
        (["김안부", "", "", "", ""], "needs_person", False),
    ],
)
def test_rows_that_lack_something(tmp_path: Path, cells: list[str], status: str, open_work: bool) -> None:
    row = rows_of(tmp_path, ["연번", "성명", "생년월일", "휴대전화", "주소", "위기정보"], ["1", *cells])[0]
    assert row.status.value == status
    assert row.is_open_work == open_work


@pytest.mark.parametrize(
    "cells",
    [
        ["합계", "", "", ""],
        ["합 계", "117명", "", ""],
        ["총계", "117", "", "93"],
        ["", "이하 여백", "", ""],
        ["- 이하 여백 -", "", "", ""],
        ["※ 개인정보이므로 취급에 주의 바랍니다.", "", "", ""],
        ["소 계", "", "", "12"],
        ["끝.", "", "", ""],
        ["", "합계", "", "12"],
        ["계", "", "", ""],
        ["작성자: 주민복지과", "", "", ""],
        ["이상 끝", "", "", ""],
        ["", "작성자: 주민복지과", "", ""],
        ["작성자", "홍길동", "", ""],
        ["작성일", "2026.11.20", "", ""],
        ["남", "1", "", ""],
        ["1/3", "", "", ""],
        ["2026. 11. 20.", "", "", ""],
        ["----------", "", "", ""],
        ["TOTAL", "1", "", ""],
    ],
)
def test_footers_are_no_people(tmp_path: Path, cells: list[str]) -> None:
    reading = read(
        write_text(tmp_path / "a.csv", [["연번", "성명", "생년월일", "휴대전화"], ["1", "김안부", "", ""], cells])
    )
    assert (reading.counts.rows, reading.counts.footer) == (1, 1)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["성명"], ["NGUYEN THI LAN ANH"]),
        (["연번", "성명", "생년월일", "휴대전화"], ["", "계", "500102", ""]),
        (["연번", "성명", "위기정보"], ["", "", "단전, 단수"]),
        (["연번", "성명", "휴대전화"], ["3", "이름 미상", "연락처 모름"]),
    ],
)
def test_people_who_look_like_footers_or_headers_are_people(
    tmp_path: Path, header: list[str], cells: list[str]
) -> None:
    assert len(rows_of(tmp_path, header, cells)) == 1


PEOPLE = [["1", "김안부", "500102", "010-0000-0001"], ["2", "이안부", "500103", "010-0000-0002"]]
HEADER = ["연번", "성명", "생년월일", "휴대전화"]


@pytest.mark.parametrize(
    "rows",
    [
        [["발굴대상자"], HEADER, *PEOPLE],
        [["2026년 6차 발굴대상자 명단", "", "담당자:", "홍길동"], ["작성일", "2026.11.20"], HEADER, *PEOPLE],
        [["제출자 성명", "홍길동", "연락처", "061-112-3456"], [], HEADER, *PEOPLE],
        [HEADER, ["(1)", "(2)", "(3)", "(4)"], *PEOPLE],
        [HEADER, PEOPLE[0], ["성명", "휴대전화", "생년월일"], ["이안부", "010-0000-0002", "500103"]],
        [["연번", "인적사항", "", "연락처"], ["", "성명", "생년월일", "휴대전화"], *PEOPLE],
        [["연번", "대상자", "", "연락처"], ["", "성명", "생년월일", "본인"], *PEOPLE],
    ],
)
def test_titles_groups_and_second_headers_hide_nobody_and_are_nobody(tmp_path: Path, rows: list[list[str]]) -> None:
    read_rows = rows_of(tmp_path, *rows)
    assert [(row.name, len(row.phones)) for row in read_rows] == [("김안부", 1), ("이안부", 1)]
    assert [row.birth_date for row in read_rows] == [BIRTH, date(1950, 1, 3)]


def test_blank_rows_and_prefilled_numbers_are_nothing(tmp_path: Path) -> None:
    reading = read(
        write_text(
            tmp_path / "a.csv", [["연번", "성명", "휴대전화"], ["1", "김안부", ""], ["2", "", ""], ["", "", ""], []]
        )
    )
    assert (reading.counts.rows, reading.counts.footer) == (1, 0)


def test_a_header_printed_again_is_no_person(tmp_path: Path) -> None:
    header = ["연번", "성명", "생년월일", "휴대전화"]
    rows = rows_of(tmp_path, header, ["1", "김안부", "500102", ""], header, ["2", "이안부", "500102", ""])
    assert [row.row for row in rows] == [2, 4]


def test_title_rows_and_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["2026년 6차 발굴대상자 명단"],
        ["", "", "(단위: 명)"],
        [],
        ["연번", "대상자", "생년월일", "연락처", ""],
        ["", "", "", "휴대전화", "집전화"],
        ["1", "김안부", "500102", "010-0000-0001", "061-112-3456"],
    )
    assert [(row.row, len(row.phones)) for row in rows] == [(6, 2)]


@pytest.mark.parametrize(
    ("header", "cells", "home", "area"),
    [
        (["시도", "시군구", "읍면동"], ["전라남도", "곡성군", "곡성읍"], None, "4672025000"),
        (["시도", "시군구", "읍면동"], ["전남", "곡성군", "곡성읍"], None, "4672025000"),
        (["시도", "시군구", "읍면동"], ["강원도", "춘천시", "효자1동"], None, "5111062000"),
        (["시군구", "읍면동"], ["곡성군", "곡성읍"], None, "4672025000"),
        (["읍면동"], ["곡성읍"], "4672000000", "4672025000"),
        (["읍면동"], ["곡성읍 주민센터"], "4672000000", "4672025000"),
        (["읍면동", "주소"], ["", "전라남도 곡성군 곡성읍 읍내리 9001"], None, "4672025000"),
        (["읍면동", "주소"], ["", "전라남도곡성군곡성읍읍내리 9001"], None, "4672025000"),
        (["행정동", "주소"], ["산정동", "전라남도 목포시 산정동 9001"], None, "4611054500"),
        (["주소"], ["전라남도 목포시 산정동 9001"], None, "4611000000"),
        (["주소"], ["목포시 호남동 9001"], "4611000000", "4611000000"),
        (["주소"], ["서울특별시 종로구 자하문로 99 (청운동)"], None, "1111051500"),
        (["주소"], ["경기도 수원시 장안구 파장동 9001"], None, "4111156000"),
        (["행정동코드"], ["4672025000"], None, "4672025000"),
        (["행정동코드"], ["46720-25000"], None, "4672025000"),
        (["법정동코드"], ["4672025021"], None, "4672025000"),
        (["시도", "시군구", "읍면동"], ["전남", "곡성", "곡성"], None, "4672025000"),
        (["읍면동"], ["곡성읍"], None, "4672025000"),
        (["읍면동"], ["전라남도 곡성군 곡성읍"], None, "4672025000"),
        (["읍면동"], ["곡성읍(읍내리)"], "4672000000", "4672025000"),
        (["주소"], ["(57507) 전라남도 곡성군 곡성읍 읍내리 9001"], None, "4672025000"),
        (["주소"], ["전라남도 곡성군 곡성읍읍내리 9001"], None, "4672025000"),
        (["주소"], ["곡성읍 군청로 9001"], "4672000000", "4672025000"),
        (["시군구", "읍면동"], ["수원시", "파장동"], "4111000000", "4111156000"),
        (["시도", "시군구", "읍면동"], ["전남광주통합특별시", "곡성군", "곡성읍"], None, "4672025000"),
    ],
)
def test_whose_case_it_is(tmp_path: Path, header: list[str], cells: list[str], home: str | None, area: str) -> None:
    assert rows_of(tmp_path, ["성명", *header], ["김안부", *cells], home=home)[0].area == area


def test_blank_area_cells_carry_on_the_ones_above(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["시도", "시군구", "읍면동", "성명", "휴대전화"],
        ["전라남도", "곡성군", "곡성읍", "가나다", "010-0000-0001"],
        ["", "", "", "라마바", "010-0000-0002"],
        ["", "", "오곡면", "사아자", "010-0000-0003"],
        ["", "", "", "차카타", "010-0000-0004"],
    )
    assert [row.area for row in rows] == ["4672025000", "4672025000", "4672031000", "4672031000"]
    assert {row.status.value for row in rows} == {"accepted"}


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("단전, 건강보험료 체납", ("power_cut", "health_insurance_arrears"), ()),
        ("건보료 체납/전기요금 체납", ("health_insurance_arrears", "electricity_arrears"), ()),
        ("단전;단수", ("power_cut", "water_cut"), ()),
        ("단전\n단수", ("power_cut", "water_cut"), ()),
        ("단전·단수", ("power_cut", "water_cut"), ()),
        ("단전 단수", ("power_cut", "water_cut"), ()),
        ("기초수급 탈락·중지", ("basic_livelihood_ended",), ()),
        ("자살·자해 시도, 외계인 납치", ("self_harm",), ("외계인 납치",)),
        ("1)단전 2)단수", ("power_cut", "water_cut"), ()),
        ("전기료 체납(3개월)", ("electricity_arrears",), ()),
    ],
)
def test_indicators_have_stable_codes_and_none_is_dropped(
    tmp_path: Path, cell: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    row = row_of(tmp_path, 위기정보=cell)
    assert (row.indicators, row.unknown_indicators) == (codes, unknown)


def test_a_saved_mapping_goes_before_the_aliases(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", [["성명", "담당", "고객"], ["가", "나", "김안부"]])
    assert read(path, own_columns={"고객": "name", "성명": "remarks"}).rows[0].name == "김안부"


def test_names_in_letters_taken_apart_are_the_same_name(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, ["성명", "생년월일"], ["김안부", "500102"], [unicodedata.normalize("NFD", "김안부"), "500102"]
    )
    assert rows[1].status.value == "duplicate"


def test_a_new_area_above_does_not_keep_the_old_town_below_it(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        ["시도", "시군구", "읍면동", "성명"],
        ["전라남도", "곡성군", "오곡면", "가나다"],
        ["", "구례군", "", "라마바"],
        ["서울특별시", "", "", "사아자"],
    )
    assert [row.area for row in rows] == ["4672031000", "4673000000", "1100000000"]
