"""Connect contact events (EventBridge → SQS), and orders to freeze again → the attempt's result on the ledger."""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap
from anbu.adapters.connect import ended_of
from anbu.batches import Batch
from anbu.observability import logger, metrics
from anbu.usecases.take_call_event import take_call_event

processor = Batch(EventType.SQS)


def record_handler(record: SQSRecord) -> None:
    """A contact event carries `detail`; the planner's order names the attempt to freeze."""
    message = record.json_body
    work = bootstrap.work()
    if "freeze" in message:
        work.freeze(message["freeze"])
    else:
        take_call_event(message["detail"], ended_of, work)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
