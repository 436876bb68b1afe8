"""The rows of an uploaded file as the ledger has them."""

from collections.abc import Iterator

from anbu.domain.lists.upload import ListedRow, Upload, block_of
from anbu.ports import Index, Ledger

_PAGE = 500


def rows_of_file(ledger: Ledger, upload: Upload) -> Iterator[ListedRow]:
    """Every row that was written of this file, block by block, read consistently."""
    for sheet, found in enumerate(upload.sheets):
        for block in found.blocks:
            cursor = None
            while True:
                page = ledger.query(
                    ListedRow, Index.OWN, block_of(upload.file, sheet, block), limit=_PAGE, cursor=cursor
                )
                yield from page.items
                cursor = page.cursor
                if cursor is None:
                    break
