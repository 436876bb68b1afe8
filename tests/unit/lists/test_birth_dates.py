"""Birth dates in every written form."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.list_samples import BIRTH, row_of


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
        ("02-Jan-1950", BIRTH),
        ("2 January 1950", BIRTH),
        ("500102-*******", BIRTH),
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
