"""SQS `intake` (S3 events of new lists) → the list is read and cut; SQS `chunks` → rows are written, receipts made."""

import json
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu.batches import Batch
from anbu.bootstrap_intake import intaking
from anbu.domain.lists.upload import Arrived, UploadState
from anbu.observability import logger, metrics
from anbu.usecases.casework.count_round import count_taken_in
from anbu.usecases.split_upload import split_upload
from anbu.usecases.write_receipt import write_receipt
from anbu.usecases.write_rows import write_chunk

processor = Batch(EventType.SQS)


def record_handler(record: SQSRecord) -> None:
    """One new list, one chunk of rows, or one receipt: told by the shape of the message."""
    metrics.add_metric("IntakeMessages", MetricUnit.Count, 1)
    message = json.loads(record.body)
    if "detail" in message:
        found = message["detail"]["object"]
        _take_in(Arrived(found["key"], found.get("etag", "")))
        return
    place = (message["area"], message["round_id"], message["upload"])
    if message.get("receipt"):
        written = write_receipt(*place, intaking())
        if written is not None:
            count_taken_in(written, intaking().ledger, intaking().clock)
    else:
        write_chunk(*place, message["chunk"], intaking())


def _take_in(arrived: Arrived) -> None:
    upload = split_upload(arrived, intaking())
    metrics.add_metric("UploadsFailed", MetricUnit.Count, int(upload.state is UploadState.FAILED))
    if upload.state is UploadState.FAILED:
        logger.error("a list could not be read", extra={"upload": upload.id, "code": upload.code})


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
