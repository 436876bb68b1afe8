"""Frozen transcripts in S3: `transcripts/{attempt}/v{n}.json`, contract 3."""

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from anbu.domain.ids import AttemptId
from anbu.domain.transcript import Transcript
from anbu.ports import Unreadable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_transcripts = TypeAdapter(Transcript)


def key_of(attempt: AttemptId, version: int) -> str:
    """Where that version lies."""
    return f"transcripts/{attempt}/v{version}.json"


def attempt_of(key: str) -> tuple[AttemptId, int]:
    """Whose transcript lies under a key, and which version.

    Raises:
        ValueError: the key is not one of ours.
    """
    folder, attempt, name = key.split("/")
    if folder != "transcripts":
        raise ValueError("not a transcript")
    return AttemptId(attempt), int(name.removeprefix("v").removesuffix(".json"))


class S3Transcripts:
    """`TranscriptStore` over one bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, attempt: AttemptId, version: int, transcript: Transcript) -> str:
        """Stores one version; the same bytes again make the same object."""
        key = key_of(attempt, version)
        body = _transcripts.dump_json(transcript, exclude_none=True)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/json")
        return key

    def read(self, key: str) -> Transcript:
        """The transcript under a key; `Unreadable` if it is not one."""
        try:
            return _transcripts.validate_json(self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read())
        except (ValidationError, UnicodeDecodeError):
            raise Unreadable(key) from None
        except self._client.exceptions.NoSuchKey:
            raise Unreadable(key) from None
