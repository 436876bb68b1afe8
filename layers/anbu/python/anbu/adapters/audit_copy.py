"""The audit chain's second home: S3 with Object Lock, where neither we nor the account's owner change a byte."""

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from anbu.domain.casework.audit import AuditEntry

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_entries = TypeAdapter(AuditEntry)


class AuditCopy:
    """`access/{chain}/{seq}.json` in one bucket, whose default retention locks each object as it is put."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def keep(self, entry: AuditEntry) -> None:
        """Puts one entry; the same again is a new version of the same bytes, and the first one stays."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=f"access/{entry.chain}/{entry.seq:09}.json",
            Body=_entries.dump_json(entry),
            ContentType="application/json",
            ChecksumAlgorithm="SHA256",
        )
