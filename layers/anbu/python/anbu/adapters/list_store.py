"""The bucket of lists in S3."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from anbu.domain.ids import UploadId
from anbu.domain.lists.upload import Arrived
from anbu.domain.lists.values import ListRow

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_rows = TypeAdapter(list[ListRow])


class S3Lists:
    """`ListStore` over one bucket. Local copies lie in the function's own temporary folder and are removed at once."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    @contextmanager
    def fetched(self, key: str) -> Iterator[Path]:
        """A local copy of an upload, gone afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "list")
            self._client.download_file(self._bucket, key, str(path))
            yield path

    def put_chunk(self, upload: UploadId, n: int, rows: Sequence[ListRow]) -> None:
        """Rows on their way to the ledger."""
        self._client.put_object(Bucket=self._bucket, Key=_chunk_key(upload, n), Body=_rows.dump_json(list(rows)))

    def chunk(self, upload: UploadId, n: int) -> Sequence[ListRow]:
        """The rows of a chunk."""
        found = self._client.get_object(Bucket=self._bucket, Key=_chunk_key(upload, n))
        return _rows.validate_json(found["Body"].read())

    def put_file(self, key: str, file: Path) -> None:
        """A receipt."""
        self._client.upload_file(str(file), self._bucket, key)

    def arrived(self) -> Iterator[Arrived]:
        """Every object under `lists/`, page by page."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix="lists/")
        for page in pages:
            for found in page.get("Contents", ()):
                if not found["Key"].endswith("/"):
                    yield Arrived(found["Key"], found["ETag"].strip('"'))


def _chunk_key(upload: UploadId, n: int) -> str:
    return f"chunks/{upload}/{n:06}.json"
