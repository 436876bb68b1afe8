"""The lists' bucket as people use it: a form to upload to, and a link to a receipt. Both hold for minutes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

UPLOAD_MINUTES, LINK_MINUTES = 15, 5
MOST_BYTES = 100 * 1024 * 1024
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form that a browser posts with the file as its last field."""

    url: str
    fields: dict[str, str]


class ListShelf:
    """One bucket. Keys say area, round and upload, nothing of the file's own name."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def form(self, key: str, content_type: str, most: int = MOST_BYTES) -> UploadForm:
        """A form for exactly this key, kind and size."""
        post = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, most]],
            ExpiresIn=UPLOAD_MINUTES * 60,
        )
        return UploadForm(post["url"], post["fields"])

    def link(self, key: str) -> str:
        """A link to one object."""
        where = {"Bucket": self._bucket, "Key": key}
        return self._client.generate_presigned_url("get_object", Params=where, ExpiresIn=LINK_MINUTES * 60)

    def read(self, key: str, most: int) -> bytes | None:
        """An object of at most `most` bytes; None if it is not there, or larger."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.NoSuchKey:
            return None
        return found["Body"].read() if found["ContentLength"] <= most else None

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keeps an object of ours."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)
