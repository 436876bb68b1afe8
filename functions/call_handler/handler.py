"""Connect's flows (doors `open`, `ring_back`, `close`, `whisper`) and Lex's code hook → one use case each.

Told apart by the event's shape. Nothing of an event is logged: it holds what people say. A turn that fails raises,
and the flow says sorry and closes safely.
"""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap_conversation as bootstrap
from anbu.observability import logger, metrics
from functions.call_handler import doors, hook


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """One event, one answer."""
    world = bootstrap.conversing()
    if "Details" in event:
        metrics.add_metric("Doors", MetricUnit.Count, 1)
        return dict(doors.answer(event["Details"], world))
    metrics.add_metric("Turns", MetricUnit.Count, 1)
    return hook.answer(event, world)
