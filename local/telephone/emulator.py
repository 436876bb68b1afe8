"""What the network asks of the embedded cloud: running functions, putting events. Signed, over kept connections."""

import asyncio
import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from yarl import URL

from local.telephone.effects import Event, FunctionFailed

MOST_EVENTS = 10  # PutEvents takes no more at once
RUNS_AT_ONCE = max(4, 2 * (os.cpu_count() or 2))
"""Function runs asked for at once. Each further one would start one more worker process, for a machine that is busy."""


class Emulator:
    """The AWS endpoint of the embedded cloud."""

    def __init__(self, endpoint: str, region: str, access_key: str, secret_key: str) -> None:
        self._endpoint = endpoint.rstrip("/")
        credentials = Credentials(access_key, secret_key)
        self._signers = {name: SigV4Auth(credentials, name, region) for name in ("lambda", "events")}
        self._session: aiohttp.ClientSession | None = None
        self._turn = asyncio.Semaphore(RUNS_AT_ONCE)

    async def __aenter__(self) -> "Emulator":
        """Connections are kept for as long as the network runs."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close them."""
        if self._session is not None:
            await self._session.close()

    async def invoke(self, arn: str, event: Event, seconds: float) -> Event:
        """Run a function and return its answer.

        Raises:
            FunctionFailed: it failed, was throttled, or gave no answer within so many real seconds.
        """
        path = f"/2015-03-31/functions/{quote(arn, safe='')}/invocations"
        headers = {"X-Amz-Invocation-Type": "RequestResponse"}
        try:
            async with self._turn, asyncio.timeout(seconds):
                status, answer_headers, body = await self._post("lambda", path, json.dumps(event), headers)
        except TimeoutError as late:
            raise FunctionFailed("no answer in time", timed_out=True) from late
        except aiohttp.ClientError as broken:
            raise FunctionFailed(type(broken).__name__) from broken
        if status >= 300 or "X-Amz-Function-Error" in answer_headers:  # noqa: PLR2004 - HTTP
            raise FunctionFailed(f"HTTP {status}, {answer_headers.get('X-Amz-Function-Error', 'no function error')}")
        try:
            answer = json.loads(body)
        except json.JSONDecodeError as nonsense:
            raise FunctionFailed("the answer is not JSON") from nonsense
        if not isinstance(answer, dict):
            raise FunctionFailed("the answer is not an object")
        return answer

    async def put_events(self, entries: list[Mapping[str, Any]]) -> None:
        """Put at most ten events on the default bus.

        Raises:
            RuntimeError: one of them was not taken.
        """
        headers = {"X-Amz-Target": "AWSEvents.PutEvents", "Content-Type": "application/x-amz-json-1.1"}
        status, _, body = await self._post("events", "/", json.dumps({"Entries": entries}), headers)
        if status != 200 or json.loads(body).get("FailedEntryCount"):  # noqa: PLR2004 - HTTP
            raise RuntimeError(f"PutEvents: HTTP {status}")

    async def _post(
        self, service: str, path: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], str]:
        if self._session is None:
            raise RuntimeError("use `async with`")
        url = self._endpoint + path
        request = AWSRequest(method="POST", url=url, data=body.encode(), headers=dict(headers))
        self._signers[service].add_auth(request)
        signed = dict(request.headers.items())
        async with self._session.post(URL(url, encoded=True), data=body.encode(), headers=signed) as response:
            return response.status, response.headers, await response.text()
