"""위기정보 and a saved mapping of headings."""

from pathlib import Path

import pytest

from tests.unit.list_samples import read, row_of, write_text


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
