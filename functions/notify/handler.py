"""SQS `notices` → one text each, or the look-up of one."""

from typing import Any, Literal

from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.parser.models import SqsRecordModel
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Json

from anbu import bootstrap_texts
from anbu.batches import Batch
from anbu.domain.ids import AttemptId
from anbu.observability import logger, metrics
from anbu.usecases.send_notice import look_up_notice, send_notice


class NoticeOrder(BaseModel):
    """What the planner asks for."""

    attempt_id: AttemptId
    do: Literal["act", "look_up"]


class NoticeMessage(SqsRecordModel):
    """The order as SQS carries it."""

    body: Json[NoticeOrder]


processor = Batch(EventType.SQS, model=NoticeMessage)


def record_handler(record: NoticeMessage) -> None:
    """Acts or looks up, once."""
    use_case = send_notice if record.body.do == "act" else look_up_notice
    use_case(record.body.attempt_id, bootstrap_texts.texting())


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch; failed messages come again alone."""
    return process_partial_response(event, record_handler, processor, context)
