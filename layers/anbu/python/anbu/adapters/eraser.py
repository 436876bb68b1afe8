"""Erasing from versioned buckets: a deletion that left the older versions would erase nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from anbu.ports import Shelf

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class S3Eraser:
    """`Eraser` over the buckets of one deployment."""

    def __init__(self, client: "S3Client", buckets: Mapping[Shelf, str]) -> None:
        self._client = client
        self._buckets = buckets

    def erase(self, shelf: Shelf, prefix: str) -> None:
        """Every version and every mark of a deletion under the prefix, page by page.

        Raises:
            NotErased: S3 kept some of it. Erasing again goes on where it stopped.
        """
        bucket = self._buckets[shelf]
        for page in self._client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
            found: list[Any] = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
            if not found:
                continue
            objects: Any = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
            answered = self._client.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
            if answered.get("Errors"):
                raise NotErased(f"{len(answered['Errors'])} of {len(objects)} objects")


class NotErased(Exception):
    """Some objects are still there."""
