"""The function behind the queues `intake` and `chunks`: every message that they carry, end to end."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from anbu.domain.casework.figures import RoundFigures
from anbu.domain.lists.upload import UploadState
from functions.intake import handler as intake
from tests.unit.intake_world import IntakeWorld
from tests.unit.list_samples import SAMPLES


class Context:
    """What Powertools reads of a Lambda context."""

    function_name = "intake"
    memory_limit_in_mb = 2048
    invoked_function_arn = "arn:aws:lambda:ap-northeast-2:000000000000:function:intake"
    aws_request_id = "00000000-0000-4000-8000-000000000000"


def run(body: Mapping[str, Any]) -> list[Any]:
    record = {
        "messageId": "m1",
        "receiptHandle": "r1",
        "body": json.dumps(body),
        "attributes": {},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:ap-northeast-2:000000000000:anbu-local-intake",
        "awsRegion": "ap-northeast-2",
    }
    return list(intake.handler({"Records": [record]}, Context())["batchItemFailures"])  # type: ignore[arg-type]


def created(key: str, reason: str = "PutObject") -> dict[str, Any]:
    return {
        "detail-type": "Object Created",
        "source": "aws.s3",
        "detail": {"bucket": {"name": "lists"}, "object": {"key": key, "etag": "e1", "size": 1}, "reason": reason},
    }


@pytest.mark.parametrize("reason", ["PutObject", "CompleteMultipartUpload", "CopyObject"])
def test_an_object_however_it_was_created_ends_in_cases_and_a_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    world = IntakeWorld(tmp_path)
    monkeypatch.setattr(intake, "intaking", lambda: world.intaking)
    arrived = world.store.put(SAMPLES / "haenam_2024_3_cp949.csv", "h.csv")
    assert run(created(arrived.key, reason)) == []
    while world.chunks.messages:
        assert run(world.chunks.messages.pop(0)) == []
    upload = world.upload(arrived)
    assert (upload.state, upload.counts["rows"]) == (UploadState.DONE, 441)
    assert world.wake.messages
    counted = world.ledger.get(RoundFigures, upload.area, upload.round_id)
    assert counted, "a forecast need not wait for the next count"
    assert sum(town["found"] for town in counted.towns.values()) == len(world.cases())
    assert len(world.store.receipts) == 2


def test_a_chunk_of_an_upload_that_nobody_announced_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "intaking", lambda: IntakeWorld(tmp_path).intaking)
    failed = run({"area": "4611000000", "round_id": "r", "upload": "u1", "chunk": 0})
    assert failed == [{"itemIdentifier": "m1"}]


def test_what_is_logged_of_a_failed_upload_is_its_id_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = IntakeWorld(tmp_path)
    monkeypatch.setattr(intake, "intaking", lambda: world.intaking)
    logged: list[str] = []
    monkeypatch.setattr(intake.logger, "error", lambda *args, **extra: logged.append(repr((args, extra))))
    path = tmp_path / "secret-name.csv"
    path.write_text("점심,가격\n김안부 010-0000-0001,9000\n", "utf-8")
    arrived = world.store.put(path, "김안부.csv")
    assert run(created(arrived.key)) == []
    assert len(logged) == 1
    said = logged[0]
    assert arrived.upload_id in said
    assert "김안부" not in said
    assert "0000-0001" not in said
