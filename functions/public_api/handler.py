"""HTTP API without an account → reports, their status and photos."""

from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap_casework
from anbu.adapters.api.front_door import resolved
from anbu.adapters.area_tables import area_tree
from anbu.observability import logger, metrics
from functions.public_api.app import Hall, build_app

app = build_app()


@cache
def _hall() -> Hall:
    return Hall(bootstrap_casework.porter(), bootstrap_casework.shelf(), area_tree(), bootstrap_casework.front_door())


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers one request. Nothing of it is logged."""
    app.append_context(hall=_hall())  # type: ignore[no-untyped-call]
    return resolved(_hall().door, app, event, context)
