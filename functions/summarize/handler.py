"""Frozen transcripts (S3 → EventBridge → SQS), and orders to summarise again → the counselling record on the ledger."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap_summaries
from anbu.batches import Batch
from anbu.domain.ids import AttemptId
from anbu.observability import logger, metrics
from anbu.usecases.make_record import make_record, make_record_again

processor = Batch(EventType.SQS)


def record_handler(record: SQSRecord) -> None:
    """An event names the object; the planner's order names the attempt."""
    message = record.json_body
    recording = bootstrap_summaries.recording()
    if "attempt_id" in message:
        stored = make_record_again(AttemptId(message["attempt_id"]), recording)
    else:
        stored = make_record(str(message["detail"]["object"]["key"]), recording)
    metrics.add_metric("RecordsMade", MetricUnit.Count, int(stored))


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
