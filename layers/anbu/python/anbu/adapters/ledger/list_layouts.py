"""Keys of uploads and rows of lists. Rows of one file stand in blocks, so that no partition grows hot."""

from anbu.adapters.ledger.keys import register
from anbu.domain.lists.upload import ListColumns, ListedRow, ListFile, PersonOfCase, Upload

register(
    Upload,
    "UPLOADS#{0}",
    "UPLOAD#{1}",
    "of_round id",
    list=lambda upload: (f"UPLOAD#{upload.state}", f"{upload.area}#{upload.round_id}#{upload.id}"),
)
register(ListColumns, "AREA#{0}", "COLUMNS", "area")
register(ListFile, "FILE#{0}", "FILE", "id")
register(ListedRow, "ROWS#{0}", "ROW#{1:08}", "block row")
register(PersonOfCase, "PERSON#{0}", "CASE#{1}", "person case_id")
