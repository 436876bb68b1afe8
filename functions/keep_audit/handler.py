"""DynamoDB stream (new audit entries) → one object each in the bucket with Object Lock."""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap_casework
from anbu.adapters.ledger.codec import from_item
from anbu.batches import Batch
from anbu.domain.casework.audit import AuditEntry
from anbu.observability import logger, metrics

processor = Batch(EventType.DynamoDBStreams)


def record_handler(record: DynamoDBRecord) -> None:
    """Keeps one entry. The same entry again is the same object."""
    entry = from_item(AuditEntry, record.raw_event["dynamodb"]["NewImage"])
    bootstrap_casework.audit_copy().keep(entry)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch of the stream; it stops at the first that fails and comes again from there."""
    return process_partial_response(event, record_handler, processor, context)
