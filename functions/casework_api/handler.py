"""HTTP API with a Cognito JWT → the caseworkers' API."""

from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from anbu import bootstrap, bootstrap_casework
from anbu.adapters.api.front_door import resolved
from anbu.adapters.area_tables import area_tree
from anbu.adapters.casework_data import form_template, story_words
from anbu.adapters.expectations import expectation
from anbu.observability import logger, metrics
from anbu.usecases.casework.campaigns import Planning
from functions.casework_api.app import build_app
from functions.casework_api.asking import Office

app = build_app()


@cache
def _office() -> Office:
    wired = bootstrap_casework
    planning = Planning(bootstrap.campaigning(), expectation())
    return Office(wired.desk(), area_tree(), wired.cursors(), story_words(), wired.shelf(), form_template(), planning)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers one request. Nothing of it is logged."""
    app.append_context(office=_office())  # type: ignore[no-untyped-call]
    return resolved(bootstrap_casework.front_door(), app, event, context)
