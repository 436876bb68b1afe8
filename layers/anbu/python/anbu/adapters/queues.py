"""SQS queues' sending end."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_BATCH = 10


class NotQueued(Exception):
    """SQS did not take some messages. What they were for is due again when its lease ends."""


class SqsOutbox:
    """`Outbox` over one queue."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Sends all, ten at a time.

        Raises:
            NotQueued: some were refused; the others are on the queue.
        """
        refused = 0
        for start in range(0, len(messages), _BATCH):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {"Id": str(n), "MessageBody": json.dumps(message, ensure_ascii=False)}
                for n, message in enumerate(messages[start : start + _BATCH])
            ]
            answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            refused += len(answer.get("Failed", ()))
        if refused:
            raise NotQueued(f"{refused} of {len(messages)} messages")
