"""The tree of areas: every code has its place, old names and codes lead to today's."""

import pytest

from anbu.adapters.area_tables import area_tree
from anbu.domain.ids import AreaCode

TREE = area_tree()


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["전라남도", "곡성군", "곡성읍"], "4672025000"),
        (["전남", "곡성군"], "4672000000"),
        (["전남광주통합특별시", "곡성군", "오곡면"], "4672031000"),
        (["전남광주통합특별시", "광산구"], "2920000000"),
        (["강원도", "춘천시", "효자1동"], "5111062000"),
        (["전라북도", "전주시", "완산구"], "5211100000"),
        (["인천", "남구"], "2817700000"),
        (["경북", "군위군", "군위읍"], "2772025000"),
        (["충남", "연기군", "조치원읍"], "3611025000"),
        (["경기도", "수원시장안구", "파장동"], "4111156000"),
        (["경기도", "장안구"], "4111100000"),
        (["서울", "종로구", "종로1·2·3·4가동"], "1111061500"),
        (["서울", "서대문구", "홍제1동"], "1141062000"),
        (["4272025000"], "5172025000"),
        (["1272025000"], "4672025000"),
        (["46720"], "4672000000"),
        (["서울", "없는구"], None),
        (["9999900000"], None),
    ],
)
def test_names_and_codes_of_any_date(names: list[str], code: str | None) -> None:
    assert TREE.resolve(names) == code


def test_every_area_but_a_sido_lies_in_another_one() -> None:
    roots = [code for code in TREE.areas if TREE.parent(code) is None]
    assert len(roots) == 17
    for code in TREE.areas:
        assert any(TREE.is_within(code, root) for root in roots)
        assert sum(TREE.is_within(code, root) for root in roots) == 1


def test_a_city_holds_its_districts_though_their_codes_do_not_begin_alike() -> None:
    suwon, jangan, pajang = AreaCode("4111000000"), AreaCode("4111100000"), AreaCode("4111156000")
    assert TREE.is_within(pajang, suwon)
    assert TREE.parent(jangan) == suwon
    assert not TREE.is_within(suwon, jangan)
    assert {jangan, pajang} <= set(TREE.descendants(suwon))


def test_a_legal_dong_may_lie_in_several_administrative_ones() -> None:
    mokpo = AreaCode("4611000000")
    assert len(TREE.legal_dong(mokpo, "산정동")) > 1
    assert TREE.legal_dong(AreaCode("1111000000"), "청운동") == ("1111051500",)
