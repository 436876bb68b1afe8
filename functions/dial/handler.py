"""SQS `calls` → one outbound call each, or the look-up of one. Who cannot be dialled now goes back to the ledger."""

from typing import Any, Literal

from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.parser.models import SqsRecordModel
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Json

from anbu import bootstrap
from anbu.batches import Batch
from anbu.domain.ids import AttemptId
from anbu.observability import logger, metrics
from anbu.usecases.look_up_call import look_up_call
from anbu.usecases.place_call import place_call


class CallOrder(BaseModel):
    """What the planner asks for."""

    attempt_id: AttemptId
    do: Literal["act", "look_up"]


class CallMessage(SqsRecordModel):
    """The order as SQS carries it."""

    body: Json[CallOrder]


processor = Batch(EventType.SQS, model=CallMessage)


def record_handler(record: CallMessage) -> None:
    """Acts or looks up, once; waits for its turn where the start rate has no room this very moment."""
    dialling = bootstrap.dialling()
    if record.body.do == "look_up":
        look_up_call(record.body.attempt_id, dialling)
        return
    while (again_at := place_call(record.body.attempt_id, dialling)) is not None:
        dialling.work.clock.wait_until(again_at)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
