"""No 주민등록번호 is left of a row, wherever it stands."""

import io
from argparse import Namespace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from local.cli.intake import run
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import BIRTH, row_of, rows_of, write_text, write_xlsx

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
        "500102 다시 1998765",
        "500102의 1998765",
    ],
)
@pytest.mark.parametrize(
    "column",
    ["주민등록번호", "비고", "성명", "주소", "휴대전화", "위기정보", "담당자", "생년월일", "차수", "성"],
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


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2), (2, 3, 0, 1)])
def test_two_columns_of_a_resident_number_wherever_each_stands(tmp_path: Path, order: tuple[int, ...]) -> None:
    table = ["성명", "주민번호 앞자리", "가구원수", "주민번호 뒷자리"], ["가나다", "500102", "3", "2998765"]
    row = rows_of(tmp_path, *([cells[at] for at in order] for cells in table))[0]
    assert (row.birth_date, row.sex) == (BIRTH, "F")
    assert "998765" not in repr(row)


@pytest.mark.parametrize("halves", [["10203", "4998765"], ["010203", "4998765"], ["102034998765", ""]])
def test_zeros_that_a_spreadsheet_took_away_are_put_back(tmp_path: Path, halves: list[str]) -> None:
    row = rows_of(tmp_path, ["성명", "주민번호 앞자리", "주민번호 뒷자리"], ["가나다", *halves])[0]
    assert row.birth_date == date(2001, 2, 3)
    assert "998765" not in repr(row)


def test_none_is_shown_that_stands_in_the_name_of_a_file_a_sheet_or_a_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = "500102-1998765"
    file = write_xlsx(tmp_path / f"김안부 {number}.xlsx", [["성명", "휴대전화", number], ["김안부", "", ""]], number)
    for as_json in (True, False):
        assert run(Namespace(file=file, area=None, column=[], json=as_json)) == 0
    shown = capsys.readouterr()
    assert "998765" not in shown.out + shown.err


@pytest.mark.parametrize("cell", ["500102-1998765, 510203-2998764", "500199-1998765"])
def test_every_one_of_a_cell_is_reduced_and_one_of_no_day_is_rubbed_out(tmp_path: Path, cell: str) -> None:
    told = repr(row_of(tmp_path, 비고=cell))
    assert "998765" not in told
    assert "998764" not in told


def test_the_clerks_workbook_shows_none_in_columns_that_nobody_reads_nor_a_second_half(tmp_path: Path) -> None:
    world = IntakeWorld(tmp_path)
    rows = [
        ["성명", "주민번호 앞자리", "주민번호 뒷자리", "모르는 열"],
        ["김안부", "500102", "1998765", "510203-2998764"],
    ]
    upload = world.take_in(write_text(tmp_path / "l.csv", rows), "l-1.csv")
    book = openpyxl.load_workbook(io.BytesIO(world.store.receipts[upload.receipt.replace(".jsonl", ".xlsx")]))
    shown = repr([cell.value for line in book.active for cell in line])
    assert "김안부" in shown
    assert "998765" not in shown
    assert "998764" not in shown
