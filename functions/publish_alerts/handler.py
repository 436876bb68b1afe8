"""DynamoDB stream (new alerts, turns of officers, decisions) → the officer on duty, and the event bus."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap, bootstrap_casework, bootstrap_texts
from anbu.adapters.area_tables import area_tree
from anbu.adapters.ledger.codec import from_item
from anbu.batches import Batch
from anbu.domain.casework.decisions import Decision
from anbu.domain.casework.events import case_decided, danger_found
from anbu.domain.casework.rota import AlertCall, AlertText
from anbu.domain.dialogue.dialogue import Alert
from anbu.observability import logger, metrics
from anbu.usecases.casework.climb_rota import send_alert_text, tell_first
from anbu.usecases.casework.ring_officer import ring_officer

processor = Batch(EventType.DynamoDBStreams)


def record_handler(record: DynamoDBRecord) -> None:
    """Deals with one new entity, by its kind."""
    image = record.raw_event["dynamodb"]["NewImage"]
    _BY_KIND[image["entity"]["S"]](image)


def _alert(image: dict[str, Any]) -> None:
    alert = from_item(Alert, image)
    tell_first(bootstrap.ledger(), bootstrap.clock(), area_tree().parent, alert)
    bootstrap_casework.bus().put(danger_found(alert))


def _text(image: dict[str, Any]) -> None:
    text = from_item(AlertText, image)
    send_alert_text(bootstrap.ledger(), bootstrap.clock(), area_tree().parent, bootstrap_texts.sender(), text)


def _call(image: dict[str, Any]) -> None:
    ring_officer(from_item(AlertCall, image), bootstrap_casework.ringing())


def _decision(image: dict[str, Any]) -> None:
    bootstrap_casework.bus().put(case_decided(from_item(Decision, image)))


_BY_KIND: dict[str, Callable[[dict[str, Any]], None]] = {
    "Alert": _alert,
    "AlertText": _text,
    "AlertCall": _call,
    "Decision": _decision,
}


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One batch of the stream; it stops at the first that fails and comes again from there."""
    return process_partial_response(event, record_handler, processor, context)
