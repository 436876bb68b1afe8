"""A running embedded cloud: where everything is. `anbu up` writes it to `.anbu/cloud.json`; other verbs read it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from pydantic import TypeAdapter

STATE = Path(".anbu")
FILE = STATE / "cloud.json"


class NotRunning(LookupError):
    """No embedded cloud is running here."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """Addresses and names of one running deployment."""

    deployment: str
    endpoint: str
    """The emulator's AWS endpoint, `http://127.0.0.1:…`."""
    telephone: str
    """The local telephone network, `http://127.0.0.1:…`."""
    region: str
    table: str
    lists_bucket: str
    transcripts_bucket: str
    queues: dict[str, str]
    """Name (`notices`, `calls`, `wake` …) → URL."""
    clock_file: str
    settings_file: str
    api: str = ""
    """Base address of the casework API."""
    public_api: str = ""
    user_pool: str = ""
    user_client: str = ""
    functions: dict[str, str] | None = None
    """Name → deployed name of the function."""

    def client(self, service: Any) -> Any:
        """A boto3 client of the emulator."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106  the emulator's, not a secret
            config=Config(retries={"total_max_attempts": 3}, max_pool_connections=32),
        )

    def save(self) -> None:
        """Leaves word for the other verbs."""
        STATE.mkdir(exist_ok=True)
        FILE.write_bytes(_clouds.dump_json(self, indent=1))


_clouds = TypeAdapter(Cloud)


def running() -> Cloud:
    """The cloud that `anbu up` or `make demo` started here.

    Raises:
        NotRunning: none has been started, or it has been stopped.
    """
    if not FILE.exists():
        raise NotRunning("nothing is running here; start it with: uv run anbu up")
    return _clouds.validate_json(FILE.read_bytes())
