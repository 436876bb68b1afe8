"""Why an old Office container cannot be read: a password, another program's document, or damage."""

from pathlib import Path

import msoffcrypto

_HEAD = 1 << 20


def refusal_of(path: Path) -> str:
    """The code of a file that no reader of spreadsheets opens."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if "HwpSummaryInformation".encode("utf-16-le") in head:
                return "hwp"
            file.seek(0)
            if msoffcrypto.OfficeFile(file).is_encrypted():
                return "encrypted"
    except Exception:
        return "damaged"
    if "WordDocument".encode("utf-16-le") in head or "PowerPoint Document".encode("utf-16-le") in head:
        return "not_a_table"
    return "damaged"
