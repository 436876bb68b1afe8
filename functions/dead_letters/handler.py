"""Every dead-letter queue → the letter is kept and its case becomes `stuck`, where people see it."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.batches import Batch
from anbu.observability import logger, metrics
from anbu.usecases.take_dead_letter import ReceivedLetter, take_dead_letter

processor = Batch(EventType.SQS)


def record_handler(record: SQSRecord) -> None:
    """Keeps one letter."""
    queue = record.event_source_arn.rsplit(":", 1)[1]
    take_dead_letter(ReceivedLetter(record.message_id, queue, record.body), bootstrap.work())
    metrics.add_metric("DeadLetters", MetricUnit.Count, 1)
    logger.error("dead letter", extra={"queue": queue, "message_id": record.message_id})


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
