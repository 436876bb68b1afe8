"""Everything that a round leaves behind outside the ledger and the transcripts: where a slip would show."""

from collections.abc import Iterator
from pathlib import Path

from local.cloud import Cloud


def traces(cloud: Cloud) -> Iterator[tuple[str, str]]:
    """Place and text: log events with their metrics, names of objects, messages left in queues, process logs."""
    yield from _logs(cloud)
    yield from _names(cloud)
    yield from _messages(cloud)
    for file in Path(cloud.clock_file).parent.glob("*.log"):
        yield f"file {file.name}", file.read_text("utf-8", errors="replace")


def _logs(cloud: Cloud) -> Iterator[tuple[str, str]]:
    logs = cloud.client("logs")
    for group in logs.describe_log_groups()["logGroups"]:
        name = group["logGroupName"]
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=name)
        for page in pages:
            yield from ((f"log {name}", event["message"]) for event in page["events"])


def _names(cloud: Cloud) -> Iterator[tuple[str, str]]:
    s3 = cloud.client("s3")
    for bucket in s3.list_buckets()["Buckets"]:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket["Name"]):
            yield from ((f"bucket {bucket['Name']}", found["Key"]) for found in page.get("Contents", ()))


def _messages(cloud: Cloud) -> Iterator[tuple[str, str]]:
    sqs = cloud.client("sqs")
    for url in sqs.list_queues().get("QueueUrls", ()):
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        yield from ((f"queue {url}", message["Body"]) for message in found.get("Messages", ()))
