"""A message that fails: alone, counted, and without a word of what it said."""

import json
import logging
from typing import Any

import pytest
from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from anbu import batches
from anbu.batches import Batch

SECRET = "김영자 010-0000-0001"


def messages(*bodies: str) -> dict[str, Any]:
    return {
        "Records": [{"messageId": f"m{n}", "body": body, "eventSource": "aws:sqs"} for n, body in enumerate(bodies)]
    }


def take(record: SQSRecord) -> None:
    if record.body != "good":
        raise ValueError(SECRET)


@pytest.mark.parametrize(
    ("bodies", "failed"),
    [(("good", "bad"), ["m1"]), (("bad",), ["m0"]), (("bad", "bad"), ["m0", "m1"]), (("good",), [])],
)
def test_each_that_fails_comes_again_and_no_other_even_where_all_fail(
    bodies: tuple[str, ...], failed: list[str]
) -> None:
    answer = process_partial_response(messages(*bodies), take, Batch(EventType.SQS))
    assert [item["itemIdentifier"] for item in answer["batchItemFailures"]] == failed


def test_a_failure_is_counted_and_logged_with_its_kind_and_place_but_not_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    counted: list[tuple[str, float]] = []
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(batches.metrics, "add_metric", lambda name, _unit, value: counted.append((name, value)))
    monkeypatch.setattr(batches.logger, "warning", lambda text, extra: told.append({"text": text, **extra}))
    with caplog.at_level(logging.INFO):
        process_partial_response(messages("bad", "good", "bad"), take, Batch(EventType.SQS))
    assert counted == [("MessagesFailed", 1)] * 2
    assert [line["error"] for line in told] == ["ValueError"] * 2
    assert all("test_batches.py:" in line["where"] for line in told)
    assert SECRET not in json.dumps(told, ensure_ascii=False) + caplog.text
