"""The API's routes under one roof; the handler and the OpenAPI generator both use it."""

from anbu.adapters.api.problems import answer_problems
from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver

from functions.casework_api.routes import alerts, case, decisions, officials, rounds, statistics, work, work_done

ROUTERS = (
    work.router,
    case.router,
    decisions.router,
    work_done.router,
    officials.router,
    alerts.router,
    rounds.router,
    statistics.router,
)


def build_app() -> APIGatewayHttpResolver:
    """The resolver with every route and every problem. `office` is put into its context before each request."""
    app = APIGatewayHttpResolver(enable_validation=True)
    for router in ROUTERS:
        app.include_router(router)
    answer_problems(app)
    return app
