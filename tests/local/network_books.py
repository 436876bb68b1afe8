"""The telephone network's own books: what it was asked to ring, and to text."""

import json
import urllib.request
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from local.clock import FastClock
from local.cloud import Cloud


def contacts(cloud: Cloud) -> list[str]:
    """The attempts that the telephone network was asked to ring, one entry an act."""
    connect = replace(cloud, endpoint=cloud.telephone).client("connect")
    now = FastClock(Path(cloud.clock_file)).now()
    names: list[str] = []
    token: dict[str, str] = {}
    while True:
        found = connect.search_contacts(
            InstanceId="00000000-0000-4000-8000-000000000001",
            TimeRange={"Type": "INITIATION_TIMESTAMP", "StartTime": now - timedelta(days=50), "EndTime": now},
            MaxResults=100,
            **token,
        )
        names += [contact["Name"] for contact in found["Contacts"] if contact.get("Name")]
        if "NextToken" not in found:
            return names
        token = {"NextToken": found["NextToken"]}


def texts(cloud: Cloud) -> list[str]:
    """The attempts whose texts it has taken, one entry a text."""
    names: list[str] = []
    start = ""
    while True:
        with urllib.request.urlopen(f"{cloud.telephone}/messages/v4/list-old?limit=100{start}", timeout=10) as answer:  # noqa: S310  our own
            page = json.load(answer)
        names += [text["customFields"]["attemptId"] for text in page["messageList"].values()]
        if page["nextKey"] is None:
            return names
        start = f"&startKey={page['nextKey']}"
