"""A carrier's line cell by cell: what is read, what cannot be read, and what nobody is made to write twice."""

from datetime import date

import pytest

from anbu.domain.casework.postal import DANGER, PostalCheck, Sign
from anbu.domain.casework.postal_file import PostalLine, PostalWords, bare, read_lines
from anbu.domain.ids import AreaCode

TOWN = AreaCode("4672025000")
WORDS = PostalWords(
    columns={
        "area": ("행정동코드",), "place": ("시도", "시군구", "읍면동"), "address": ("주소",), "on": ("배달일",),
        "delivered": ("배달여부",), "signs": ("점검",), "note": ("비고",), "name": ("수취인",),
    },
    delivered=frozenset({"배달", "예"}),
    not_delivered=frozenset({"부재"}),
    checked=frozenset({"v", "예"}),
    signs={Sign.RUBBISH: ("쓰레기", "술병"), Sign.MAIL_PILED_UP: ("우편물",)},
)  # fmt: skip
ASKED: list[tuple[str, tuple[str, ...], str]] = []
HEADS = ["행정동코드", "시도", "읍면동", "주소", "배달일", "배달여부", "점검", "비고", "수취인", "쓰레기 쌓임"]
WHOLE = ["", "전남", "곡성읍", "읍내리 9001", "2026-11-20", "배달", "", "", "", ""]


def town(code: str, places: object, address: str) -> AreaCode | None:
    ASKED.append((code, tuple(places), address))  # type: ignore[arg-type]
    return None if address.startswith("어디") else TOWN


def read(*lines: list[str], heads: list[str] = HEADS) -> list[PostalLine]:
    table = [(n + 1, line) for n, line in enumerate([heads, *lines])]
    return list(read_lines(table, WORDS, town))


def one(**cells: str) -> PostalLine:
    (line,) = read([cells.get(head, cell) for head, cell in zip(HEADS, WHOLE, strict=True)])
    return line


def test_a_whole_line_is_whole() -> None:
    ASKED.clear()
    assert one() == PostalLine(2, TOWN, "읍내리 9001", date(2026, 11, 20), True)
    assert ASKED == [("", ("전남", "곡성읍"), "읍내리 9001")]
    assert one(행정동코드=" 46 ", 수취인=" 이안부 ", 비고=" 말 ") == PostalLine(
        2, TOWN, "읍내리 9001", date(2026, 11, 20), True, name="이안부", note="말"
    )


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"주소": "어디인지 모름"}, "area"),
        ({"주소": "어디"}, "area"),  # the first that is wrong is named
        ({"주소": "읍내리9"}, "address"),
        ({"주소": "읍내리90"}, ""),
        ({"배달일": "지난주"}, "on"),
        ({"배달일": ""}, "on"),
        ({"배달일": "2026-13-01"}, "on"),
        ({"배달여부": "○○"}, "delivered"),
        ({"배달여부": ""}, "delivered"),
        ({"배달여부": "부재", "배달일": "지난주"}, "on"),
        ({"배달여부": "부 재"}, ""),
        ({"배달여부": "(예)"}, ""),
    ],
)
def test_what_cannot_be_read_is_named(cells: dict[str, str], problem: str) -> None:
    assert one(**cells).problem == problem


@pytest.mark.parametrize("text", ["2026-11-20", "2026.11.20.", "20261120", "2026년 11월 20일", "2026/11/20 10:00"])
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert one(배달일=text).on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        ({}, ()),
        ({"점검": "우편물 쌓임, 술병"}, (Sign.RUBBISH, Sign.MAIL_PILED_UP)),
        ({"비고": "대문 앞 쓰 레 기"}, (Sign.RUBBISH,)),
        ({"쓰레기 쌓임": "V"}, (Sign.RUBBISH,)),
        ({"쓰레기 쌓임": "아니오"}, ()),
        ({"배달여부": "예"}, ()),  # a yes under another heading ticks nothing
    ],
)
def test_signs_are_told_in_words_or_ticked(cells: dict[str, str], signs: tuple[Sign, ...]) -> None:
    assert one(**cells).signs == signs


def test_delivered_is_what_was_said() -> None:
    assert (one(배달여부="배달").delivered, one(배달여부="부재").delivered) == (True, False)


@pytest.mark.parametrize("head", ["주소", "배달일"])
def test_without_an_address_and_a_date_there_is_no_header(head: str) -> None:
    assert read(WHOLE, heads=[text for text in HEADS if text != head]) == []


def test_short_and_empty_lines_are_borne_and_what_is_too_long_is_cut() -> None:
    short = ["", "전남", "곡성읍", "읍내리 9001", "2026-11-20", "배달"]
    assert [line.row for line in read(short, [" ", ""], [], WHOLE, ["x"])] == [2, 5, 6]
    assert read(["", "", "", "어디"])[0].problem == "area"
    long = one(주소="읍" * 300, 수취인="이" * 300, 비고="말" * 600)
    assert (len(long.address), len(long.name), len(long.note)) == (200, 40, 500)


@pytest.mark.parametrize(("before", "found"), [(0, 1), (1, 1), (19, 1), (20, 0)])
def test_the_header_is_looked_for_in_the_first_twenty_lines(before: int, found: int) -> None:
    table = [(n + 1, ["복지등기 결과"]) for n in range(before)] + [(before + 1, HEADS), (before + 2, WHOLE)]
    assert [line.row for line in read_lines(table, WORDS, town)] == [before + 2] * found


def test_headings_are_compared_without_signs_and_whatever_the_case() -> None:
    assert bare(" 배달 (예/부재)·V_1 ") == "배달예부재v1"
    assert len(read(WHOLE, heads=["행정동코드", "시도", "읍면동", "주 소", "배달일:", "배달여부", *HEADS[6:]])) == 1


@pytest.mark.parametrize("sign", list(Sign))
def test_what_cannot_wait(sign: Sign) -> None:
    urgent = {Sign.LOOKS_ILL, Sign.NO_SIGN_OF_LIFE, Sign.PESTS_OR_SMELL}
    assert (sign in DANGER) is (sign in urgent)
    check = PostalCheck("c1", 1, "post", date(2026, 11, 20), True, (Sign.RUBBISH, sign))
    assert check.is_danger is (sign in urgent)
    assert not PostalCheck("c1", 1, "post", date(2026, 11, 20), True).is_danger
