"""The API's routes under one roof; the handler and the OpenAPI generator both use it."""

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver

from anbu.adapters.api.problems import answer_problems
from functions.casework_api.routes import (
    alerts,
    audit,
    campaigns,
    case,
    decisions,
    doors,
    exports,
    officials,
    paperwork,
    rounds,
    statistics,
    work,
    work_done,
)

_SUBJECTS = (
    work,
    case,
    decisions,
    work_done,
    paperwork,
    doors,
    alerts,
    rounds,
    campaigns,
    statistics,
    exports,
    officials,
    audit,
)


def build_app() -> APIGatewayHttpResolver:
    """The resolver with every route and every problem. `office` is put into its context before each request."""
    app = APIGatewayHttpResolver(enable_validation=True)
    for subject in _SUBJECTS:
        app.include_router(subject.router)
    answer_problems(app)
    return app
