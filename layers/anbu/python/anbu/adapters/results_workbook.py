"""Round results as a workbook whose columns a clerk can carry into 행복e음."""

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook

COLUMNS = (
    "연번",
    "차수",
    "행정동",
    "성명",
    "생년월일",
    "연락처",
    "위기정보",
    "상담 여부",
    "욕구",
    "처리 상태",
    "처리 결과",
    "종결 사유",
    "근거 문서번호",
    "연계 기관",
    "처리일자",
    "처리자",
)
"""Our own order; the import template of 행복e음 is not public. One row a person."""


def results_workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """One sheet with a header. Every cell is text, so that no spreadsheet eats a leading zero or runs a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("처리결과")
        bold = book.add_format({"bold": True, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        sheet.write_row(0, 0, COLUMNS, bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate((str(number), *row)):
                sheet.write_string(number, column, value, text)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()
