"""Round results as a workbook whose columns a clerk can carry into 행복e음."""

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook

COLUMNS = (
    "연번",
    "차수",
    "사례번호",
    "행정동코드",
    "행정동",
    "성명",
    "생년월일",
    "성별",
    "주소",
    "연락처",
    "위기정보",
    "상담일자",
    "상담방법",
    "상담여부",
    "상담결과",
    "상담내용",
    "방문일자",
    "처리상태",
    "처리결과",
    "종결사유",
    "근거문서번호",
    "연계기관",
    "처리일자",
    "처리자",
)
"""Our own order; the import template of 행복e음 is not public. One row a person; codes and numbers are text."""
_WIDEST = 60
"""Letters: a long account of a talk is wrapped, so that the columns behind it stay in sight."""


def results_workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """One sheet with a header. Every cell is text, so that no spreadsheet eats a leading zero or runs a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("처리결과")
        bold = book.add_format({"bold": True, "num_format": "@"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, COLUMNS, bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate((str(number), *row)):
                sheet.write_string(number, column, value, text)
        sheet.freeze_panes(1, COLUMNS.index("성명") + 1)
        sheet.autofilter(0, 0, max(1, number), len(COLUMNS) - 1)
        sheet.autofit(max_width=_WIDEST * 7)
    return out.getvalue()
