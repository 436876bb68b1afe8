"""The receipt of a list (contract 2): a line for each row, then the summary. Names are masked, no number is hidden."""

import json
from collections.abc import Mapping
from typing import Any

from anbu.domain.lists.values import ListRow

_SHOWN = 1
_MOST_CIRCLES = 5


encoded = json.JSONEncoder(ensure_ascii=False).encode
"""One line of JSON Lines, without its end."""


def masked(name: str) -> str:
    """김철수 → 김○○."""
    name = "".join(name.split())
    return name[:_SHOWN] + "○" * min(len(name) - _SHOWN, _MOST_CIRCLES) if name else ""


def receipt_line(row: ListRow, sentences: Mapping[str, str]) -> dict[str, Any]:
    """The line of one row, ready for JSON."""
    line: dict[str, Any] = {
        "row": row.row,
        "sheet": row.sheet,
        "status": row.status,
        "name": masked(row.name),
        "phones": [phone.number for phone in row.phones if phone.kind.can_be_rung],
        "area": row.area,
        "indicators": list(row.indicators),
        "duplicate_of": row.duplicate_of.row if row.duplicate_of else None,
        "problems": [
            {"column": problem.column, "code": problem.code, "message": sentences[problem.code]}
            for problem in row.problems
        ],
    }
    if row.duplicate_of and row.duplicate_of.sheet != row.sheet:
        line["duplicate_sheet"] = row.duplicate_of.sheet
    if row.duplicate_of and row.duplicate_of.file:
        line["duplicate_file"] = row.duplicate_of.file
    if row.unknown_indicators:
        line["unknown_indicators"] = list(row.unknown_indicators)
    if row.is_open_work:
        line["open_work"] = "fix_row"
    return line
